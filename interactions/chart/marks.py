"""Finds the known words of a chart line. Each recogniser marks what it read; what is left over is the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from . import patterns, words
from . import status_words as statuses
from .patterns import Phrases, Recogniser, places_of_words, said_by

Kind = Literal[
    "date", "status", "frequency", "strength", "amount", "route", "form", "release", "qualifier", "filler",
    "number", "ratio",
]  # fmt: skip
NAMEABLE: frozenset[Kind] = frozenset(("form", "route", "release", "qualifier", "number", "ratio", "filler"))
"""Kinds that may be part of the name next to them: `Seroquel XR`, `Humulin 70/30`, `kratom powder`."""
MARKED = "\x00"  # neither a space nor part of a word, and cleaned out of what is read


class Mark(NamedTuple):
    start: int
    end: int
    kind: Kind
    text: str


_FREQUENCY_WORDS = Phrases(words.FREQUENCY_WORDS)
_FREQUENCY_CAPITALS = Phrases(words.FREQUENCY_IN_CAPITALS, capitals=True)
_RELEASE = Phrases(words.RELEASE)
_RELEASE_CAPITALS = Phrases(words.RELEASE_IN_CAPITALS, capitals=True)
_QUALIFIERS = Phrases(words.QUALIFIERS)
_FILLER = Phrases(words.FILLER)
_FORM = Phrases(phrase for _, phrases in words.FORMS.values() for phrase in phrases)
_ROUTE = Phrases(phrase for _, phrases in words.ROUTES.values() for phrase in phrases)
_DROP_ROUTE = Phrases(words.DROP_ROUTES)
_STATUS = Phrases((*statuses.STOPPED, *statuses.CURRENT_WORDS, *statuses.NOT_REALLY_STOPPED))
_STATUS_AT_START = re.compile(
    rf"^\W{{0,9}}(?:{'|'.join(statuses.STOPPED_AT_START)})\b(?![-'’]|\s+auth)", re.IGNORECASE
)


_STATUS_BEHIND = re.compile(
    r"(?<=[^\W\d_]{3})[\s,:–—-]{1,4}off(?=\s*(?:$|[.,;)]|(?:since|for|x|as\s+of)\b|\d))", re.IGNORECASE
)
"""`Sertraline off since March`, but not a patch `12 hours off`."""


class Marks:
    """A line and what was read in it. Later recognisers do not see what an earlier one marked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = places_of_words(text)
        self._may = said_by(self.words)
        self.found: list[Mark] = []
        self._open = text

    def take(self, what: Recogniser | Phrases, kind: Kind, after: int = 0) -> bool:
        """Whether anything was found."""
        if not self._may & what.bit:
            return False
        return self._mark(what.finditer(self._open, self.words, after), kind)

    def take_all(self, pattern: re.Pattern[str], kind: Kind) -> bool:
        return self._mark(pattern.finditer(self._open), kind)

    def take_first(self, pattern: re.Pattern[str], kind: Kind) -> bool:
        """The same for what can only begin the line."""
        found = pattern.match(self._open)
        return self._mark(iter((found,)), kind) if found else False

    def has_digits_left(self) -> bool:
        """Whether a digit is left that nothing marked."""
        return patterns.ANY_DIGIT.search(self._open) is not None

    def say(self, what: Recogniser | Phrases) -> bool:
        """Whether the line contains it, marked or not."""
        if not self._may & what.bit:
            return False
        return next(what.finditer(self.text, self.words), None) is not None

    def _mark(self, matches: Iterator[re.Match[str]], kind: Kind) -> bool:
        text, found = self._open, False
        for match in matches:
            start, end = match.span()
            self.found.append(Mark(start, end, kind, self.text[start:end].strip()))
            text = f"{text[:start]}{MARKED * (end - start)}{text[end:]}"
            found = True
        self._open = text
        return found

    def of(self, *kinds: Kind) -> list[Mark]:
        return [mark for mark in self.found if mark.kind in kinds]

    def texts(self, *kinds: Kind) -> str | None:
        return " ".join(mark.text for mark in self.of(*kinds)) or None

    def pieces(self) -> Iterator[Mark | str]:
        """Marks and unmarked stretches in reading order."""
        at = 0
        for mark in self.found:
            if mark.start > at:
                yield self.text[at : mark.start]
            yield mark
            at = mark.end
        if at < len(self.text):
            yield self.text[at:]


def mark_line(text: str) -> Marks:
    """Apply all recognisers, the most reliable first: `on 8/2` is a date only if the line says stopped."""
    marks = Marks(text)
    marks.take(patterns.RXNORM, "release")
    if "NDA" in text or "BLA" in text:
        marks.take_all(patterns.LICENCE, "release")
    marks.take(patterns.FHIR, "filler")
    marks.take(patterns.DATE, "date")
    at_start = marks.take_first(_STATUS_AT_START, "status")
    said = marks.take(_STATUS, "status")
    if "off" in marks.words and not said:
        said = marks.take_all(_STATUS_BEHIND, "status")
    if said or at_start:
        marks.take_all(patterns.LOOSE_DATE, "date")
    if not words.ALCOHOL.isdisjoint(marks.words):
        marks.take(patterns.DRINKS, "filler")
    marks.take(patterns.DRINKS_VERB, "filler")
    marks.take(patterns.AMOUNT, "amount")
    marks.take(patterns.AMOUNT_IN_WORDS, "amount")
    marks.take(patterns.FREQUENCY, "frequency")
    marks.take(_FREQUENCY_WORDS, "frequency")
    if marks.take(patterns.STRENGTH, "strength"):
        marks.take(patterns.AM_PM, "frequency", after=marks.of("strength")[0].end)
    _mark_words(marks)
    marks.found.sort()
    return marks


def _mark_words(marks: Marks) -> None:
    """Mark words that may be part of a name, then the remaining numbers and words of a sig."""
    marks.take(patterns.PR_RELEASE, "release")
    marks.take(_FORM, "form")
    marks.take(_ROUTE, "route")
    if marks.say(_DROP_ROUTE) and any(form_of(m.text) in _PUT_IN_DROPS for m in marks.of("form")):
        marks.take(_DROP_ROUTE, "route")
    marks.take(_FREQUENCY_CAPITALS, "frequency")
    marks.take(_RELEASE, "release")
    marks.take(_RELEASE_CAPITALS, "release")
    marks.take(_QUALIFIERS, "qualifier")
    if marks.has_digits_left():
        marks.take(patterns.RATIO, "ratio")
        marks.take(patterns.NUMBER, "number")
    marks.take(_FILLER, "filler")


def plain(phrase: str) -> str:
    """As written in the data: lower case, a single space for hyphens and spaces."""
    return _SPACES.sub(" ", phrase).lower()


def _by_phrase(table: dict[str, tuple[words.Place | None, tuple[str, ...]]]) -> dict[str, str]:
    return {plain(phrase): name for name, (_, phrases) in table.items() for phrase in phrases}


_PUT_IN_DROPS = frozenset(("drops", "eye drops", "ear drops", "ointment"))
_SPACES = re.compile(r"[\s-]+")
_FORM_OF = _by_phrase(words.FORMS)
_ROUTE_OF = _by_phrase({name: (place, phrases) for name, (place, phrases) in words.ROUTES.items()})


def form_of(phrase: str) -> str:
    return _FORM_OF[plain(phrase)]


def route_of(phrase: str) -> str:
    return _ROUTE_OF.get(plain(phrase)) or words.DROP_ROUTES[plain(phrase)]
