"""Chart lines that name no medicine the patient takes, and the reason."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import heading_words as headings
from .denials import begins_with_denial, end_of_denied
from .labels import is_label
from .marks import Marks
from .patterns import Phrases, places_of_words, starting
from .remarks import is_condition

ALLERGY = "an allergy or intolerance"
HEADING = "a heading"
VITAL_SIGN = "a vital sign or laboratory value"
INSTRUCTION = "an instruction"
NO_MEDICINE = "a note that there is no medicine"
DENIAL = "a note of what is not taken"
PERSONAL = "a personal or administrative detail"
NO_NAME = "a form, amount or date without a name"
EMPTY = "an empty line"
SMOKING = "a note of tobacco"
PATIENT = "words about the patient"
CONDITION = "a condition or symptom"
DETAIL = "a detail of the medicine above"
DRUG_SCREEN = "a drug screen result"
FURNITURE = "a label of the form"

_ALLERGY_HEAD = re.compile(
    r"^(?:(?:drug|drugs|medication|medicine|food|known|documented|environmental|other|latex|and|&|/)[\s/]++){0,4}"
    r"(?:allerg(?:y|ies|ic|en|ens)|adrs?|adverse\s+(?:drug\s+)?(?:reactions?|events?|effects?)|intoleran(?:ce|ces|t)|"
    r"sensitivit(?:y|ies))"
    r"(?:\s*(?:and|&|/)\s*(?:intolerances?|allergies|sensitivities|adrs?|adverse reactions?))?"
    r"\s*(?:[:=\-–—(|]|to\b|of\b|list\b|as\s+of\b|reviewed\b|updated\b|last\b|$)",
    re.IGNORECASE,
)
_ALLERGY_INSIDE = re.compile(
    r"\ballergic\s+(?:to|reaction)\b|\ballerg(?:y|ies)\s+to\b|\bintoleran(?:t|ce)\s+(?:to|of)\b|"
    r"\b(?:adverse\s+)?reaction\s+to\b|\b(?:can(?:no|')t|does not|doesn't)\s+tolerate\b|"
    r"[-–—:(,]\s*(?:allerg(?:y|ic)|intoleran(?:t|ce))\b|"
    r"\bn\.?k\.?d?\.?a\.?(?![\w.])|\bno\s+(?:known\s+)?(?:drug\s+|medication\s+|food\s+)*allerg",
    re.IGNORECASE,
)
_ALLERGY_TAIL = re.compile(
    r"(?<![\w'’-])[\w'’-]+\s+(?:allergy|allergies|intolerance|intolerant|allergic)(?:\s*\([^()]*\))?\W*$",
    re.IGNORECASE,
)


_VITAL = starting(
    headings.VITAL_SIGNS,
    r"(?:\s+(?:of|is|was|today|now|at rest|sitting|standing))*\s*[:=]?\s*[<>~≤≥]?\s*\d",
)
_TEMPERATURE = re.compile(r"^t\s*[:=]?\s*(?:3[4-9]|4[0-2]|9\d|10\d)(?:\.\d)?\s*°?\s*[cf]?\b", re.IGNORECASE)
_LABORATORY = re.compile(
    r"^(?:na\s*[:=]?\s*1[0-6]\d|(?:k|na|cl|ca|mg|phos|glucose|hco3|co2)\s*[:=]?\s*\d{1,3}(?:\.\d{1,2})?\s*m(?:mol/l|eq/l|g/dl))\W*$",
    re.IGNORECASE,
)
_REST_OF_VALUE = re.compile(
    r"[\d.,/]*(?:\s?(?:%|mmhg|ms|msec|bpm|kgs?|lbs?|mg/dl|mmol/l|meq/l|u/l))?", re.IGNORECASE
)
_MEASURED_ON = re.compile(r"\b(?:on|after|while|with|taking|since)\s+[^\W\d_]{3}", re.IGNORECASE)
_PERSONAL = starting(headings.PERSONAL_LABELS, r"\s*[:#]")
_INSTRUCTION = starting(headings.INSTRUCTION_STARTS, r"(?![\w'’-])")
_PRESCRIPTION_NUMBER = re.compile(
    r"\b(?:rx|prescription|script)\s*(?:#|no\.?|number)?\s*:?\s*#?\d{5,}", re.IGNORECASE
)
_TO = re.compile(
    r"^[\W_]*(?:(?:to|of|for|about|with|all|meds?|medications?|incl|including|the)\b[\W_]*)*", re.IGNORECASE
)
_DRUG_SCREEN = re.compile(
    r"(?:uds|udt|u ?tox|tox(?:icology)?(?: screen)?|(?:urine )?drug (?:screen|test)|urine (?:screen|test|tox\w*))\b"
    r"[^.;]*?(?:\bpos(?:itive)?\b|\bdetected\b|\+|\bneg(?:ative)?\b)",
    re.IGNORECASE,
)
_DETAIL = starting(headings.DETAIL_STARTS, r"(?:\s*(?::|$)|(?<=\sby)\s)")
_MOST_FURNITURE = 6  # words
_PERSON = re.compile(
    r"(?:(?:pt|patient|he|she|this)\s+)?(?:is\s+)?(?:an?\s+)?\d{1,3}[\s-]?(?:yo|y\.o\.|y/o|yr[\s-]old|years?[\s-]old)\b"
    r"[^.;:,]{0,60}?\b(?:on|taking|takes|using|uses|with)\s+",
    re.IGNORECASE,
)
_NOTHING_BUT = re.compile(
    r"(?:(?:pt|patient|he|she|they)\s+)?(?:is\s+|does\s+)?(?:not|isn't|doesn't|does\s+not)\s+(?:currently\s+)?"
    r"(?:tak(?:e|es|ing)|us(?:e|es|ing)|on)\s+(?:any\w*|other|much)\b",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"(?:[:=]\s*|\s[-–—]\s*)(?:no|none|nil)(?:\s+use)?\W*$|"
    r"[:\s=]\s*(?:denies|denied|never|negative|neg|non-?drinker|non-?user)(?:\s+use[drs]?)?\W*$",
    re.IGNORECASE,
)
_EXCEPT = Phrases(headings.EXCEPTIONS)
_NO_LONGER = Phrases(headings.NOT_DENIALS)
_SMOKING = Phrases(headings.SMOKING_WORDS)
_EXPORT_HEADING = re.compile(
    r"(?:current\s+)?(?:outpatient|inpatient|facility-administered|home|prescription)\s+(?:facility-administered\s+)?"
    r"(?:encounter\s+)?medications?\s+(?:marked\s+as|prior\s+to|on\s+file|ordered|as\s+of|reviewed|documented)\b|"
    r"(?:ask\s+your\s+(?:doctor|provider|pharmacist)|contact\s+your\s+\w+|you\s+might\s+also\s+be)\b.*\bmedic\w+|"
    r"resume\s+at\s+home\W*$|patient\s+instructions\W*$|medications?\s+given\s+today\W*$|repeat\s+templates?\W*$|acutes\W*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'’./-]*")
_AROUND = " .:-–—()[]*"


def why_not_a_medicine(label: str, marks: Marks, *, named: bool) -> str | None:
    """The reason, or None. `label` is the heading that begins the line; `named`: words of a name are left."""
    if not marks.words:
        return EMPTY
    for reason, applies in _REASONS:
        if applies(label, marks):
            return reason
    if named and not _only_a_reason(label, marks):
        return None
    if marks.say(_SMOKING):
        return SMOKING
    return INSTRUCTION if named or marks.of("filler", "frequency") else NO_NAME


def _only_a_reason(label: str, marks: Marks) -> bool:
    """`Take 1 tablet every 6 hours for pain`, `PMH: anxiety`: what is left names why, not what."""
    sig = "for" in marks.words and bool(marks.of("frequency", "form", "amount"))
    if not (sig or label):
        return False
    unmarked = " ".join(part for part in marks.pieces() if isinstance(part, str)).lower()
    left = {word.strip("./'’-") for word in _WORD.findall(unmarked)}
    return bool(left) and left <= headings.REASONS


def after_denial(line: str) -> str:
    """What is taken despite the denial before it: `denies alcohol but uses kratom daily`; without who takes it:
    `34 yo M on Suboxone`."""
    if person := _PERSON.match(line):
        line = line[person.end() :]
    if _may_be_allergy(line):
        return line
    if end := end_of_denied(line):
        return line[end:]
    if not (begins_with_denial(line) or _denies_all_but(line)):
        return line
    kept = next(_EXCEPT.finditer(line, places_of_words(line)), None)
    return line[kept.end() :].strip() if kept and _WORD.search(line, kept.end()) else line


def after_instruction(line: str) -> str:
    """What an instruction with a dose says is taken: `no changes to tramadol 50 mg`. Not what is to be avoided."""
    start = starts_as_instruction(line)
    if not start or says_not_to_take(line):
        return line
    rest = _TO.sub("", line[len(start) :])
    return rest if _WORD.search(rest) else line


def _denies_all_but(line: str) -> bool:
    """`Not taking any meds except …`: without the exception it would be a note that there is no medicine."""
    return bool(_NOTHING_BUT.match(line))


def says_not_to_take(line: str) -> bool:
    """`Avoid ibuprofen`, `do not take with diazepam`."""
    return not headings.NOT_TO_BE_TAKEN.isdisjoint(starts_as_instruction(line).lower().split())


def end_of_measured(line: str) -> int:
    """Where the value ends that makes the line a vital sign or laboratory value; 0 if there is none."""
    measured = _VITAL.pattern.match(line) or _TEMPERATURE.match(line) or _LABORATORY.match(line)
    value = _REST_OF_VALUE.match(line, measured.end()) if measured else None
    return value.end() if value else 0


def starts_as_instruction(line: str) -> str:
    """The words by which a line begins as an instruction: `continue all`."""
    start = _INSTRUCTION.pattern.match(line)
    return start[0] if start else ""


def is_detail(line: str) -> bool:
    """`Commonly known as: NEURONTIN`: about the medicine above."""
    return bool(_DETAIL.pattern.match(line))


def is_personal(line: str) -> bool:
    """`Address: 12 Main Street, Springfield`: never split at commas, so that no part of it is taken for a medicine."""
    return bool(_PERSONAL.pattern.match(line))


def begins_with_allergy(label: str) -> bool:
    return _may_be_allergy(label) and bool(_ALLERGY_HEAD.match(label))


def is_allergy_list(line: str) -> bool:
    """Whether every item is an allergy. Such a line is never split, or its items would be read as medicines."""
    return bool(_ALLERGY_HEAD.match(line))


def bare_allergy_heading(line: str) -> bool:
    """`Allergies:`, `Drug allergies / intolerances (reviewed)`: a heading with its items on the following lines."""
    head = _ALLERGY_HEAD.match(line)
    return bool(head) and headings.ALLERGY_COLUMNS.issuperset(
        word.lower() for word in _WORD.findall(line, head.end() if head else 0)
    )


def _may_be_allergy(line: str) -> bool:
    lower = line.lower()
    return any(stem in lower for stem in headings.ALLERGY_STEMS)


def _is_allergy(_: str, marks: Marks) -> bool:
    line = marks.text
    if not _may_be_allergy(line):
        return False
    if _ALLERGY_HEAD.match(line) or _ALLERGY_INSIDE.search(line):
        return True
    tail = _ALLERGY_TAIL.search(line)
    if tail is None or marks.of("strength", "frequency"):
        return False
    return headings.ALLERGY_PRODUCTS.isdisjoint(word.lower() for word in _WORD.findall(line))


def _is_nothing(_: str, marks: Marks) -> bool:
    """`None`, `no regular medications`, `not on any meds`: only words that say there is none."""
    if " ".join(marks.text.strip(_AROUND).lower().split()) in headings.NONE_WORDS:
        return True
    said = marks.words.keys()
    return said <= headings.NO_MEDICINE_WORDS and bool(
        said & headings.MEDICINE_WORDS and said & headings.NO_WORDS
    )


def _is_measured(_: str, marks: Marks) -> bool:
    """A frequency behind the value makes a dose of it (`K 20 daily`), unless words say that it was measured on a
    medicine: `INR 2.3 on warfarin 5 mg daily`."""
    end = end_of_measured(marks.text)
    if not end:
        return False
    return bool(_MEASURED_ON.search(marks.text, end)) or all(m.start < end for m in marks.of("frequency"))


def _is_denied(_: str, marks: Marks) -> bool:
    if begins_with_denial(marks.text):
        return not marks.say(_NO_LONGER)
    denied = _DENIED_AFTER.search(marks.text) if marks.words.keys() & headings.DENIED_AFTER else None
    return bool(denied) and not marks.of("strength", "frequency", "amount")


def _is_personal(label: str, marks: Marks) -> bool:
    if _PRESCRIPTION_NUMBER.search(marks.text) and not marks.of("strength"):
        return True
    return marks.say(_PERSONAL) or bool(label and _PERSONAL.pattern.match(f"{label}:"))


def _is_heading(_: str, marks: Marks) -> bool:
    return (is_label(marks.text) or bool(_EXPORT_HEADING.match(marks.text))) and not marks.of("strength")


def _is_instruction(label: str, marks: Marks) -> bool:
    if label and headings.ABOUT_LABELS.intersection(label.lower().split()):
        return True
    return marks.say(_INSTRUCTION) and not marks.of("strength")


def _is_condition(_: str, marks: Marks) -> bool:
    return is_condition(marks.text)


def _is_detail(_: str, marks: Marks) -> bool:
    return marks.say(_DETAIL)


def _is_furniture(label: str, marks: Marks) -> bool:
    """A button, or only the names of columns without anything under them: `Disp: , Rfl:`."""
    if len(marks.words) > _MOST_FURNITURE:
        return False
    words = " ".join(marks.text.strip(_AROUND).lower().replace("-", " ").split())
    columns = {word.lower() for word in _WORD.findall(f"{label} {marks.text}")}
    return words in headings.FURNITURE or (bool(columns) and columns <= headings.ABOUT_LABELS)


def _is_drug_screen(label: str, marks: Marks) -> bool:
    return bool(_DRUG_SCREEN.match(f"{label} {marks.text}".strip()))  # may be a cross-reaction


_REASONS: tuple[tuple[str, Callable[[str, Marks], bool]], ...] = (
    (ALLERGY, _is_allergy),
    (NO_MEDICINE, _is_nothing),
    (FURNITURE, _is_furniture),
    (DETAIL, _is_detail),
    (DRUG_SCREEN, _is_drug_screen),
    (PERSONAL, _is_personal),
    (VITAL_SIGN, _is_measured),
    (HEADING, _is_heading),
    (DENIAL, _is_denied),
    (INSTRUCTION, _is_instruction),
    (CONDITION, _is_condition),
)
"""Checked in this order; the first that applies is the reason."""
