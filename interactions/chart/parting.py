"""Where one line of a paste begins another: at a second label, and at numbers that count up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from . import heading_words as headings
from .labels import is_label
from .noise import begins_with_allergy
from .remarks import is_condition_label

_LABEL_END = re.compile(r":(?=\s|$|[^\W\d_])")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’/-]*)[\s&,/]*$")
_BEGINS = re.compile(r".?[.;,:)\]|]\s*\S|\s\s\S|..(?-i:[A-Z])", re.DOTALL)
"""A label begins behind punctuation or a gap, or with a capital."""
_MOST_WORDS = 6
_NUMBER = re.compile(r"(?<![\w./%-])[#(]?(\d{1,2})(?:[.)](?=\s|[^\W\d_])|\.\))")
_FEWEST_NUMBERS = 2


def at_labels(line: str) -> list[int]:
    """Where a label within the line begins: `Allergies: NKDA. Medications: …`. Not at the start of the line, and not
    a column such as `Sig:` or `Dose:`."""
    starts = []
    for colon in _LABEL_END.finditer(line):
        start = _start_of_label(line, colon.start())
        if start and line[:start].strip(" -•*|") and _BEGINS.match(line, max(0, start - 2)):
            starts.append(start)
    return starts


def _start_of_label(line: str, end: int) -> int:
    """Where the heading words before a colon begin; 0 if they head no list."""
    start, said = end, set[str]()
    for _ in range(_MOST_WORDS):
        word = _WORD_BEFORE.search(line, max(0, start - 40), start)
        if word is None or not (
            is_label(word[1]) or begins_with_allergy(f"{word[1]}:") or is_condition_label(word[1])
        ):
            break
        said.add(word[1].lower())
        start = word.start()
    return start if heads_a_list(said) else 0


def heads_a_list(words: set[str]) -> bool:
    """Whether these words of a label say that medicines, stopped ones or allergies follow."""
    if headings.ABOUT_LABELS & words:
        return False
    if is_condition_label(" ".join(words)):
        return True
    return bool(headings.LIST_LABELS & words) or any(begins_with_allergy(f"{word}:") for word in words)


def at_numbers(line: str) -> list[int]:
    """Where the items of a numbered list begin: `1. Lortab 10 mg 2. Xanax 1 mg`. Empty unless the numbers count up."""
    starts: list[int] = []
    for found in _NUMBER.finditer(line):
        if int(found[1]) == len(starts) + 1:
            starts.append(found.start())
    return starts if len(starts) >= _FEWEST_NUMBERS else []


def parted_at(line: str, starts: list[int]) -> Iterator[str]:
    """The parts that begin at these places, without punctuation left between them."""
    edges = sorted({0, *starts, len(line)})
    for start, end in pairwise(edges):
        if part := line[start:end].strip(" \t,;"):
            yield part


_NUMBER_FIRST = re.compile(r"\A\s*[#(]?\d{1,2}[.)]+\s*")


def begins_with_number(part: str) -> bool:
    return bool(_NUMBER_FIRST.match(part))


def without_number(part: str) -> str:
    return _NUMBER_FIRST.sub("", part, count=1)
