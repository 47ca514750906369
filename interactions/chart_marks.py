"""Finding the known words of a chart line: each recogniser marks what it read, the name is left over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from . import chart_words as words

Kind = Literal[
    "date", "status", "frequency", "strength", "amount", "route", "form", "release", "qualifier", "filler",
    "number", "ratio",
]  # fmt: skip
NAMEABLE: frozenset[Kind] = frozenset(("form", "route", "release", "qualifier", "number", "ratio", "filler"))
"""Kinds that may be part of a name beside it: `Seroquel XR`, `Humulin 70/30`, `kratom powder`."""
MARKED = "\x00"  # neither a space nor part of a word, and cleaned out of what is read


class Mark(NamedTuple):
    start: int
    end: int
    kind: Kind
    text: str


_WORD = re.compile(r"\w+")
_FIRST_WORDS: dict[re.Pattern[str], frozenset[str]] = {}
"""The first words of a pattern's phrases: a line without any of them need not be searched, which halves the time."""


def any_of(phrases: Iterable[str], *, capitals: bool = False) -> re.Pattern[str]:
    """A pattern for whole phrases, longest first. A hyphen or apostrophe makes a word part of another."""
    phrases = tuple(phrases)
    spelt = sorted({re.escape(p).replace(r"\ ", r"[\s-]+") for p in phrases}, key=lambda p: (-len(p), p))
    pattern = re.compile(
        rf"(?<![\w'’-])(?:{'|'.join(spelt)})(?![\w'’]|-\w)", 0 if capitals else re.IGNORECASE
    )
    firsts = [_WORD.match(phrase.lower()) for phrase in phrases]
    if all(firsts):
        _FIRST_WORDS[pattern] = frozenset(first[0] for first in firsts if first)
    return pattern


_NUM = r"(?>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+|[½¼¾])"
_UNIT = (
    r"(?:mgs?|mcgs?|[µμ]gs?|ugs?|ng|kg|gms?|grams?|g|milligrams?|micrograms?|mls?|cc|litres?|liters?|"
    r"l|million units?|units?|unt|iu|i\.u\.|mu|u|meq|mmol|mol|mci|percent|tsp|tbsp|teaspoons?|tablespoons?|"
    r"ounces?|oz)"
)
_PER = (
    rf"(?:\s*(?:/|per)\s*(?:{_NUM}\s*)?(?:mls?|l|hours?|hrs?|hr|h|days?|d|doses?|actuations?|actuat|act|sprays?|puffs?|"
    r"tab(?:let)?s?|cap(?:sule)?s?|kg|m2|min|mg|g|patch|drops?|weeks?|wk)\b)?"
)
_ONE = rf"{_NUM}(?:\s?[-–/]\s?{_NUM}){{0,3}}\s*-?\s?(?:{_UNIT}(?![\w'’])|%){_PER}"
_UNIT_FIRST = rf"(?<!\w)(?:mg|mcg|[µμ]g)\s{_NUM}(?![\w/-])"
STRENGTH = re.compile(
    rf"(?<![\w.,])(?:{_ONE})(?:\s*[-–/+]\s*(?:{_ONE})){{0,4}}|{_UNIT_FIRST}",
    re.IGNORECASE,
)
RATIO = re.compile(rf"(?<![\w.,/-]){_NUM}(?:\s?[/–-]\s?{_NUM}){{1,4}}(?![\w/-]|[.,]\w)")
NUMBER = re.compile(rf"(?<![\w.,#/'’-]){_NUM}(?![\w/'’-]|[.,]\w)")
_COUNTED = rf"(?:{'|'.join(words.COUNTED)})(?![\w'’-])"
AMOUNT = re.compile(
    rf"(?<![\w.,/-])(?:(?:{_NUM}(?:\s?(?:-|–|to|or)\s?{_NUM})?|one|two|three|four|half|a half)"
    rf"\s*(?:x\s*)?(?={_COUNTED})|"
    r"(?:#\s?\d{2,4}|x\s?\d{1,4}(?=\s|$|[,;)])(?!\s*(?:m?c?g|ml|units?)\b)|(?:qty|quantity|disp(?:ense)?|refills?|rf)\s*[:#]?\s*\d{1,4}))"
    r"|(?:cans?|bottles?|glass(?:es)?|pints?|bags?|scoops?|spoons?|cups?|servings?|packs?|capfuls?)\s+of\b",
    re.IGNORECASE,
)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_COUNT = (
    r"(?:\d{1,3}(?:\s?-\s?\d{1,3})?|an?|one|two|three|four|five|six|seven|eight|ten|several|(?:a )?few|"
    r"(?:a )?couple(?: of)?)"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?"
_SPAN = r"(?:days?|d|weeks?|wks?|w|months?|mos?|m|years?|yrs?|y|hours?|hrs?|h)"
DATE = re.compile(
    r"(?<![\w/-])(?:(?:on|since|in|from|until|till|as of|x|for|approx\.?|about|~)\s+)?(?:"
    r"\d{4}-\d{1,2}(?:-\d{1,2})?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}/\d{4}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{4}})?|"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?(?!\s*m?c?g\b)|"
    rf"{_MONTH}\s+\d{{4}}|{_COUNT}\s*{_SPAN}\s+(?:ago|back|prior)|"
    r"(?:last|this|earlier this|past)\s+"
    rf"(?:week|month|year|night|morning|spring|summer|autumn|fall|winter|{_WEEKDAY}|{_MONTH})|"
    r"yesterday|today|tomorrow|tonight)(?![\w/-])",
    re.IGNORECASE,
)
LOOSE_DATE = re.compile(
    r"(?<![\w/-])(?:on|since|in|until|till|as of)\s+"
    rf"(?:\d{{1,2}}/\d{{1,2}}|(?:19|20)\d{{2}}|{_MONTH}|{_WEEKDAY})(?![\w/-])",
    re.IGNORECASE,
)
"""Dates that could be strengths: read only after a preposition, in a line that says started or stopped."""
FREQUENCY = re.compile(
    r"(?<![\w'’-])(?:"
    r"(?:once|twice|(?:one|two|three|four|five|six|\d{1,2})\s?(?:x|times?))\s?(?:/|a|per|each|every)?\s?(?:daily|day|d|weekly|week|wk|month|night)|"
    r"every\s(?:other\s)?(?:\d{1,2}(?:\s?(?:-|–|to)\s?\d{1,2})?\s?|(?:two|three|four|six|eight|twelve)\s)?"
    rf"(?:hours?|hrs?|h|days?|weeks?|wks?|months?|nights?|mornings?|evenings?|am|pm|{_WEEKDAY})|"
    r"q\s?\d{1,2}(?:\s?(?:-|–|to)\s?\d{1,2})?\s?(?:hours?|hrs?|h|days?|d|weeks?|wks?|wk|w|months?|mos?|min)|q\s?(?:day|week|month|night|wk)|"
    r"x\s?\d{1,3}\s?(?:days?|d|weeks?|wks?|doses?)|[0-3½](?:-[0-3½]){2,3}|"
    rf"{_DAY}(?:(?:\s?[/,&-]\s?|\sand\s|\s){_DAY})*"
    r")(?![\w'’])|/\s?(?:day|week|wk|month|night)\b",
    re.IGNORECASE,
)
AM_PM = re.compile(r"(?<![\w'’-])(?:am|pm|a\.m\.|p\.m\.|q\s?am|q\s?pm)(?![\w'’-])", re.IGNORECASE)

_FREQUENCY_WORDS = any_of(words.FREQUENCY_WORDS)
_FREQUENCY_CAPITALS = any_of(words.FREQUENCY_IN_CAPITALS, capitals=True)
_RELEASE = any_of(words.RELEASE)
_RELEASE_CAPITALS = any_of(words.RELEASE_IN_CAPITALS, capitals=True)
_PR_RELEASE = re.compile(r"(?<![\w'’-])PR(?=\s+\d)")  # prolonged release before a strength, rectal after it
_QUALIFIERS = any_of(words.QUALIFIERS)
_FILLER = any_of(words.FILLER)
FORM = any_of(phrase for _, phrases in words.FORMS.values() for phrase in phrases)
ROUTE = any_of(phrase for _, phrases in words.ROUTES.values() for phrase in phrases)
_DROP_ROUTE = any_of(words.DROP_ROUTES)
_STATUS = any_of((*words.STOPPED, *words.CURRENT_WORDS, *words.NOT_REALLY_STOPPED))
_STATUS_AT_START = re.compile(rf"^\W{{0,9}}(?:{'|'.join(words.STOPPED_AT_START)})\b(?![-'’])", re.IGNORECASE)


class Marks:
    """A line and what was read in it. What one recogniser has marked, the next no longer sees."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open = text
        self.found: list[Mark] = []
        self._words = frozenset(_WORD.findall(text.lower()))

    def take(self, pattern: re.Pattern[str], kind: Kind, after: int = 0) -> None:
        firsts = _FIRST_WORDS.get(pattern)
        if firsts is not None and firsts.isdisjoint(self._words):
            return
        for match in list(pattern.finditer(self.open, after)):
            start, end = match.span()
            self.found.append(Mark(start, end, kind, self.text[start:end].strip()))
            self.open = self.open[:start] + MARKED * (end - start) + self.open[end:]

    def of(self, *kinds: Kind) -> list[Mark]:
        return sorted(mark for mark in self.found if mark.kind in kinds)

    def texts(self, *kinds: Kind) -> str | None:
        return " ".join(mark.text for mark in self.of(*kinds)) or None

    def pieces(self) -> Iterator[Mark | str]:
        """Marks and unmarked stretches in reading order."""
        at = 0
        for mark in sorted(self.found):
            if mark.start > at:
                yield self.text[at : mark.start]
            yield mark
            at = mark.end
        if at < len(self.text):
            yield self.text[at:]


def mark_line(text: str) -> Marks:
    """All recognisers, the surer first: `on 8/2` is a date where the line says stopped."""
    marks = Marks(text)
    marks.take(DATE, "date")
    marks.take(_STATUS_AT_START, "status")
    marks.take(_STATUS, "status")
    if marks.of("status"):
        marks.take(LOOSE_DATE, "date")
    marks.take(AMOUNT, "amount")
    marks.take(FREQUENCY, "frequency")
    marks.take(_FREQUENCY_WORDS, "frequency")
    marks.take(STRENGTH, "strength")
    if strengths := marks.of("strength"):
        marks.take(AM_PM, "frequency", after=strengths[0].end)
    marks.take(_PR_RELEASE, "release")
    marks.take(FORM, "form")
    marks.take(ROUTE, "route")
    if any(form_of(m.text) in ("drops", "eye drops", "ear drops", "ointment") for m in marks.of("form")):
        marks.take(_DROP_ROUTE, "route")
    marks.take(_FREQUENCY_CAPITALS, "frequency")
    marks.take(_RELEASE, "release")
    marks.take(_RELEASE_CAPITALS, "release")
    marks.take(_QUALIFIERS, "qualifier")
    marks.take(RATIO, "ratio")
    marks.take(NUMBER, "number")
    marks.take(_FILLER, "filler")
    return marks


def _by_phrase(table: dict[str, tuple[words.Place | None, tuple[str, ...]]]) -> dict[str, str]:
    return {_plain(phrase): name for name, (_, phrases) in table.items() for phrase in phrases}


def _plain(phrase: str) -> str:
    return re.sub(r"[\s-]+", " ", phrase).lower()


_FORM_OF = _by_phrase(words.FORMS)
_ROUTE_OF = _by_phrase({name: (place, phrases) for name, (place, phrases) in words.ROUTES.items()})


def form_of(phrase: str) -> str:
    return _FORM_OF[_plain(phrase)]


def route_of(phrase: str) -> str:
    plain = _plain(phrase)
    return _ROUTE_OF.get(plain) or words.DROP_ROUTES[plain]
