"""Lines of a chart that name no medicine the patient takes, and why we think so."""

from __future__ import annotations

import re

from . import chart_words as words
from .chart_marks import Marks, any_of

ALLERGY = "an allergy or intolerance"
HEADING = "a heading"
VITAL_SIGN = "a vital sign or laboratory value"
INSTRUCTION = "an instruction"
NO_MEDICINE = "a note that there is no medicine"
DENIAL = "a note of what is not taken"
PERSONAL = "a personal or administrative detail"
NO_NAME = "a form, amount or date without a name"
EMPTY = "an empty line"

_ALLERGY_HEAD = re.compile(
    r"^(?:(?:drug|drugs|medication|medicine|food|known|documented|environmental|other|latex|and|&|/)[\s/]+){0,4}"
    r"(?:allerg(?:y|ies|ic|en|ens)|adrs?|adverse\s+(?:drug\s+)?(?:reactions?|effects?)|intoleran(?:ce|ces|t)|"
    r"sensitivit(?:y|ies))"
    r"(?:\s*(?:and|&|/)\s*(?:intolerances?|allergies|sensitivities|adrs?|adverse reactions?))?"
    r"\s*(?:[:=\-–—(]|to\b|of\b|list\b|$)",
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
    r"([\w'’-]+)\s+(?:allergy|allergies|intolerance|intolerant|allergic)\W*$", re.IGNORECASE
)
_ALLERGY_PRODUCTS = frozenset(words.ALLERGY_PRODUCTS)


def _starting(phrases: tuple[str, ...], then: str) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    spelt = "|".join(re.escape(phrase).replace(r"\ ", r"[\s-]+") for phrase in longest_first)
    return re.compile(rf"^(?:{spelt}){then}", re.IGNORECASE)


_VITAL = _starting(
    words.VITAL_SIGNS,
    r"(?:\s+(?:of|is|was|today|now|at rest|sitting|standing))*\s*[:=]?\s*[<>~≤≥]?\s*\d",
)
_TEMPERATURE = re.compile(r"^t\s*[:=]?\s*(?:3[4-9]|4[0-2]|9\d|10\d)(?:\.\d)?\s*°?\s*[cf]?\b", re.IGNORECASE)
_PERSONAL = _starting(words.PERSONAL_LABELS, r"\s*[:#]")
_INSTRUCTION = _starting(words.INSTRUCTION_STARTS, r"(?![\w'’-])")
_SUBJECT = re.compile(r"^(?:pt|patient|he|she|they)\s+", re.IGNORECASE)
_DENIAL = _starting(words.DENIALS, r"(?=\s)")
_NO_LONGER = any_of(words.NOT_DENIALS)
_WORD = re.compile(r"[^\W\d_][\w'’./-]*")


def why_not_a_medicine(label: str, line: str, marks: Marks, *, named: bool) -> str | None:
    """The reason, or None. `label` is the heading that led the line; `named`: words remain for a name."""
    if not re.search(r"\w", line):
        return EMPTY
    if _is_allergy(line, marks):
        return ALLERGY
    if _is_nothing(line):
        return NO_MEDICINE
    if _PERSONAL.match(line):
        return PERSONAL
    if (_VITAL.match(line) or _TEMPERATURE.match(line)) and not marks.of("frequency"):
        return VITAL_SIGN
    if is_label(line) and not marks.of("strength"):
        return HEADING
    if _DENIAL.match(_SUBJECT.sub("", line)) and not _NO_LONGER.search(line):
        return DENIAL
    if words.ABOUT_LABELS & set(label.lower().split()) or (
        _INSTRUCTION.match(line) and not marks.of("strength")
    ):
        return INSTRUCTION
    if named:
        return None
    return INSTRUCTION if marks.of("filler", "frequency") else NO_NAME


def is_allergy_list(line: str) -> bool:
    """A line whose every item is an allergy: it is never split, lest its items pass for medicines."""
    return bool(_ALLERGY_HEAD.match(line))


def _is_allergy(line: str, marks: Marks) -> bool:
    if _ALLERGY_HEAD.match(line) or _ALLERGY_INSIDE.search(line):
        return True
    tail = _ALLERGY_TAIL.search(line)
    if tail is None or marks.of("strength", "frequency"):
        return False
    return not words.ALLERGY_PRODUCTS & {word.lower() for word in _WORD.findall(line)}


def _is_nothing(line: str) -> bool:
    return " ".join(line.strip(" .:-–—").lower().split()) in words.NONE_WORDS


def is_label(text: str) -> bool:
    """Nothing but words that head a list or a column: `Current medications`, `Drug / Dose / Route`."""
    parts = [part for word in _WORD.findall(text) for part in re.split(r"[./'’-]", word.lower()) if part]
    return bool(parts) and not re.search(r"\d", text) and all(part in words.HEADING_WORDS for part in parts)
