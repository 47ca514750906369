"""A screening report as shown on the page: what needs an answer first, then the most severe; every line is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from interactions.pages.finding_card.card import Card, card
from interactions.screening.line_outcomes import without_finding
from interactions.screening.release_index import release_index
from interactions.screening.screening_report import FindingReport, LineReport, ScreeningReport
from reference.release.schema.kratom import PracticeNote
from reference.release.schema.terms import NOT_ASSESSED, NOT_THE_SAME_AS_SAFE, Setting, Severity, Slot
from reference.release.storage.library import LoadedRelease

from .lead import Lead, leads
from .list_alerts import Across, Brief, across, in_brief
from .other_lines import (
    Ask,
    Plain,
    Rescue,
    ask,
    kratom,
    needs_answer,
    part_of,
    plain,
    rescue,
    route_words,
    silent_parts,
)
from .patient_panel import AskMe, Known, ask_me, known, notes_for, unknown, unknown_first
from .plan_steps import PlanLine, plan_lines
from .repeated_parts import without_repeats
from .shared_steps import SharedSlot, shared_slots
from .when_kratom_stops import Stops, when_kratom_stops

NOTHING = "No medicine in this list was checked, so nothing here says that a combination is safe."
FEW_CARDS = 2
MOST_EXPLAINED = 8
MEDICINE_OUTCOMES = ("finding", "rescue", "assessed_no_interaction", "not_assessed")


class Tally(NamedTuple):
    kind: str  # for the style: a severity, "ask", "unassessed", "open"
    words: str
    anchor: str


class Parts(NamedTuple):
    """Every line of the list is in exactly one of these."""

    asks: tuple[Ask, ...]
    questions: tuple[Plain, ...]
    kratom: tuple[Plain, ...]
    cards: tuple[Card, ...]
    rescue: tuple[Rescue, ...]
    assessed: tuple[Plain, ...]
    not_assessed: tuple[Plain, ...]
    not_medicines: tuple[Plain, ...]


class Results(NamedTuple):
    """The page: its parts, and what surrounds them."""

    title: str
    heading: str
    nothing: str  # shown if no medicine was checked
    in_short: str  # announced by screen readers
    summary: tuple[str, ...]
    known: tuple[Known, ...]
    unknown: tuple[str, ...]
    unknown_first: tuple[str, ...]
    unknown_more: int
    patient_notes: tuple[PracticeNote, ...]
    lead: tuple[Lead, ...]
    in_danger: bool  # nothing is advised for home
    ask_me: tuple[AskMe, ...]
    plan: tuple[PlanLine, ...]
    emergency_line: str
    parts: Parts
    warnings: tuple[LineReport, ...]
    across: tuple[Across, ...]
    shared: tuple[SharedSlot, ...]
    stops: Stops
    tally: tuple[Tally, ...]
    scope: str

    @property
    def own_cards(self) -> tuple[Card, ...]:
        """The cards of medicines that no leading box answers for."""
        return own_cards(self.parts)

    @property
    def in_brief(self) -> tuple[Brief, ...]:
        return in_brief(self.across)

    @property
    def few(self) -> bool:
        """Whether every card is shown open: a list of one or two is no list to look through."""
        return len(self.parts.cards) <= FEW_CARDS

    @property
    def long(self) -> bool:
        """Whether paths and evidence are left to the pages of the medicines."""
        return len(self.parts.cards) > MOST_EXPLAINED

    @property
    def weighty(self) -> tuple[Card, ...]:
        """The cards that ask for something to be done."""
        return tuple(card for card in self.own_cards if not _is_light(card))

    @property
    def light(self) -> tuple[Card, ...]:
        """The cards of medicines that usually need no change: one line for all of them."""
        return tuple(filter(_is_light, self.own_cards))


def _is_light(card: Card) -> bool:
    return card.finding.severity == Severity.MINOR and not card.finding.under_correction


def results(report: ScreeningReport, loaded: LoadedRelease, first: Slot) -> Results:
    """The page of a report. `first` is the management slot for this patient."""
    parts = _parts(report, loaded, first)
    tally = (*_tally(parts), *_open(report))
    heading = _heading(report.lines)
    worst = next((t.words for t in tally if Severity.label_of(t.kind)), "")
    missing, missing_first = unknown(report.context), unknown_first(report.context)
    return Results(
        title=f"{worst}: {heading}" if worst else heading,
        heading=heading,
        nothing="" if _answered(report.lines) else NOTHING,
        in_short=_in_short(parts),
        summary=tuple(_summary(report.lines)),
        known=known(report.context, report.context_from_list),
        unknown=missing,
        unknown_first=missing_first,
        unknown_more=len(missing) - len(missing_first),
        lead=leads(report, parts.cards, loaded),
        in_danger=report.context.setting == Setting.EMERGENCY,
        patient_notes=notes_for(report.context, loaded.by_slug("practice_notes")),
        ask_me=ask_me(report.ask_me),
        plan=plan_lines(report),
        emergency_line=report.emergency_line,
        parts=parts,
        warnings=tuple(line for line in report.lines if line.warning),
        across=across(report, loaded),
        shared=shared_slots(parts.cards, loaded.derived(release_index)),
        stops=when_kratom_stops(report.when_kratom_stops, loaded),
        tally=tally,
        scope=report.scope,
    )


def own_cards(parts: Parts) -> tuple[Card, ...]:
    return tuple(card for card in parts.cards if card.finding.leads_in is None)


def _heading(lines: tuple[LineReport, ...]) -> str:
    """The heading. A class is not counted as a medicine; a list with neither says what it contains."""
    named = dict.fromkeys(slug for line in _answered(lines) for slug in _answered_for(line))
    classes = {m.slug for line in lines for m in line.medications if m.kind == "drug_class"}
    counted = [slug for slug in named if slug not in classes]
    counts = [
        _counted(len(counted), "medicine", "medicines"),
        _counted(len(named) - len(counted), "class", "classes"),
    ]
    said = " and ".join(filter(None, counts))
    if said:
        return f"Kratom with {said}"
    only_kratom = any(line.outcome == "precipitant" for line in lines)
    return "Kratom, without a medicine" if only_kratom else "No medicine was checked"


def _answered_for(line: LineReport) -> Iterator[str]:
    """What a line answers for, however it was typed: a product with a finding of its own once, else each medicine."""
    yield from (finding.medication for finding in line.findings)
    silent = without_finding(line) if line.findings else line.medications
    yield from (m.slug for m in silent if m.inactive_by_route is None)


def _answered(lines: tuple[LineReport, ...]) -> list[LineReport]:
    return [line for line in lines if line.outcome in MEDICINE_OUTCOMES or line.medications]


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}" if count else ""


def _parts(report: ScreeningReport, loaded: LoadedRelease, first: Slot) -> Parts:
    lines = report.lines

    def of(part: str) -> tuple[Plain, ...]:
        return tuple(plain(line, loaded) for line in lines if part_of(line) == part)

    return Parts(
        asks=tuple(ask(place, line) for place, line in enumerate(lines) if needs_answer(line)),
        questions=of("question"),
        kratom=tuple(kratom(line, loaded) for line in lines if part_of(line) == "kratom"),
        cards=_cards(report, loaded, first),
        rescue=tuple(rescue(line) for line in lines if line.outcome == "rescue"),
        assessed=of("assessed"),
        not_assessed=of("not_assessed") + tuple(part for line in lines for part in silent_parts(line)),
        not_medicines=of("not_medicine"),
    )


def _cards(report: ScreeningReport, loaded: LoadedRelease, first: Slot) -> tuple[Card, ...]:
    """One card per finding, worst first; the same finding from two lines names both."""
    typed: dict[FindingReport, list[LineReport]] = {}
    for line in report.lines:
        for finding in line.findings:
            typed.setdefault(finding, []).append(line)
    below = {item.medication for item in report.when_kratom_stops}
    cards = []
    for finding in sorted(typed, key=attrgetter("gravity"), reverse=True):
        lines = typed[finding]
        shown = card(
            finding,
            loaded,
            typed=tuple(line.input for line in lines),
            stopped=_stopped(lines),
            first=Slot.STARTING if finding.stage == "planned" else first,
            read_as=route_words(lines),
            stops_below=finding.medication in below,
            shared_elsewhere=True,
            see=tuple(dict.fromkeys(page for line in lines for page in line.see)),
        )
        cards.append(shown)
    return without_repeats(tuple(_anchored(cards)))


def _anchored(cards: Iterable[Card]) -> Iterator[Card]:
    """A medicine by two routes has two cards, each with its own anchor."""
    seen: Counter[str] = Counter()
    for found in cards:
        seen[found.anchor] += 1
        number = seen[found.anchor]
        yield found if number == 1 else found._replace(anchor=f"{found.anchor}-{number}")


def _stopped(lines: list[LineReport]) -> str:
    """What the list says about stopping, if every line of the medicine says so."""
    if all(line.line_status == "stopped" for line in lines):
        return lines[0].status_words or "stopped"
    return ""


def _summary(lines: Iterable[LineReport]) -> list[str]:
    """The names read from the list, each once."""
    named = (" + ".join(m.name for m in line.medications) for line in lines if line.medications)
    return list(dict.fromkeys(named))


def _tally(parts: Parts) -> list[Tally]:
    """How many lines need an answer, then findings by severity, then lines that were not assessed."""
    counts = [Tally("ask", f"{len(parts.asks)} to settle", "to-settle")] if parts.asks else []
    for severity in ("major", "moderate", "minor"):
        found = [card for card in own_cards(parts) if card.finding.severity == severity]
        if found:
            counts.append(Tally(severity, f"{len(found)} {severity}", found[0].anchor))
    if parts.assessed:
        counts.append(Tally("none", f"{len(parts.assessed)} no change found", "assessed"))
    if parts.not_assessed:
        counts.append(
            Tally("unassessed", f"{len(parts.not_assessed)} {NOT_ASSESSED.lower()}", "not-assessed")
        )
    return counts


def _in_short(parts: Parts) -> str:
    """`3 findings, worst major; 2 lines need an answer`, and how many were not assessed."""
    found = _counted(len(parts.cards), "finding", "findings") or "No finding"
    worst = f", worst {parts.cards[0].finding.severity}" if parts.cards else ""
    asks, unassessed = len(parts.asks), len(parts.not_assessed)
    open_lines = _counted(asks, "line needs", "lines need")
    said = [found + worst]
    if open_lines:
        said.append(f"{open_lines} an answer")
    if unassessed:
        said.append(f"{unassessed} {NOT_ASSESSED.lower()}, which is {NOT_THE_SAME_AS_SAFE}")
    return f"{'; '.join(said)}."


def _open(report: ScreeningReport) -> list[Tally]:
    """The questions about the patient whose answers would change the result."""
    return [Tally("open", f"{len(report.ask_me)} to ask", "ask-me")] if report.ask_me else []
