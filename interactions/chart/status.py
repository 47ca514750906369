"""Whether a chart line says that the medicine was stopped, and in which words."""

from __future__ import annotations

import re
from typing import Literal

from . import heading_words as headings
from . import status_words as statuses
from .marks import Mark, Marks, plain
from .patterns import Phrases, whole
from .remarks import CONDITIONS

LineStatus = Literal["current", "stopped"]

_STOPPED = frozenset((*statuses.STOPPED, *statuses.STOPPED_AT_START))
_KEPT = frozenset((*statuses.NOT_REALLY_STOPPED, *statuses.CURRENT_WORDS))
_NOT_TAKING = re.compile(
    r"\bno longer\b|\bprior\b(?!\s+(?:to|auth))|\bnot\b.*\btak|\bd/?c'?e?d\b", re.IGNORECASE
)
_ONCE = frozenset(("history of", "hx of", "h/o"))
_EARLIER = frozenset(
    ("previously", "previous", "formerly", "former", "was on", "was taking", "previously on", "prior")
)
_DOSE_ALONE = re.compile(
    r"\s*(?:on|at|was|taking|dose)?\s*\d[\d.,/-]*\s*(?:m?c?g|ml|units?|%)?\s*(?:daily|bid|tid|qid|qhs|prn|nightly|once|twice)?\W*$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{3}")
_WORD = re.compile(r"[^\W\d_][\w'/-]*")
_RESTARTED = Phrases(statuses.RESTARTED)
_SWITCHING = frozenset(("from", "changed", "switched", "converted", "transitioned", "rotated"))
_SWITCHED_FROM = re.compile(
    r"\b(?:switched|changed|converted|transitioned|rotated)\s+from\s+[^\W\d_]{3}(?!.*\sto\b)|"
    r"[^\W\d_]{3}\W+(?:was\s+)?(?:switched|converted|transitioned|rotated|changed)\W*$",
    re.IGNORECASE,
)
_CONDITION = re.compile(whole(statuses.STOP_CONDITIONS), re.IGNORECASE)
_NEGATED = re.compile(rf"(?:{'|'.join(statuses.NEGATIONS)})(?:\s+\w+)?\s*$", re.IGNORECASE)
_NEGATED_FAR = re.compile(rf"(?:{'|'.join(statuses.NEGATIONS)})(?:\s+\w+){{0,3}}\s*$", re.IGNORECASE)


def read_status(label: str, marks: Marks) -> tuple[LineStatus, str | None]:
    """Stopped only if the line says so plainly; words about holding or starting are kept as `status_words`."""
    said = marks.of("status")
    if not (said or label or not _SWITCHING.isdisjoint(marks.words)):
        return "current", None
    by_label = is_stopped_heading(label)
    found = " ".join(m.text for m in marks.of("status", "date")) if said else ""
    status_words = " ".join(filter(None, (label if by_label else "", found))) or None
    stopped = by_label or _SWITCHED_FROM.search(marks.text) or any(_says_stopped(m, marks.text) for m in said)
    if stopped and not is_restarted(marks):
        return "stopped", status_words
    return "current", status_words


def is_stopped_heading(label: str) -> bool:
    """`Discontinued medications`, but not `Past medical history` or a `Start / stop` column."""
    found = set(re.findall(r"[^\W\d_]+", label.lower()))
    said = headings.STOPPED_HEADINGS & found or _NOT_TAKING.search(label)
    return bool(said) and not headings.NOT_STOPPED_HEADINGS & found


def is_restarted(marks: Marks) -> bool:
    return marks.say(_RESTARTED)


def _says_stopped(mark: Mark, text: str) -> bool:
    """Not `do not stop`, nor `stop if rash`."""
    word = plain(mark.text.strip(" ,:–—-"))
    if word not in _STOPPED or word in _KEPT:
        return False
    if _speaks_of_something_else(mark, word, text):
        return False
    before = text[max(0, mark.start - 30) : mark.start]
    negated = _NEGATED.search(before) or (word == "stop" and _NEGATED_FAR.search(before))
    return not (negated or (word == "stop" and _CONDITION.search(text, mark.end)))


def _speaks_of_something_else(mark: Mark, word: str, text: str) -> bool:
    """An earlier dose (`methadone 80 mg, previously 60 mg`), a person (`former nurse`), a condition (`h/o OUD on …`)."""
    after = text[mark.end : mark.end + 60]
    first = _WORD.search(after)
    if word in _EARLIER and first and first[0].lower() in statuses.OF_PEOPLE:
        return True
    if word in _ONCE and first and first[0].lower() in CONDITIONS:
        return True
    return word in _EARLIER and bool(_LETTERS.search(text[: mark.start]) and _DOSE_ALONE.match(after))
