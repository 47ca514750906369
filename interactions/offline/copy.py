"""The offline document of a release: every exact name with the server's own answer."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Hashable, Iterator
from typing import NamedTuple

import msgspec

from interactions.chart.line import ChartLine
from interactions.rating.phrases import EMERGENCY_LINE, capitalised
from interactions.screening.kratom_line import WORST_PRODUCT_LAST
from interactions.screening.list_answers import answers_from_list
from interactions.screening.medication_list import read_list
from interactions.screening.patient_context import PatientContext
from interactions.screening.read_line import ReadLine, read_as
from interactions.screening.release_index import ReleaseIndex, release_index
from interactions.screening.screen import SCOPE, screen_line
from interactions.screening.screening_report import LineReport
from interactions.screening.setting_members import is_one_dose
from interactions.screening.therapy_stage import stage_of
from reference.release.names.name_entries import normalise
from reference.release.schema.kratom import PracticeNote
from reference.release.storage.library import LoadedRelease
from reference.release.storage.provenance import fallback_words
from reference.views.shared.frame import banner
from reference.views.shared.labels import DISCLAIMER

from .document import FORMAT, Answer, Document, Line, Setting
from .findings import Medicines, facts_from_list, plan_parts, signs_of, words
from .names import known_names, typing

COUNTING = ("one", "two", "three", "four", "half", "a", "an")
"""Words that count tablets: a name that ends in one of them cannot be followed by a form."""


class OfflineCopy(NamedTuple):
    """The document as sent, and the checksum with which a browser verifies that it is complete."""

    data: bytes
    compressed: bytes
    checksum: str


def offline_copy(loaded: LoadedRelease) -> OfflineCopy:
    """Use as `loaded.derived(offline_copy)`: it takes seconds, once per release and worker."""
    data = msgspec.json.encode(offline_document(loaded))
    return OfflineCopy(data, gzip.compress(data, mtime=0), hashlib.sha256(data).hexdigest())


def offline_document(loaded: LoadedRelease) -> Document:
    index = release_index(loaded)  # a separate index: its cached values would displace those of requests
    groups, asks = _grouped(loaded, index)
    medicines = Medicines(index)
    lines = tuple(_line(group, medicines, index) for group in groups)
    return Document(
        format=FORMAT,
        release=loaded.stamp,
        review=loaded.review,
        banner=" ".join(filter(None, (banner(loaded.manifest), _fallback(loaded)))),
        disclaimer=DISCLAIMER,
        scope=SCOPE,
        facts=facts_from_list(index),
        products=WORST_PRODUCT_LAST,
        emergency_line=EMERGENCY_LINE,
        plan=plan_parts(index),
        findings=tuple(medicines.findings),
        medicines=tuple(medicines.found),
        lines=lines,
        settings=tuple(_settings(index)),
        asks=tuple(asks),
        answers={note.slug: _answer(note, index) for note in loaded.release.practice_notes},
        typing=typing(index.names),
    )


def _settings(index: ReleaseIndex) -> Iterator[Setting]:
    """The signs of each setting, numbered as the medicines count them."""
    place = 0
    for signs in signs_of(index):
        numbered = tuple((place + offset, sign.at_least) for offset, sign in enumerate(signs.all_of))
        place += len(numbered)
        yield Setting(signs=numbered, with_kratom=signs.with_kratom)


def _fallback(loaded: LoadedRelease) -> str:
    return fallback_words(loaded.manifest.version, loaded.instead_of)


class _Group(NamedTuple):
    """Names that the server reads as the same thing."""

    read: ReadLine
    names: dict[str, list[str]]


def _grouped(loaded: LoadedRelease, index: ReleaseIndex) -> tuple[list[_Group], list[str]]:
    """The names grouped by what they are read as, and the names for which the server asks."""
    groups: dict[Hashable, _Group] = {}
    asks = []
    for name, plain in known_names(loaded.release).items():
        read = _read(name, plain, index)
        if _asks(read, index):
            asks.append(name)
        elif (key := _read_as(name, read, index)) is not None:
            group = groups.setdefault(key, _Group(read, {}))
            group.names.setdefault(_how_typed(name, plain, read, index), []).append(name)
    return list(groups.values()), asks


def _asks(read: ReadLine, index: ReleaseIndex) -> bool:
    """Whether the server asks which medicine, or which member of a class without rows, is meant."""
    if read.hit is None or read.hit.kind != "drug_class":
        return read.hit is not None and read.hit.kind == "ask"
    return screen_line(read, index).outcome == "ambiguous"


def _read(name: str, plain: bool, index: ReleaseIndex) -> ReadLine:
    """The line as the server reads it. A plain name is not read again, which would take seconds for all names."""
    if plain and not index.topics.on(name):
        chart = ChartLine(text=name, name_texts=(name,))
        return read_as(name, chart, index.names.look_up(name), index)
    return read_list([name], index)[0]


def _read_as(name: str, read: ReadLine, index: ReleaseIndex) -> Hashable:
    """What the answer depends on; None if the copy has no answer and says that the network is needed."""
    chart, hit = read.chart, read.hit
    if chart.status == "stopped" or chart.unread or chart.times_a_day or read.told:
        return None
    if any(stage_of(slug, read, index) for slug in read.slugs):  # `starting naltrexone`
        return None
    given = (chart.route_class, is_one_dose(chart), read.rescue is None)
    meant = hit and (hit.kind, hit.slug, hit.ingredients, given)
    if index.topics.on(name):
        report = screen_line(read, index)
        return (meant, report.message, report.see)
    return meant


def _how_typed(name: str, plain: bool, read: ReadLine, index: ReleaseIndex) -> str:
    """How exactly a name must be typed, and whether a dose may follow it."""
    if not plain or (read.rescue and read.rescue.unscheduled):  # taken every day it is no rescue
        return "exact"
    from_list = answers_from_list([read], PatientContext(), index)
    by_mouth = read.hit is not None and read.chart.route_class == "systemic"
    dosed = by_mouth and not from_list and index.daily_limits.keys().isdisjoint(read.slugs)
    dosed = dosed and normalise(name).split()[-1] not in COUNTING  # `Ceo-Two tablet` reads as two tablets
    return "dosed" if dosed else "plain"


def _line(group: _Group, medicines: Medicines, index: ReleaseIndex) -> Line:
    """The server's answer to one of the names, without the parts about the typed text."""
    read = group.read
    report = screen_line(read, index)
    from_list = answers_from_list([read], PatientContext(), index)
    return Line(
        outcome=report.outcome,
        names={how: tuple(names) for how, names in group.names.items()},
        reason=report.reason,
        name=capitalised(" and ".join(m.name for m in report.medications)),
        message="" if report.outcome == "finding" else report.message,
        medicines=tuple(_medicines(read, report, medicines, index)),
        product=report.product,
        bare=_is_bare(read, index),
        tells=tuple(sorted(fact for fact in from_list if fact != "product")),
        warning=words(report.warning),
        phrase=report.phrase,
        why=words(report.rescue_reason),
        answers=report.practice_notes,
        under_correction=report.under_correction,
    )


def _is_bare(read: ReadLine, index: ReleaseIndex) -> bool:
    hit = read.hit
    return bool(hit and hit.kind == "precipitant" and hit.slug and index.precipitants[hit.slug].bare)


def _medicines(
    read: ReadLine, report: LineReport, medicines: Medicines, index: ReleaseIndex
) -> Iterator[int]:
    """The rated medicines of the line: none for a rescue medicine or a question."""
    if report.outcome != "unrecognised":
        for slug in read.slugs:
            yield medicines.index_of(slug, read.chart)


def _answer(note: PracticeNote, index: ReleaseIndex) -> Answer:
    return Answer(
        question=note.question,
        answer=words(note.answer),
        steps=tuple(words(step) for step in note.steps),
        under_correction=index.warning_of("practice_notes", note.slug),
    )
