"""One line of a chart: name, strength, form, route, frequency and status. What was typed is never lost."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

import msgspec

from reference.release.terms import RouteClass

from . import chart_words as words
from .chart_marks import Mark, Marks, any_of, form_of, mark_line, route_of
from .chart_names import read_names
from .chart_noise import ALLERGY, is_allergy_list, is_label, why_not_a_medicine
from .chart_route import route_class

MOST_READ = 1_000
"""Characters of a line that are read: a bound of time. The rest stays in `text`; no chart line is longer."""


class ChartLine(msgspec.Struct, frozen=True):
    """A line as it was read.

    `name_texts` are tried in order, longest first; a later one is never a part of a mixture without the
    rest, except for `unread` words, which nobody understood and which may deserve a look-up of their own.
    """

    text: str
    name_texts: tuple[str, ...] = ()
    strength: str | None = None
    form: str | None = None
    route: str | None = None
    route_class: RouteClass = "systemic"
    frequency: str | None = None
    release: str | None = None
    status: Literal["current", "stopped"] = "current"
    status_words: str | None = None
    not_a_medicine: str | None = None
    times_a_day: int | None = None  # None where not read, not daily, or only when needed
    unread: tuple[str, ...] = ()


def read_chart_line(text: str) -> ChartLine:
    """Read one line. Any text gives an answer, and time is bounded by MOST_READ."""
    label, line = _label(_cleaned(text))
    marks = mark_line(line)
    names, unread = read_names(marks)
    reason = why_not_a_medicine(label, line, marks, named=bool(names))
    status, status_words = _status(label, marks)
    forms, routes = [form_of(m.text) for m in marks.of("form")], [route_of(m.text) for m in marks.of("route")]
    return ChartLine(
        text=text,
        name_texts=() if reason else names,
        strength=_strength(marks, names),
        form=forms[0] if forms else None,
        route=_route(forms, routes),
        route_class=route_class(line, forms, routes),
        frequency=marks.texts("frequency"),
        release=marks.texts("release"),
        status=status,
        status_words=status_words,
        not_a_medicine=reason,
        times_a_day=_times_a_day(marks),
        unread=() if reason else unread,
    )


def split_lines(text: str) -> list[str]:
    """A pasted block as one medicine a line: parted at line ends, semicolons and commas between medicines.

    Rather a line too many than a medicine lost: a line that is no medicine says so on the page.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    parts: list[str] = []
    for line in lines:
        parts += _split_line(line) if len(parts) < MOST_SPLIT else [line]
    return parts


_INVISIBLE = ("Cf", "Cs", "Co", "Cn")
_SPELLING = str.maketrans(
    {
        "\u2019": "'",
        "\u2018": "'",
        "\u02bc": "'",
        "\t": "|",
        "™": "",
        "®": "",
        "©": "",
        "\u2011": "-",
        "ı": "i",
        "İ": "I",
    }
)
_BULLET = re.compile(
    r"\s*(?:[•●▪■◦‣·*–—>+☐☑☒✓✔-]+|\[[ xX]?\]|\(?\d{1,3}[.)](?=\s|[^\W\d])|\(?[a-zA-Z][.)](?=\s)|o(?=\s))\s*"
)
_LABEL = re.compile(r"([^:]{1,40}):\s*(?=\S)")


def _cleaned(text: str) -> str:
    """One line without bullets, numbering and invisible characters, wide letters made plain."""
    line = text[:MOST_READ].translate(_SPELLING)
    if not line.isascii():
        line = unicodedata.normalize("NFKC", line).replace("1\u20442", "½").replace("\u2044", "/")[:MOST_READ]
    line = "".join(_visible(c) for c in line)
    for _ in range(3):
        bullet = _BULLET.match(line)
        if bullet is None or not line[bullet.end() :].strip():
            break
        line = line[bullet.end() :]
    return line.strip()


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return ""
    return " " if category == "Cc" or character.isspace() else character


def _label(line: str) -> tuple[str, str]:
    """(`Discontinued meds`, the rest) of a line that begins with a heading and goes on."""
    label = _LABEL.match(line)
    return (label[1], line[label.end() :]) if label and is_label(label[1]) else ("", line)


_STOPPED = any_of((*words.STOPPED, *words.STOPPED_AT_START))
_RESTARTED = any_of(words.RESTARTED)
_KEPT = any_of((*words.NOT_REALLY_STOPPED, *words.CURRENT_WORDS))
_CONDITION = any_of(words.STOP_CONDITIONS)
_NEGATED = re.compile(rf"(?:{'|'.join(words.NEGATIONS)})(?:\s+\w+)?\s*$", re.IGNORECASE)


def _status(label: str, marks: Marks) -> tuple[Literal["current", "stopped"], str | None]:
    """Stopped only where the line says so plainly; words about holding or starting are kept as words."""
    said = marks.of("status")
    stopped = [m for m in said if _STOPPED.fullmatch(m.text) and not _KEPT.fullmatch(m.text)]
    stopped = [m for m in stopped if not _unsaid(m, marks.text)]
    by_label = bool(words.STOPPED_HEADINGS & set(label.lower().split()))
    found = " ".join(m.text for m in marks.of("status", "date")) if said else ""
    status_words = " ".join(filter(None, (label if by_label else "", found))) or None
    if (stopped or by_label) and not _RESTARTED.search(marks.text):
        return "stopped", status_words
    return "current", status_words


def _unsaid(mark: Mark, text: str) -> bool:
    """`Do not stop`, `stop if rash`."""
    negated = _NEGATED.search(text[max(0, mark.start - 30) : mark.start])
    return bool(negated or (mark.text.lower() == "stop" and _CONDITION.search(text, mark.end)))


def _strength(marks: Marks, names: tuple[str, ...]) -> str | None:
    """The first strength, or one for each part of a mixture; a bare number where there is no other."""
    strengths = [m.text for m in marks.of("strength")]
    if names and " / " in names[0] and len(strengths) == names[0].count(" / ") + 1:
        return " / ".join(strengths)
    bare = [m.text for m in (*marks.of("ratio"), *marks.of("number"))]
    return next(iter((*strengths, *bare)), None)


def _route(forms: list[str], routes: list[str]) -> str | None:
    """The route that was written, be it as a part of the form: a nasal spray is nasal."""
    said = [route for form in forms for route in words.ROUTES if route in form.split()]
    return next(iter((*routes, *said)), None)


_INTERVAL = re.compile(r"(?:q|every)\s?(?:\d{1,2}\s?(?:-|–|to)\s?)?(\d{1,2})\s?h", re.IGNORECASE)
_COUNTED = re.compile(
    r"(once|twice|one|two|three|four|five|six|\d{1,2})\s?(?:x|times?)?\s?(?:/|a|per|each|every)?\s?d",
    re.IGNORECASE,
)
_NUMBERS = {"once": 1, "one": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def _times_a_day(marks: Marks) -> int | None:
    """How often on every day. None where it is not known, not every day, or only when needed."""
    said = [m.text.lower() for m in marks.of("frequency")]
    if any(text in words.WHEN_NEEDED for text in said):
        return None
    return max((times for text in said if (times := _times(text))), default=None)


def _times(text: str) -> int | None:
    if interval := _INTERVAL.match(text):
        return 24 // int(interval[1]) if 0 < int(interval[1]) <= 24 else None
    if text in words.TIMES_A_DAY:
        return words.TIMES_A_DAY[text]
    if re.fullmatch(r"[0-3½](?:-[0-3½]){2,3}", text):
        return sum(part != "0" for part in text.split("-")) or None
    if counted := _COUNTED.match(text):
        return _NUMBERS.get(counted[1].lower()) or int(counted[1])
    return None


MOST_SPLIT, MOST_COMMAS = 200, 60
"""Bounds of time: lines that are looked into for commas, and commas beyond which each parts its line."""
_BULLET_INSIDE = re.compile(r"\s*[•●▪■◦‣]\s*")
_SEMICOLON = re.compile(r"\s*;\s*")
_COMMA = re.compile(r"\s*(?:(?<!\d),|,(?!\d))\s*")
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_CODED = re.compile(r"\d-[^\W\d_]{2}")  # 7-OH, 5-FU
_TAILS = words.COMMA_TAILS | words.REASONS


def _split_line(line: str) -> list[str]:
    if is_allergy_list(_cleaned(line)):
        return _at_headings(line)
    parts = [part for item in _parted(line, _BULLET_INSIDE) for part in _parted(item, _SEMICOLON)]
    if len(parts) > MOST_SPLIT:
        return parts
    return [medicine for part in parts for medicine in _at_commas(part)]


def _at_headings(line: str) -> list[str]:
    """An allergy list stays whole, lest its items pass for medicines, up to the next heading in the line."""
    kept: list[tuple[int, int]] = []
    for start, end in _spans(line, _SEMICOLON):
        begin = start if not kept or _label(line[start:end])[0] else kept.pop()[0]
        kept.append((begin, end))
    return [line[start:end] for start, end in kept]


def _at_commas(line: str) -> list[str]:
    """Parted where a medicine of its own follows a comma; anything else stays with the medicine before it."""
    spans = [(0, len(line))] if is_allergy_list(_cleaned(line)) else _spans(line, _COMMA)
    if len(spans) > MOST_COMMAS:
        return [line[start:end] for start, end in spans]
    kept: list[tuple[int, int]] = []
    named = False
    for start, end in spans:
        begins = _is_a_line_of_its_own(line[start:end])
        kept.append((start if not kept or (begins and named) else kept.pop()[0], end))
        named = named or begins
    return [line[start:end] for start, end in kept]


def _parted(line: str, separator: re.Pattern[str]) -> list[str]:
    return [line[start:end] for start, end in _spans(line, separator)]


def _spans(line: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the parts between separators are, brackets left whole and empty parts dropped."""
    masked = _BRACKETS.sub(lambda match: "x" * len(match[0]), line)
    edges = [0, *(edge for match in separator.finditer(masked) for edge in match.span()), len(line)]
    spans = zip(edges[::2], edges[1::2], strict=True)
    return [(start, end) for start, end in spans if line[start:end].strip()]


def _is_a_line_of_its_own(part: str) -> bool:
    """Whether a part between commas has a name: not only `human`, `depression` or an amount."""
    read = read_chart_line(part)
    if not read.name_texts:
        return read.not_a_medicine == ALLERGY
    name = read.name_texts[-1].lower()
    worded = any(len(word) > 2 and word not in _TAILS for word in re.findall(r"[^\W\d_]+", name))
    return worded or bool(_CODED.match(name))
