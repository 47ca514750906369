"""How much, by which route and how often, as a chart line says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import words
from .marks import Marks

_INTERVAL = re.compile(r"(?:q|every)\s?(?:\d{1,2}\s?(?:-|–|to)\s?)?(\d{1,2})\s?h", re.IGNORECASE)
_HOURLY = re.compile(r"(?:\d{1,2}\s?-\s?)?(\d{1,2})[\s-]?hourly", re.IGNORECASE)
_COUNTED = re.compile(
    r"(once|twice|one|two|three|four|five|six|(?:\d{1,2}\s?-\s?)?\d{1,2})\s?(?:x|times?)?\s?(?:/|a|per|each|every)?\s?(?:d|tgl|täg)",
    re.IGNORECASE,
)
_BY_PART_OF_DAY = re.compile(r"[0-3½](?:-[0-3½]){2,3}")
_NUMBERS = {"once": 1, "one": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


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


def times_a_day(marks: Marks) -> int | None:
    """Doses per day. None if unknown, not daily, or only as needed."""
    said = [m.text.lower() for m in marks.of("frequency")]
    if any(text in words.WHEN_NEEDED for text in said):
        return None
    return max((times for text in said if (times := _times(text))), default=None)


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
