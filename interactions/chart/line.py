"""One line of a chart: name, strength, form, route, frequency and status. No typed text is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

import msgspec

from reference.release.schema.terms import RouteClass

from . import heading_words as headings
from . import words
from .dosing import DailyAmount, daily_amount, read_route, read_strength, times_a_day
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

    `name_texts` are tried in order, longest first. A later one never drops a part of a mixture. `unread`
    are words that were not recognised; they may be names and are looked up separately.
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
    times_a_day: int | None = None  # None if not read, not daily, or only as needed
    daily_amount: DailyAmount | None = None
    unread: tuple[str, ...] = ()


def read_chart_line(text: str) -> ChartLine:
    """Read one line. Accepts any text; MOST_READ bounds the time."""
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
        daily_amount=daily_amount(marks),
        unread=() if reason else unread,
    )


def split_lines(text: str, most: int | None = None) -> list[str]:
    """Split a pasted block into one line per medicine: at line ends, and at semicolons and commas between medicines.

    In doubt it splits: a line that is not a medicine says so on the page, but a lost medicine would go unnoticed.
    With `most` it stops after one more part, so that a list that is too long costs no more than the longest allowed.
    """
    read = _PartReader()
    lines = (line.strip() for line in text.splitlines())
    parts = (part for line in lines if line for part in _split_line(line, read))
    return list(islice(parts, None if most is None else most + 1))


MOST_PARTS, MOST_PARTS_READ = 60, 1_500
"""Bounds on time. Beyond so many parts in a line, or parts read in one text, every separator splits."""


class _PartReader:
    """Reads the parts of one text; a repeated part is read once."""

    def __init__(self) -> None:
        self._read: dict[str, ChartLine] = {}

    def __call__(self, part: str) -> ChartLine:
        if part not in self._read:
            self._read[part] = read_chart_line(part)
        return self._read[part]

    def may_read(self, number: int) -> bool:
        """Whether so many parts of one line may be read. If not, every separator splits the line."""
        return number <= min(MOST_PARTS, MOST_PARTS_READ - len(self._read))


_BULLET_INSIDE = re.compile(r"(?<!\s)\s*[•●▪■◦‣]\s*")
_SEMICOLON = re.compile(r"(?<!\s)\s*;\s*")
_COMMA = re.compile(r"(?<!\s)\s*(?:(?<!\d),|,(?!\d))\s*")
_JOINT = re.compile(r"(?<!\s)\s+(?:[&+/]\s+|(?=(?:and|plus|with)\s))", re.IGNORECASE)
_OPENING = re.compile(r"[(\[{]")
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_CODED = re.compile(r"\d-[^\W\d_]{2}|7oh")  # 7-OH, 5-FU, 7oh
_WORD = re.compile(r"[^\W\d_]+")
_GOES_WITH_A_MEDICINE = (NO_NAME, INSTRUCTION)
_DENIES = re.compile(r"\s*(?:(?:pt|patient|he|she)\s*)?den(?:ies|ied|ying)\b", re.IGNORECASE)
_TAILS = headings.COMMA_TAILS | headings.REASONS


def _split_line(line: str, read: _PartReader) -> Iterator[str]:
    if is_allergy_list(cleaned(line)):
        yield from _at_headings(line)
        return
    for item in _split_at(line, _BULLET_INSIDE):
        for part in _at_semicolons(item, read):
            for listed in _at_commas(part, read):
                yield from _at_joints(listed, read)


def _at_headings(line: str) -> list[str]:
    """Keep an allergy list whole up to the next heading in the line, so that its items are not taken for medicines."""
    return _joined(line, _spans(line, _SEMICOLON), lambda part: bool(label_of(part)[0]))


def _at_semicolons(line: str, read: _PartReader) -> list[str]:
    """`; 1 tablet; oral; daily` belongs to the medicine before it."""
    spans = _spans(line, _SEMICOLON)
    if len(spans) < 2 or not read.may_read(len(spans)):
        return [line[start:end] for start, end in spans]
    return _joined(line, spans, lambda part: read(part).not_a_medicine not in _GOES_WITH_A_MEDICINE)


def _at_commas(line: str, read: _PartReader) -> list[str]:
    """Split where another medicine follows a comma; anything else belongs to the medicine before it."""
    spans = _spans(line, _COMMA)
    if len(spans) > 1 and not read.may_read(len(spans)):
        return [line[start:end] for start, end in spans]
    plain = cleaned(line) if len(spans) > 1 else ""
    if len(spans) < 2 or is_allergy_list(plain) or is_personal(plain):
        return [line]
    denied, named = begins_with_denial(plain), False

    def begins(part: str) -> bool:
        nonlocal denied, named
        if _DENIES.match(part):
            denied = True
            return True
        said = read(part)
        if denied:
            denied, named = not _is_affirmed(said, part), True
            return not denied
        own, before = _is_a_line_of_its_own(said), named
        named = named or own or said.not_a_medicine not in (None, *_GOES_WITH_A_MEDICINE)
        return own and before

    return _joined(line, spans, begins)


def _is_affirmed(read: ChartLine, part: str) -> bool:
    """Whether an item in a list of denials is taken after all: `denies alcohol, tobacco, takes kratom daily`."""
    affirmed = read.strength or read.frequency or headings.AFFIRMED.intersection(_WORD.findall(part.lower()))
    return bool(affirmed) and _is_a_line_of_its_own(read)


def _at_joints(line: str, read: _PartReader) -> list[str]:
    """`Oxycodone 5 mg and alprazolam 1 mg`: split where each part has its own name and dose.

    In doubt it stays one line: a single form or frequency at the end is shared by the parts of one product.
    """
    spans = _spans(line, _JOINT) if _JOINT.search(line) else []
    if len(spans) < 2 or not read.may_read(len(spans)):
        return [line]
    reads = [read(line[start:end]) for start, end in spans]
    finished = {bool(said.frequency or said.form or said.route) for said in reads}
    kept = [spans[0]]
    for before, after, (start, end) in zip(reads, reads[1:], spans[1:], strict=False):
        slash = "/" in line[kept[-1][1] : start]
        both_dosed = _is_dosed(before) and _is_dosed(after)
        doubtful = slash or len(finished) > 1 or _is_combined(before) or _is_combined(after)
        if both_dosed and (before.frequency or not doubtful):
            kept.append((start, end))
        else:
            kept[-1] = (kept[-1][0], end)
    return [line[start:end] for start, end in kept]


def _is_dosed(read: ChartLine) -> bool:
    return _is_a_line_of_its_own(read) and bool(read.name_texts and (read.strength or read.frequency))


def _is_combined(read: ChartLine) -> bool:
    return not words.COMBINED.isdisjoint(_WORD.findall(read.name_texts[0].lower() if read.name_texts else ""))


def _joined(line: str, spans: list[tuple[int, int]], begins: Callable[[str], bool]) -> list[str]:
    """The parts. One that does not begin a new item is joined to the part before it."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        begun = begins(line[start:end])
        kept.append((start if begun or not kept else kept.pop()[0], end))
    return [line[start:end] for start, end in kept]


def _split_at(line: str, separator: re.Pattern[str]) -> list[str]:
    return [line[start:end] for start, end in _spans(line, separator)]


def _spans(line: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    """Start and end of each non-empty part between separators. Separators inside brackets do not count."""
    masked = _BRACKETS.sub(lambda match: "x" * len(match[0]), line) if _OPENING.search(line) else line
    edges = [0, *(edge for match in separator.finditer(masked) for edge in match.span()), len(line)]
    spans = zip(edges[::2], edges[1::2], strict=True)
    return [(start, end) for start, end in spans if line[start:end].strip()]


def _is_a_line_of_its_own(read: ChartLine) -> bool:
    """Whether a part between commas has a name, not only `human`, `depression` or an amount."""
    if not read.name_texts:
        return read.not_a_medicine == ALLERGY
    name = read.name_texts[-1].lower()
    worded = any(len(word) > 2 and word not in _TAILS for word in _WORD.findall(name))
    return worded or bool(_CODED.match(name))
