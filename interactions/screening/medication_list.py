"""Reads the lines of a list: the medicine that each line means, and what the list says about the patient."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from interactions.chart import words
from interactions.chart.frames import as_a_line, behind
from interactions.chart.line import ChartLine, read_chart_line
from interactions.chart.noise import (
    ALLERGY,
    DENIAL,
    DETAIL,
    DRUG_SCREEN,
    HEADING,
    INSTRUCTION,
    NO_NAME,
    PATIENT,
    says_not_to_take,
)  # fmt: skip
from interactions.chart.patient_words import is_history, without
from interactions.chart.said import Said
from interactions.chart.sections import read_chart
from interactions.chart.status_words import NOT_TAKEN
from interactions.chart.text import cleaned
from reference.release.names.index import NameHit

from .kratom_line import KratomLine, read_kratom
from .names_among_words import names_among_words
from .read_line import ReadLine, read_as, slugs_to_assess
from .release_index import ReleaseIndex

_WHAT_FOR = re.compile(rf"\s(?:{'|'.join(words.GLOSSES)})\s")


class CodedInput(msgspec.Struct, frozen=True):
    """A medicine by code: RxNorm, ATC or UNII."""

    system: str
    code: str

    def __str__(self) -> str:
        return f"{self.system}|{self.code}"


def read_list(inputs: Sequence[str | CodedInput], index: ReleaseIndex) -> list[ReadLine]:
    """Read each line; a heading above it is part of the reading."""
    charts = read_chart([item if isinstance(item, str) else "" for item in inputs])
    lines, history = [], False
    for item, chart in zip(inputs, charts, strict=True):
        line = _read(item, chart, index)
        history = is_history(cleaned(chart.text)) or (history and line.hit is None and not _is_heading(chart))
        lines.append(line._replace(told=()) if history else line)
    return lines


def _is_heading(chart: ChartLine) -> bool:
    return chart.not_a_medicine == HEADING


def _read(item: str | CodedInput, chart: ChartLine, index: ReleaseIndex) -> ReadLine:
    """A code gives form and route by its RxNorm name, whatever heading is above it."""
    if hit := _coded(item, index):
        return read_as(str(item), read_chart_line(hit.label or hit.name), hit, index)
    if kind := _no_medicine(chart, index):
        line = ReadLine(str(item), msgspec.structs.replace(chart, not_a_medicine=kind, name_texts=()), None)
        return line._replace(told=_told(line, "", index))
    if hit := _name_read_as_something_else(chart, index):
        return read_as(str(item), ChartLine(text=chart.text), hit, index)
    read = _read_chart(str(item), _despite(chart, index), index)
    return _by_names(_with_patient(read, read.matched, index), index)


def _by_names(line: ReadLine, index: ReleaseIndex) -> ReadLine:
    """A line that was not understood, or only as a class (`MAOI: phenelzine`), by the exact names among its words."""
    if (line.hit and line.hit.kind != "drug_class") or line.chart.not_a_medicine not in (None, PATIENT):
        return line
    named = names_among_words(line.chart, index)
    if named is None or (line.hit and named.matched in line.matched):
        return line
    if line.hit and not any(
        line.hit.slug in index.belongs_to(slug) for hit in named.hits for slug in hit.ingredients
    ):
        return line
    chart = msgspec.structs.replace(line.chart, name_texts=(named.matched,), not_a_medicine=None)
    read = read_as(line.text, chart, named.hits[0], index)._replace(matched=named.matched)
    if len(named.hits) > 1:
        slugs = dict.fromkeys(slug for hit in named.hits for slug in slugs_to_assess(hit, index))
        read = read._replace(rescue=None, slugs=tuple(slugs), beside=named.hits)
    return read._replace(told=line.told or _told(read, named.matched, index))


def _with_patient(line: ReadLine, name: str, index: ReleaseIndex) -> ReadLine:
    """The line with what it says of the patient; what no name was found in is read again without those words."""
    if (line.chart.not_a_medicine or "").startswith((ALLERGY, DENIAL)):
        return line
    told = _told(line, name, index)
    if line.hit is not None:
        return line._replace(told=told)
    if not told:
        return _about_patient(line) if index.patient_words.says_only(line.text) else line
    again, name = _without_patient(line, told, index)
    return again._replace(told=_told(again, name, index) if again.hit else told)


def _told(line: ReadLine, name: str, index: ReleaseIndex) -> tuple[Said, ...]:
    medicine = line.hit is not None and line.hit.kind != "precipitant"
    if line.hit is not None and not name:
        name = next((line.text[p.start : p.end] for p in index.names.names_in(line.text)), "")
    daily = line.hit is not None and line.chart.times_a_day is not None
    return index.patient_words.said(line.text, name=name, medicine=medicine, daily=daily)


def _about_patient(line: ReadLine) -> ReadLine:
    about = msgspec.structs.replace(line.chart, name_texts=(), unread=(), not_a_medicine=PATIENT)
    return line._replace(chart=about)


def _without_patient(line: ReadLine, told: Sequence[Said], index: ReleaseIndex) -> tuple[ReadLine, str]:
    """The line read without the words about the patient, and the name found: in all of the rest, or in a part of it."""
    rest = without(line.text, told)
    parts = {part: read_chart_line(part) for part in (rest, *rest.split(", "))}
    for part, chart in parts.items():
        hit, name = _hit(chart, index)
        others = [other for other in parts if other not in (rest, part)] if part != rest else []
        if hit is not None and not any(_may_be_medicine(other, parts[other]) for other in others):
            unread = (*chart.unread, *others)
            read = msgspec.structs.replace(chart, text=line.text, body=line.chart.body, unread=unread)
            return read_as(line.text, read, hit, index), name
    if (inside := _named_inside(line, told, index)) is not None:
        return inside, ""
    if parts[rest].not_a_medicine:
        return _about_patient(line), ""
    chart = msgspec.structs.replace(parts[rest], text=line.text, body=line.chart.body)
    return read_as(line.text, chart, None, index), ""


def _named_inside(line: ReadLine, told: Sequence[Said], index: ReleaseIndex) -> ReadLine | None:
    """The medicine that words about the patient name themselves: `suboxone induction`."""
    plain = cleaned(line.text)
    for said in told:
        words = plain[said.start : said.end]
        for place in index.names.names_in(words):
            name = words[place.start : place.end]
            if (hit := index.names.look_up(name)) and hit.kind not in ("ask", "precipitant"):
                chart = msgspec.structs.replace(read_chart_line(name), text=line.text, body=line.chart.body)
                return read_as(line.text, chart, hit, index)
    return None


def _may_be_medicine(text: str, chart: ChartLine) -> bool:
    """Whether a part of a line may name another medicine, by its dose or as a part of a mixture: never left aside."""
    return not chart.not_a_medicine and ("/" in text or any(letter.isdigit() for letter in text))


def _read_chart(text: str, chart: ChartLine, index: ReleaseIndex) -> ReadLine:
    """The word kratom decides what its line is; then the first known name."""
    asked = chart.not_a_medicine or _is_a_question(chart, index)
    if not asked and (kratom := read_kratom(chart.body, index)):
        return _as_kratom(text, chart, kratom, index)
    hit, matched = _hit(chart, index)
    read = read_as(text, chart, hit, index)._replace(matched=matched)
    several = _several(matched, index) if len(read.slugs) > 1 else ()
    slugs = dict.fromkeys(slug for each in several for slug in slugs_to_assess(each, index))
    return read._replace(slugs=tuple(slugs), beside=several) if several else read


def _several(matched: str, index: ReleaseIndex) -> tuple[NameHit, ...]:
    """`Suboxone, Seroquel`: each name by itself where one is a product with an entry of its own; else nothing, and all
    ingredients are assessed."""
    hits = [index.names.look_up(name) for name in matched.split(", ")]
    known = tuple(hit for hit in hits if hit and hit.kind != "ask")
    described = any(hit.slug in index.products for hit in known)
    return known if described and 1 < len(known) == len(hits) else ()


def _as_kratom(text: str, chart: ChartLine, kratom: KratomLine, index: ReleaseIndex) -> ReadLine:
    if chart.status == "stopped" and (chart.status_words or "").lower() in NOT_TAKEN:
        if read_kratom(behind(DENIAL, chart.body), index):  # `Not on any medications. Takes kratom`
            return _as_kratom(text, msgspec.structs.replace(chart, status="current"), kratom, index)
        denied = msgspec.structs.replace(chart, not_a_medicine=DENIAL, status="current", behind="")
        return ReadLine(text, denied, None, unread=tuple(hit.name for hit in kratom.beside))
    beside = [slug for hit in kratom.beside for slug in slugs_to_assess(hit, index)]
    slugs = tuple(dict.fromkeys((*kratom.hit.ingredients, *beside)))
    return ReadLine(text, chart, kratom.hit, slugs, beside=kratom.beside, unread=kratom.unread)


def _despite(chart: ChartLine, index: ReleaseIndex) -> ChartLine:
    """What a note says is taken: `INR 2.3 on warfarin 5 mg`. The note itself, where nothing behind it is an exact name."""
    if not chart.behind or chart.not_a_medicine in (DETAIL, DRUG_SCREEN) or says_not_to_take(chart.body):
        return chart
    if next(index.names.names_in(chart.behind), None) is None:
        return chart
    taken = read_chart_line(as_a_line(chart.behind))
    if taken.not_a_medicine and 0 < len(taken.behind) < len(chart.behind):
        return msgspec.structs.replace(_despite(taken, index), text=chart.text)
    if taken.not_a_medicine:
        return _named_only(chart, index)
    hit, _ = _hit(taken, index)
    known = (hit is not None and hit.kind != "ask") or read_kratom(taken.body, index) is not None
    return msgspec.structs.replace(taken, text=chart.text) if known else chart


def _named_only(chart: ChartLine, index: ReleaseIndex) -> ChartLine:
    """`7-0H 20 mg`: what looks like an amount without a name is the name of a product."""
    if chart.not_a_medicine not in (NO_NAME, INSTRUCTION) or read_kratom(chart.behind, index) is None:
        return chart
    return msgspec.structs.replace(chart, not_a_medicine=None, name_texts=(chart.behind,), body=chart.behind)


def _is_a_question(chart: ChartLine, index: ReleaseIndex) -> bool:
    """`kratom and surgery`: only the topic of a practice note, without a dose."""
    dosed = chart.strength or chart.form
    return not dosed and bool(index.topics.about(chart.text)) and _hit(chart, index)[0] is None


def _coded(item: str | CodedInput, index: ReleaseIndex) -> NameHit | None:
    """The medicine of a code, sent as a code or typed with its system: `RxCUI 6960`, `N06AB`."""
    if isinstance(item, CodedInput):
        return index.names.by_code(item.system, item.code)
    return index.names.typed_code(item)


def _no_medicine(chart: ChartLine, index: ReleaseIndex) -> str | None:
    """`BD pen needles 32G`, `Request a refill`: what it is, if no medicine stands beside these words."""
    if chart.not_a_medicine or (found := index.no_medicines.on(chart.text)) is None:
        return None
    named = _WHAT_FOR.split(f" {found.rest} ")[
        0
    ]  # `covid test for travel`, `pen needles for insulin`: no name
    return (
        None
        if next(index.names.names_in(named), None) or _hit(read_chart_line(named), index)[0]
        else found.kind
    )


def _name_read_as_something_else(chart: ChartLine, index: ReleaseIndex) -> NameHit | None:
    """A name that on its own would be read as a note (`tobacco`). Under a heading such as allergies it stays a note."""
    if chart.not_a_medicine is None or (hit := index.names.look_up(chart.text)) is None:
        return None
    return hit if read_chart_line(chart.text).not_a_medicine == chart.not_a_medicine else None


def _hit(chart: ChartLine, index: ReleaseIndex) -> tuple[NameHit | None, str]:
    """The first known name on the line, else the whole line if that is a long name; and its text."""
    for text in () if chart.not_a_medicine else (*_with_number(chart), *chart.name_texts, chart.text):
        if hit := index.names.look_up(text):
            return hit, text
    return None, ""


def _with_number(chart: ChartLine) -> tuple[str, ...]:
    """`#3 tylenol`, where the number may be a part of the name and not the place in a list."""
    number = chart.text.split(" ")[0]
    return tuple(f"{number} {name}" for name in chart.name_texts) if number.startswith("#") else ()
