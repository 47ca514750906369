"""How much, by which route and how often, as a chart line says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from . import words
from .marks import Mark, Marks

_INTERVAL = re.compile(
    r"(?:q|every|cada|toutes les|alle)\s?(?:\d{1,2}\s?(?:-|–|to)\s?)?(\d{1,2})\s?h", re.IGNORECASE
)
_HOURLY = re.compile(r"(?:\d{1,2}\s?-\s?)?(\d{1,2})[\s-]?hourly", re.IGNORECASE)
_COUNTED = re.compile(
    r"(once|twice|one|two|three|four|five|six|(?:\d{1,2}\s?-\s?)?\d{1,2})\s?(?:x|times?|fois|veces|mal)?\s?"
    r"(?:/|a|per|each|every|par|al|pro|am)?\s?(?:d|tgl|täg|jour|tag)",
    re.IGNORECASE,
)
_A_DAY = re.compile(r"(?:/|per|a)\s?d(?:ay)?$")
_BY_PART_OF_DAY = re.compile(r"[0-3½](?:-[0-3½]){2,3}")
_STRENGTH = re.compile(
    r"(?:[\d.,]+\s?(?:-|–|to)\s?)?(\d{1,3}(?:,\d{3})+|\d{1,7}(?:\.\d{1,4})?)\s?(mcg|mg|g)", re.IGNORECASE
)
_COUNT = re.compile(r"(?:x\s?)?(?:\d{1,4}\s?(?:-|–|to|or)\s?)?(\d{1,4}(?:\.\d)?)(?!\d)", re.IGNORECASE)
_MILLIGRAMS = {"mcg": 0.001, "mg": 1.0, "g": 1000.0}
_NUMBERS = {"once": 1, "one": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


class DailyAmount(NamedTuple):
    """The most that a line says is taken in a day: milligrams, or a number of what it does not weigh (six beers)."""

    number: float
    in_milligrams: bool


def read_strength(marks: Marks, names: Sequence[str]) -> str | None:
    """The first strength, or one per part of a mixture; a bare number if there is no other."""
    strengths = [m.text for m in marks.of("strength")]
    if names and len(strengths) == names[0].count(" / ") + 1:
        return " / ".join(strengths)
    bare = [m.text for m in (*marks.of("ratio"), *marks.of("number"))]
    return next(iter((*strengths, *bare)), None)


def read_route(forms: Sequence[str], routes: Sequence[str]) -> str | None:
    """The route as written, on its own or as part of the form: a nasal spray is nasal."""
    exact = [route for route in routes if route != "injected"]
    said = [route for form in forms for route in words.ROUTES if route in form.split()]
    return next(iter((*exact, *routes, *said)), None)


def daily_amount(marks: Marks) -> DailyAmount | None:
    """The most a day as written, taken once if nothing else is said; as-needed doses count as if all were taken.

    Only ever used to see that an amount is high. None if no number was read.
    """
    times = max((n for m in marks.of("frequency") if (n := _times(m.text.lower()))), default=1)
    if strengths := marks.of("strength"):
        if (read := _STRENGTH.fullmatch(strengths[0].text)) is None:
            return None
        each = float(read[1].replace(",", "")) * _MILLIGRAMS[read[2].lower()]
        return DailyAmount(each * _pieces(marks, strengths[0]) * times, in_milligrams=True)
    counted = (_COUNT.match(m.text) for m in marks.of("number", "amount"))
    number = next((float(found[1]) for found in counted if found), None)
    return None if number is None else DailyAmount(number * times, in_milligrams=False)


def _pieces(marks: Marks, strength: Mark) -> float:
    """How many tablets a dose has; one if a bracket says that the strength is that of all: `1 g (2 tabs)`."""
    for mark, following, after in zip(marks.found, marks.found[1:], [*marks.found[2:], None], strict=False):
        count = _COUNT.fullmatch(mark.text) if mark.kind == "amount" and following.kind == "form" else None
        if count is None or any(marks.text[: m.start].endswith("(") for m in (mark, strength)):
            continue
        if mark.text[0].isdigit() or (after and after.kind == "frequency"):  # `x 30 tablets` may be the pack
            return float(count[1])
    return 1.0


def times_a_day(marks: Marks) -> int | None:
    """Doses per day. None if unknown, not daily, or only as needed."""
    said = [m.text.lower() for m in marks.of("frequency")]
    if any(text in words.WHEN_NEEDED for text in said):
        return None
    by_day = [_A_DAY.search(m.text.lower()) for m in marks.of("strength", "amount")]
    read = [times for text in said if (times := _times(text))]
    return max(read, default=1 if any(by_day) else None)


def _times(text: str) -> int | None:
    if text in words.TIMES_A_DAY:
        return words.TIMES_A_DAY[text]
    if interval := _INTERVAL.match(text) or _HOURLY.match(text):
        return 24 // int(interval[1]) if 0 < int(interval[1]) <= 24 else None
    if _BY_PART_OF_DAY.fullmatch(text):
        return sum(part != "0" for part in text.split("-")) or None
    if counted := _COUNTED.match(text):
        return _NUMBERS.get(counted[1].lower()) or int(counted[1].split("-")[-1])
    return None
