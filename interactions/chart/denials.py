"""How far a denial reaches. Of a symptom or of `other meds` it ends at the comma: `no jaundice, kratom`. Of a substance it
holds for the list: `denies alcohol, tobacco, kratom`."""

from __future__ import annotations

import re

from . import heading_words as headings
from .patterns import starting
from .remarks import CONDITIONS
from .words import phrase_set

# fmt: off
SYMPTOMS = CONDITIONS | headings.REACTIONS | headings.MEDICINE_WORDS | phrase_set("""
    abuse, ache, aches, acute, avh, ah, vh, appetite, apnea, bleeding, bruising, breath, chest, chills, complaints, concern, concerns, constipation,
    convulsions, cp, delusions, distress, dysuria, edema, erythema, fall, falls, fatigue, fevers, fracture, hallucination, harm, head,
    hematuria, hi, homicidal, hypoxia, icterus, ideation, ideations, injury, intent, issues, itching, jaundice, loc, loss, mania, melena, nvd, n/v/d,
    orthopnea, other, overdose, overdoses, pain, palpitation, paranoia, plan, pregnancy, pregnant, problems, ros, sedation, self-harm, shaking, shortness,
    si, si/hi, sob, suicidal, suicidality, suicide, surgery, surgeries, sweats, sweating, syncope, symptoms, thoughts, trauma, tremor, tremors, urinary,
    vision, weakness, weight, wheeze
""")
SUBSTANCES = phrase_set("""
    alcohol, etoh, beer, wine, liquor, drinking, tobacco, nicotine, smoking, cigarettes, vaping, vapes, drug, drugs, illicit, illicits,
    recreational, marijuana, cannabis, thc, weed, opioids, opiates, benzos, benzodiazepines, heroin, cocaine, meth, methamphetamine, stimulants,
    ivdu, substance, substances, supplement, supplements, herbal, herbals, otc
""")
# fmt: on
_DENIAL = starting(headings.DENIALS, r"(?=[\s:]|$)")
_SUBJECT = re.compile(r"^(?:pt|patient|he|she|they)\s+", re.IGNORECASE)
_NO_OTHER = re.compile(
    r"(?:(?:is|does)\s+)?(?:not|isn't|doesn't)\s+(?:currently\s+)?(?:tak(?:e|es|ing)|us(?:e|es|ing)|on)\s+(?:any\w*|other)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[^,;]+")
_WORD = re.compile(r"[^\W\d_][\w/-]*")
_OR = re.compile(r"\b(?:or|nor)\b", re.IGNORECASE)
_BUT_TAKES = re.compile(
    r"(?:(?:pt|patient|he|she|they)\s+)?(?:is\s+|does\s+)?(?:not|isn't|doesn't)\s+(?:currently\s+)?"
    r"(?:tak(?:e|es|ing)|us(?:e|es|ing)|on)\s[^.;]*?\bbut\s+(?:(?:now|still|currently|also|does|is|he|she)\s+){0,3}"
    r"(?=(?:takes?|taking|uses?|using|on)\s)",
    re.IGNORECASE,
)


def begins_with_denial(line: str) -> bool:
    return bool(_DENIAL.pattern.match(_SUBJECT.sub("", line)))


def end_of_denied(line: str) -> int:
    """Where what follows a denial of symptoms, or of taking one thing (`does not take kratom but takes 7-OH`), begins.

    0 if there is none: the denial holds for the whole line.
    """
    if instead := _BUT_TAKES.match(line):
        return instead.end()
    items = list(_ITEM.finditer(line))
    if len(items) < 2 or not (begins_with_denial(line) or _NO_OTHER.match(_SUBJECT.sub("", line))):
        return 0
    last_or = max((number for number, item in enumerate(items) if _OR.search(item[0])), default=0)
    each_denied = begins_with_denial(items[1][0].strip())
    for number, item in enumerate(items):
        text = item[0].strip()
        said = {word.lower() for word in _WORD.findall(text)}
        denied = each_denied and begins_with_denial(text)
        if not denied and not SUBSTANCES.isdisjoint(said):
            return 0
        if denied or number <= last_or or not SYMPTOMS.isdisjoint(said):
            if number == 0 and SYMPTOMS.isdisjoint(said) and not each_denied:
                return 0
            continue
        return item.start() + len(item[0]) - len(item[0].lstrip()) if number else 0
    return 0


def not_plainly_denied(line: str) -> str:
    """The items behind the first of a denial that may be taken after all: not `no X`, `or X`, nor a social habit."""
    items = [item[0].strip() for item in _ITEM.finditer(line)]
    last_or = max((number for number, item in enumerate(items) if _OR.search(item)), default=0)
    open_items = []
    for item in items[last_or + 1 :]:
        said = {word.lower() for word in _WORD.findall(item)}
        if SUBSTANCES.isdisjoint(said) and not begins_with_denial(item):
            open_items.append(item)
    return ", ".join(open_items)
