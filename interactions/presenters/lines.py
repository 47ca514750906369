"""The lines of a list that are no cards: what the reader settles, rescue medicines, what has no finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from interactions.chart.line import read_chart_line
from interactions.prepared import prepare
from interactions.report import Candidate, LineReport
from interactions.wording import REASON_LABEL, capitalised, not_checked
from reference.release.kratom import PracticeNote
from reference.release.library import LoadedRelease
from reference.release.statement import Statement
from reference.release.terms import NOT_THE_SAME_AS_SAFE, Severity

MOST_SAID = 2  # of a practice note, beside its answer
ROUTE_WORDS = {
    "systemic": "systemic use; a route that is not stated counts as systemic",
    "parenteral": "given by injection",
    "local": "local use",
    "depot": "a depot",
}


class Choice(NamedTuple):
    """A candidate as a button."""

    value: str
    name: str
    severity: str  # of the worst finding it would lead to; "" where none
    label: str


class Ask(NamedTuple):
    """A line that only the reader can settle."""

    place: int
    typed: str
    choices: tuple[Choice, ...]
    worst: str  # named where the candidates differ in what they would lead to
    unknown: str  # what is said where there are no candidates


class Asked(NamedTuple):
    """A practice note that a line asks for, with what it says of the very word that was typed."""

    note: PracticeNote
    said: tuple[Statement, ...]


class Plain(NamedTuple):
    """A line, or a part of one, with its outcome in words."""

    typed: str
    name: str
    message: str
    reason: str
    stopped: str
    slug: str
    asked: tuple[Asked, ...] = ()
    warning: str = ""  # what was recalled; `message` says it too

    @property
    def notes(self) -> tuple[PracticeNote, ...]:
        return tuple(asked.note for asked in self.asked)


class Rescue(NamedTuple):
    line: LineReport
    name: str
    phrase: str
    notes: tuple[PracticeNote, ...]


def needs_answer(line: LineReport) -> bool:
    """Ambiguous, or unknown here: both are settled by the reader, never by a guess."""
    return line.outcome == "ambiguous" or (line.outcome == "unrecognised" and line.reason != "not_a_medicine")


def part_of(line: LineReport) -> str:
    """The part of the page for a line that is neither a card, nor asked about, nor a rescue."""
    if line.outcome == "unrecognised" and line.reason == "not_a_medicine":
        return "question" if line.practice_notes else "not_medicine"
    parts = {"precipitant": "kratom", "assessed_no_interaction": "assessed", "not_assessed": "not_assessed"}
    return parts.get(line.outcome, "")


def ask(place: int, line: LineReport) -> Ask:
    choices = tuple(
        Choice(f"{place}|{c.name}", c.name, c.severity or "", _severity_words(c)) for c in line.candidates
    )
    unknown = REASON_LABEL["not_searched"] if line.reason == "not_searched" else "unknown"
    return Ask(place, line.input, choices, _worst(line.candidates), unknown)


def _worst(candidates: tuple[Candidate, ...]) -> str:
    """The worst that the line may be, so that nobody waits to settle it."""
    rated = [c for c in candidates if c.severity]
    if not rated:
        return ""
    worst = max(rated, key=lambda c: c.severity or Severity.NONE)
    if len(candidates) > 1 and len({c.severity for c in candidates}) == 1:
        return f"all {_severity_words(worst)}"
    return f"worst: {worst.name}, {_severity_words(worst)}"


def _severity_words(candidate: Candidate) -> str:
    return candidate.severity.label.lower() if candidate.severity else "no finding here"


def plain(line: LineReport, loaded: LoadedRelease) -> Plain:
    return Plain(
        typed=line.input,
        name=names_of(line),
        message=line.message,
        reason=REASON_LABEL[line.reason] if line.reason else "",
        stopped=(line.status_words or "stopped") if line.line_status == "stopped" else "",
        slug=_page(line),
        asked=asked_by(line, loaded),
        warning=line.under_correction or "",
    )


def _page(line: LineReport) -> str:
    """The medicine whose page the line leads to; a class and a list of ingredients have none."""
    named = line.medications
    return named[0].slug if len(named) == 1 and named[0].kind == "medicine" else ""


def route_words(lines: Iterable[LineReport]) -> str:
    """How the lines of a finding were read, each route once."""
    return "; ".join(dict.fromkeys(ROUTE_WORDS[line.route_class] for line in lines))


def kratom(line: LineReport, loaded: LoadedRelease) -> Plain:
    """A line that is kratom itself: the product it tells us of holds for the whole list."""
    product = line.product.label if line.product else "product not known"
    silent = not_checked(line.not_checked) if line.not_checked else ""
    said = (f"Read as kratom: {product}. The list was checked against it.", silent, line.under_correction)
    return plain(line, loaded)._replace(message=" ".join(filter(None, said)))


def silent_parts(line: LineReport) -> Iterator[Plain]:
    """Ingredients of a line for which no finding speaks: left unsaid they would seem to be cleared."""
    spoken = {finding.medication for finding in line.findings}
    if line.outcome != "finding" or not spoken & {m.slug for m in line.medications}:
        return
    for medication in line.medications:
        if medication.slug not in spoken and medication.inactive_by_route is None:
            name = capitalised(medication.name)
            message = f"{name}, in this line, has no finding of its own. {NOT_THE_SAME_AS_SAFE.capitalize()}."
            yield Plain(line.input, name, message, "part of a line", "", medication.slug)


def rescue(line: LineReport, loaded: LoadedRelease) -> Rescue:
    return Rescue(line, names_of(line), line.phrase or "Give if needed", notes_of(line, loaded))


def renamed(line: str, name: str) -> str:
    """The chosen name in place of the one typed; strength, form and route stay: they change the answer."""
    before, after = around_name(line)
    return f"{before}{name}{after}"


def around_name(line: str) -> tuple[str, str]:
    """What stands before and after the name that was typed, for as many names as may take its place."""
    chart = read_chart_line(line)
    for text in sorted((t for t in chart.name_texts if t and t not in chart.unread), key=len):
        at = line.casefold().find(text.casefold())
        if at >= 0:
            return line[:at], line[at + len(text) :]
    return "", ""


def asked_by(line: LineReport, loaded: LoadedRelease) -> tuple[Asked, ...]:
    """`EDDP`: the note's answer speaks of drug tests, and one of its sentences of EDDP."""
    notes = notes_of(line, loaded)
    topic = loaded.derived(prepare).topic(line.input) if notes else ""
    return tuple(Asked(note, _said_of(topic, note)) for note in notes)


def _said_of(topic: str, note: PracticeNote) -> tuple[Statement, ...]:
    word = re.compile(rf"\b{re.escape(topic)}", re.IGNORECASE)
    if not topic or word.search(note.answer.text):
        return ()
    said = (s for s in (*note.traps, *note.steps, *note.unknown) if word.search(s.text))
    return tuple(islice(said, MOST_SAID))


def names_of(line: LineReport) -> str:
    return capitalised(" and ".join(m.name for m in line.medications))


def notes_of(line: LineReport, loaded: LoadedRelease) -> tuple[PracticeNote, ...]:
    notes = loaded.by_slug("practice_notes")
    return tuple(notes[slug] for slug in line.practice_notes if slug in notes)
