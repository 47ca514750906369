"""Chart lines that name no medicine the patient takes, and the reason."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import heading_words as headings
from .marks import Marks
from .patterns import Phrases, places_of_words, starting

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
_PERSONAL = starting(headings.PERSONAL_LABELS, r"\s*[:#]")
_INSTRUCTION = starting(headings.INSTRUCTION_STARTS, r"(?![\w'’-])")
_SUBJECT = re.compile(r"^(?:pt|patient|he|she|they)\s+", re.IGNORECASE)
_DENIAL = starting(headings.DENIALS, r"(?=[\s:]|$)")
_DENIED_AFTER = re.compile(
    r"(?:[:=]\s*|\s[-–—]\s*)(?:no|none|nil)(?:\s+use)?\W*$|"
    r"[:\s=]\s*(?:denies|denied|never|negative|neg|non-?drinker|non-?user)(?:\s+use[drs]?)?\W*$",
    re.IGNORECASE,
)
_EXCEPT = Phrases(headings.EXCEPTIONS)
_NO_LONGER = Phrases(headings.NOT_DENIALS)
_SMOKING = Phrases(headings.SMOKING_WORDS)
_LABEL = re.compile(r"([^:]{1,40}):\s*(?=\S)")
_WORD = re.compile(r"[^\W\d_][\w'’./-]*")
_IN_WORD = re.compile(r"[./'’-]")
_DIGIT = re.compile(r"\d")
_AROUND = " .:-–—()[]*"


def why_not_a_medicine(label: str, marks: Marks, *, named: bool) -> str | None:
    """The reason, or None. `label` is the heading that begins the line; `named`: words of a name are left."""
    if not marks.words:
        return EMPTY
    for reason, applies in _REASONS:
        if applies(label, marks):
            return reason
    if named:
        return None
    if marks.say(_SMOKING):
        return SMOKING
    return INSTRUCTION if marks.of("filler", "frequency") else NO_NAME


def label_of(line: str) -> tuple[str, str]:
    """(`Discontinued meds`, the rest) of a line that begins with a heading and continues."""
    if ":" not in line:
        return "", line
    label = _LABEL.match(line)
    return (label[1], line[label.end() :]) if label and is_label(label[1]) else ("", line)


def after_denial(line: str) -> str:
    """What is taken despite the denial before it: `denies alcohol but uses kratom daily`."""
    if not begins_with_denial(line) or _may_be_allergy(line):
        return line
    kept = next(_EXCEPT.finditer(line, places_of_words(line)), None)
    return line[kept.end() :].strip() if kept and _WORD.search(line, kept.end()) else line


def begins_with_denial(line: str) -> bool:
    return bool(_DENIAL.pattern.match(_SUBJECT.sub("", line)))


def is_personal(line: str) -> bool:
    """`Address: 12 Main Street, Springfield`: never split at commas, so that no part of it is taken for a medicine."""
    return bool(_PERSONAL.pattern.match(line))


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
    line = marks.text
    measured = _VITAL.pattern.match(line) or _TEMPERATURE.match(line) or _LABORATORY.match(line)
    return measured is not None and all(m.start < measured.end() for m in marks.of("frequency"))


def _is_denied(_: str, marks: Marks) -> bool:
    if begins_with_denial(marks.text):
        return not marks.say(_NO_LONGER)
    denied = _DENIED_AFTER.search(marks.text) if marks.words.keys() & headings.DENIED_AFTER else None
    return bool(denied) and not marks.of("strength", "frequency", "amount")


def _is_personal(label: str, marks: Marks) -> bool:
    return marks.say(_PERSONAL) or bool(label and _PERSONAL.pattern.match(f"{label}:"))


def _is_heading(_: str, marks: Marks) -> bool:
    return is_label(marks.text) and not marks.of("strength")


def _is_instruction(label: str, marks: Marks) -> bool:
    if label and headings.ABOUT_LABELS.intersection(label.lower().split()):
        return True
    return marks.say(_INSTRUCTION) and not marks.of("strength")


def is_label(text: str) -> bool:
    """Whether the text has only words of a list or column heading: `Current medications`, `Drug / Dose / Route`."""
    first = _WORD.search(text)
    if first is None or not headings.HEADING_WORDS.issuperset(_word_parts(first[0])):
        return False
    return not _DIGIT.search(text) and all(
        headings.HEADING_WORDS.issuperset(_word_parts(word)) for word in _WORD.findall(text)
    )


def _word_parts(word: str) -> list[str]:
    return [part for part in _IN_WORD.split(word.lower()) if part]


_REASONS: tuple[tuple[str, Callable[[str, Marks], bool]], ...] = (
    (ALLERGY, _is_allergy),
    (NO_MEDICINE, _is_nothing),
    (PERSONAL, _is_personal),
    (VITAL_SIGN, _is_measured),
    (HEADING, _is_heading),
    (DENIAL, _is_denied),
    (INSTRUCTION, _is_instruction),
)
"""Checked in this order; the first that applies is the reason."""
