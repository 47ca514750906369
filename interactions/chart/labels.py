"""Labels and headings of a list: `Current medications`, `Discontinued:`, `Drug / Dose / Route`."""

from __future__ import annotations

import re

from . import heading_words as headings

_LABEL = re.compile(r"([^:]{1,60}):\s*(?=\S)")
_DASHED_LABEL = re.compile(r"([^:;,.\d–—-]{3,40})\s[–—-]\s(?=\S)")
_MEDICINES = re.compile(r"\b(?:meds?|medications?|medicines?|prescriptions?)\b", re.IGNORECASE)
_COUNT = re.compile(r"\(\s*\d+\s*\)|^\d{1,3}\s+(?=total\b|active\b|medication)", re.IGNORECASE)
_IN_WORD = re.compile(r"[./'’-]")
_WORD = re.compile(r"[^\W\d_][\w'’./-]*")
_DIGIT = re.compile(r"\d")


def label_of(line: str) -> tuple[str, str]:
    """(`Discontinued meds`, the rest) of a line that begins with a heading and continues."""
    label = _LABEL.match(line) if ":" in line else None
    if label and (is_label(label[1]) or _heads_medicines(label[1])):
        return label[1], line[label.end() :]
    dashed = _DASHED_LABEL.match(line) if " - " in line or " – " in line or " — " in line else None
    if dashed and is_label(dashed[1]) and _heads_medicines(dashed[1]):
        return dashed[1], line[dashed.end() :]
    return "", line


def _heads_medicines(label: str) -> bool:
    """`Meds (per wife)`, `Medications the patient reports`: a list of medicines, in whatever further words."""
    return _MEDICINES.search(label) is not None and not _DIGIT.search(label)


def is_label(text: str) -> bool:
    """Whether the text has only words of a list or column heading: `Current medications`, `Drug / Dose / Route`."""
    if "(" in text or text[:1].isdigit():
        text = _COUNT.sub(" ", text)
    first = _WORD.search(text)
    if first is None or not headings.HEADING_WORDS.issuperset(_word_parts(first[0])):
        return False
    return not _DIGIT.search(text) and all(
        headings.HEADING_WORDS.issuperset(_word_parts(word)) for word in _WORD.findall(text)
    )


def _word_parts(word: str) -> list[str]:
    return [part for part in _IN_WORD.split(word.lower()) if part]
