"""Lines of a list without a card: those the reader must clarify, rescue medicines, those without a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from interactions.chart.line import read_chart_line
from interactions.rating.phrases import REASON_LABEL, capitalised, not_checked
from interactions.screening.line_outcomes import (
    NONE_MAY_BE_RIGHT,
    are_weak,
    candidate_words,
    without_finding,
)
from interactions.screening.screening_report import Candidate, LineReport, Link
from reference.release.schema.terms import NOT_THE_SAME_AS_SAFE, Severity
from reference.release.storage.library import LoadedRelease

from .asked_pages import Asked, asked_by

NOT_CHECKED = "also on this line, not checked"
BESIDE = "+"  # before a chosen name that is put beside its line, not in its place
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
    severity: str  # of the worst finding it would lead to; "" if none
    label: str


class Ask(NamedTuple):
    """A line that only the reader can clarify."""

    place: int
    typed: str
    choices: tuple[Choice, ...]
    worst: str  # set if the candidates would lead to different findings
    unknown: str  # shown if there are no candidates
    question: str = "which?"


class Plain(NamedTuple):
    """A line, or a part of one, with its outcome in words."""

    typed: str
    name: str
    message: str
    reason: str
    stopped: str
    slug: str
    see: tuple[Link, ...] = ()
    warning: str = ""  # what was recalled; `message` says it too
    asked: tuple[Asked, ...] = ()  # what the pages of a question say


class Rescue(NamedTuple):
    line: LineReport
    name: str
    phrase: str


def needs_answer(line: LineReport) -> bool:
    """Whether the line, or a name on it, is for the reader to clarify: ambiguous, unknown or not checked."""
    unknown = line.outcome == "unrecognised" and line.reason != "not_a_medicine"
    return unknown or line.outcome == "ambiguous" or bool(line.not_checked)


def part_of(line: LineReport) -> str:
    """The part of the page for a line without a card or a question that is not a rescue medicine."""
    if line.outcome == "unrecognised" and line.reason == "not_a_medicine":
        return "question" if line.see else "not_medicine"
    parts = {"precipitant": "kratom", "assessed_no_interaction": "assessed", "not_assessed": "not_assessed"}
    return parts.get(line.outcome, "")


def ask(place: int, line: LineReport) -> Ask:
    choices = tuple(
        Choice(f"{place}|{c.name}", c.name, c.severity or "", candidate_words(c)) for c in line.candidates
    )
    if line.not_checked and not choices:
        return Ask(place, line.input, tuple(_left_out(place, line)), "", "", NOT_CHECKED)
    unknown = REASON_LABEL["not_searched"] if line.reason == "not_searched" else "unknown"
    return Ask(place, line.input, choices, _worst(line.candidates), unknown)


def _left_out(place: int, line: LineReport) -> Iterator[Choice]:
    """A name on the line that was not checked: choosing it puts it on a line of its own."""
    for name in line.not_checked:
        yield Choice(f"{place}|{BESIDE}{name}", name, "", "not checked")


def _worst(candidates: tuple[Candidate, ...]) -> str:
    """The most severe meaning of the line, so that clarifying it is not put off, and whether it may mean none."""
    weak = NONE_MAY_BE_RIGHT.rstrip(".").lower() if are_weak(candidates) else ""
    rated = [c for c in candidates if c.severity]
    if not rated:
        return weak
    worst = max(rated, key=lambda c: c.severity or Severity.NONE)
    if len(candidates) > 1 and len({c.severity for c in candidates}) == 1:
        said = f"all {candidate_words(worst)}"
    else:
        said = f"if {worst.name}: {candidate_words(worst)}"
    return "; ".join(filter(None, [said, weak]))


def plain(line: LineReport, loaded: LoadedRelease) -> Plain:
    return Plain(
        typed=line.input,
        name=names_of(line),
        message=line.message,
        reason=REASON_LABEL[line.reason] if line.reason else "",
        stopped=(line.status_words or "stopped") if line.line_status == "stopped" else "",
        slug=_page(line),
        see=line.see,
        warning=line.under_correction or "",
        asked=asked_by(line, loaded) if part_of(line) == "question" else (),
    )


def _page(line: LineReport) -> str:
    """The medicine page to link to; a class and a list of ingredients have none."""
    named = line.medications
    return named[0].slug if len(named) == 1 and named[0].kind == "medicine" else ""


def route_words(lines: Iterable[LineReport]) -> str:
    """How the lines of a finding were read, each route once."""
    return "; ".join(dict.fromkeys(ROUTE_WORDS[line.route_class] for line in lines))


def kratom(line: LineReport, loaded: LoadedRelease) -> Plain:
    """A line that is kratom itself: its product applies to the whole list."""
    product = line.product.label if line.product else "product not known"
    silent = not_checked(line.not_checked) if line.not_checked else ""
    said = (f"Read as kratom: {product}. The list was checked against it.", silent, line.under_correction)
    return plain(line, loaded)._replace(message=" ".join(filter(None, said)), name="", slug="")


def silent_parts(line: LineReport) -> Iterator[Plain]:
    """Ingredients of a line without a finding: if not listed, they would seem to be safe."""
    for medication in without_finding(line):
        name = capitalised(medication.name)
        message = f"{name}, in this line, has no finding of its own. {NOT_THE_SAME_AS_SAFE.capitalize()}."
        yield Plain(line.input, name, message, "part of a line", "", medication.slug)


def rescue(line: LineReport) -> Rescue:
    return Rescue(line, names_of(line), line.phrase or "Give if needed")


def renamed(line: str, name: str) -> str:
    """The line with the chosen name. Strength, form and route are kept, because they change the answer."""
    before, after = around_name(line)
    return f"{before}{name}{after}"


def around_name(line: str) -> tuple[str, str]:
    """The text before and after the typed name, worked out once for all candidates."""
    chart = read_chart_line(line)
    for text in sorted((t for t in chart.name_texts if t and t not in chart.unread), key=len):
        at = line.casefold().find(text.casefold())
        if at >= 0:
            return line[:at], line[at + len(text) :]
    return "", ""


def names_of(line: LineReport) -> str:
    return capitalised(" and ".join(m.name for m in line.medications))
