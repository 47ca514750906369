"""One line of a chart: name, strength, form, route, frequency and status. What was typed is never lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from reference.release.terms import RouteClass

from . import heading_words as headings
from . import words
from .dosing import read_route, read_strength, times_a_day
from .marks import form_of, mark_line, route_of
from .names import read_names
from .noise import (
    ALLERGY,
    INSTRUCTION,
    NO_NAME,
    after_denial,
    begins_with_denial,
    is_allergy_list,
    is_personal,
    label_of,
    why_not_a_medicine,
)
from .question import without_question
from .route import route_class
from .status import LineStatus, read_status
from .text import cleaned


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
    route_class: RouteClass = RouteClass.SYSTEMIC
    frequency: str | None = None
    release: str | None = None
    status: LineStatus = "current"
    status_words: str | None = None
    not_a_medicine: str | None = None
    times_a_day: int | None = None  # None where not read, not daily, or only when needed
    unread: tuple[str, ...] = ()


def read_chart_line(text: str) -> ChartLine:
    """Read one line. Any text gives an answer, and time is bounded by MOST_READ."""
    label, line = label_of(without_question(cleaned(text)))
    marks = mark_line(after_denial(line))
    names, unread = read_names(marks)
    reason = why_not_a_medicine(label, marks, named=bool(names))
    status, status_words = read_status(label, marks)
    forms, routes = [form_of(m.text) for m in marks.of("form")], [route_of(m.text) for m in marks.of("route")]
    return ChartLine(
        text=text,
        name_texts=() if reason else names,
        strength=read_strength(marks, names),
        form=forms[0] if forms else None,
        route=read_route(forms, routes),
        route_class=route_class(marks, forms, routes),
        frequency=marks.texts("frequency"),
        release=marks.texts("release"),
        status=status,
        status_words=status_words,
        not_a_medicine=reason,
        times_a_day=times_a_day(marks),
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


MOST_SPLIT, MOST_PARTS = 200, 60
"""Bounds of time: lines that are looked into for commas, and separators beyond which each parts its line."""
_BULLET_INSIDE = re.compile(r"(?<!\s)\s*[•●▪■◦‣]\s*")
_SEMICOLON = re.compile(r"(?<!\s)\s*;\s*")
_COMMA = re.compile(r"(?<!\s)\s*(?:(?<!\d),|,(?!\d))\s*")
_JOINT = re.compile(r"(?<!\s)\s+(?:[&+/]\s+|(?=(?:and|plus|with)\s))", re.IGNORECASE)
_OPENING = re.compile(r"[(\[{]")
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_CODED = re.compile(r"\d-[^\W\d_]{2}")  # 7-OH, 5-FU
_WORD = re.compile(r"[^\W\d_]+")
_GOES_WITH_A_MEDICINE = (NO_NAME, INSTRUCTION)
_DENIES = re.compile(r"\s*(?:(?:pt|patient|he|she)\s*)?den(?:ies|ied|ying)\b", re.IGNORECASE)
_TAILS = headings.COMMA_TAILS | headings.REASONS


def _split_line(line: str) -> list[str]:
    if is_allergy_list(cleaned(line)):
        return _at_headings(line)
    parts = [part for item in _parted(line, _BULLET_INSIDE) for part in _at_semicolons(item)]
    if len(parts) > MOST_SPLIT:
        return parts
    return [medicine for part in parts for listed in _at_commas(part) for medicine in _at_joints(listed)]


def _at_headings(line: str) -> list[str]:
    """An allergy list stays whole, lest its items pass for medicines, up to the next heading in the line."""
    return _joined(line, _spans(line, _SEMICOLON), lambda part: bool(label_of(part)[0]))


def _at_semicolons(line: str) -> list[str]:
    """`; 1 tablet; oral; daily` belongs to the medicine before it."""
    spans = _spans(line, _SEMICOLON)
    if not 1 < len(spans) <= MOST_PARTS:
        return [line[start:end] for start, end in spans]
    return _joined(
        line, spans, lambda part: read_chart_line(part).not_a_medicine not in _GOES_WITH_A_MEDICINE
    )


def _at_commas(line: str) -> list[str]:
    """Parted where a medicine of its own follows a comma; anything else stays with the medicine before it."""
    spans = _spans(line, _COMMA)
    if len(spans) > MOST_PARTS:
        return [line[start:end] for start, end in spans]
    if len(spans) < 2 or is_allergy_list(cleaned(line)) or is_personal(cleaned(line)):
        return [line]
    denied, named = begins_with_denial(cleaned(line)), False

    def begins(part: str) -> bool:
        nonlocal denied, named
        if _DENIES.match(part):
            denied = True
            return True
        read = read_chart_line(part)
        if denied:
            denied, named = not _is_affirmed(read, part), True
            return not denied
        own, before = _is_a_line_of_its_own(read), named
        named = named or own or read.not_a_medicine not in (None, *_GOES_WITH_A_MEDICINE)
        return own and before

    return _joined(line, spans, begins)


def _is_affirmed(read: ChartLine, part: str) -> bool:
    """What in a list of denials is taken all the same: `denies alcohol, tobacco, takes kratom daily`."""
    affirmed = read.strength or read.frequency or headings.AFFIRMED.intersection(_WORD.findall(part.lower()))
    return bool(affirmed) and _is_a_line_of_its_own(read)


def _at_joints(line: str) -> list[str]:
    """`Oxycodone 5 mg and alprazolam 1 mg`: parted where each part has a name and a dose of its own.

    In doubt it stays one line: a form or frequency that stands once, at the end, is shared by the parts of one product.
    """
    spans = _spans(line, _JOINT) if _JOINT.search(line) else []
    if not 1 < len(spans) <= MOST_PARTS:
        return [line]
    reads = [read_chart_line(line[start:end]) for start, end in spans]
    finished = {bool(read.frequency or read.form or read.route) for read in reads}
    kept = [spans[0]]
    for before, read, (start, end) in zip(reads, reads[1:], spans[1:], strict=False):
        slash = "/" in line[kept[-1][1] : start]
        parted = _is_dosed(before) and _is_dosed(read)
        doubtful = slash or len(finished) > 1 or _is_combined(before) or _is_combined(read)
        if parted and (before.frequency or not doubtful):
            kept.append((start, end))
        else:
            kept[-1] = (kept[-1][0], end)
    return [line[start:end] for start, end in kept]


def _is_dosed(read: ChartLine) -> bool:
    return _is_a_line_of_its_own(read) and bool(read.name_texts and (read.strength or read.frequency))


def _is_combined(read: ChartLine) -> bool:
    return not words.COMBINED.isdisjoint(_WORD.findall(read.name_texts[0].lower() if read.name_texts else ""))


def _joined(line: str, spans: list[tuple[int, int]], begins: Callable[[str], bool]) -> list[str]:
    """The parts, each that begins nothing of its own joined to the one before it."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        begun = begins(line[start:end])
        kept.append((start if begun or not kept else kept.pop()[0], end))
    return [line[start:end] for start, end in kept]


def _parted(line: str, separator: re.Pattern[str]) -> list[str]:
    return [line[start:end] for start, end in _spans(line, separator)]


def _spans(line: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the parts between separators are, brackets left whole and empty parts dropped."""
    masked = _BRACKETS.sub(lambda match: "x" * len(match[0]), line) if _OPENING.search(line) else line
    edges = [0, *(edge for match in separator.finditer(masked) for edge in match.span()), len(line)]
    spans = zip(edges[::2], edges[1::2], strict=True)
    return [(start, end) for start, end in spans if line[start:end].strip()]


def _is_a_line_of_its_own(read: ChartLine) -> bool:
    """Whether a part between commas has a name: not only `human`, `depression` or an amount."""
    if not read.name_texts:
        return read.not_a_medicine == ALLERGY
    name = read.name_texts[-1].lower()
    worded = any(len(word) > 2 and word not in _TAILS for word in _WORD.findall(name))
    return worded or bool(_CODED.match(name))
