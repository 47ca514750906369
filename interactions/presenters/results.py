"""A screening report as a page reads it: what needs an answer first, then the worst, and nothing left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from interactions.rating import ACTIONS, SEVERITIES
from interactions.report import FindingReport, LineReport, ScreeningReport, StackReport
from interactions.wording import SEVERITY_LABEL
from reference.release.interaction import StackingRule
from reference.release.library import LoadedRelease
from reference.release.statement import Statement
from reference.release.terms import Slot

from .finding import Card, card
from .lines import Ask, Plain, Rescue, ask, kratom, needs_answer, part_of, plain, rescue, silent_parts
from .patient import known, unknown, unknown_first

MEDICINE_OUTCOMES = ("finding", "rescue", "assessed_no_interaction", "not_assessed")


class Stack(NamedTuple):
    stack: StackReport
    severity_label: str
    message: Statement


class Tally(NamedTuple):
    kind: str  # the look: a severity, "ask", "unassessed"
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
    summary: tuple[str, ...]
    context: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    unknown_first: tuple[str, ...]
    unknown_more: int
    parts: Parts
    warnings: tuple[LineReport, ...]
    stacks: tuple[Stack, ...]
    tally: tuple[Tally, ...]
    scope: str
    everything: tuple[tuple[str, str], ...]  # each line as typed, with its outcome: for print


def results(report: ScreeningReport, loaded: LoadedRelease, first: Slot) -> Results:
    """The page of a report. `first` is the management slot that fits this patient."""
    parts = _parts(report.lines, loaded, first)
    tally = tuple(_tally(parts))
    count = sum(line.outcome in MEDICINE_OUTCOMES for line in report.lines)
    heading = f"Kratom with {count} medicine{'' if count == 1 else 's'}"
    worst = next((t.words for t in tally if t.kind in SEVERITIES), "")
    missing, missing_first = unknown(report.context), unknown_first(report.context)
    return Results(
        title=f"{worst}: {heading}" if worst else heading,
        heading=heading,
        summary=tuple(_summary(report.lines)),
        context=known(report.context),
        unknown=missing,
        unknown_first=missing_first,
        unknown_more=len(missing) - len(missing_first),
        parts=parts,
        warnings=tuple(line for line in report.lines if line.warning),
        stacks=tuple(_stack(stack, loaded) for stack in report.stacked),
        tally=tally,
        scope=report.scope,
        everything=tuple((line.input, line.message) for line in report.lines),
    )


def _parts(lines: tuple[LineReport, ...], loaded: LoadedRelease, first: Slot) -> Parts:
    def of(part: str) -> tuple[Plain, ...]:
        return tuple(plain(line, loaded) for line in lines if part_of(line) == part)

    return Parts(
        asks=tuple(ask(place, line) for place, line in enumerate(lines) if needs_answer(line)),
        questions=of("question"),
        kratom=tuple(kratom(line, loaded) for line in lines if part_of(line) == "kratom"),
        cards=_cards(lines, loaded, first),
        rescue=tuple(rescue(line, loaded) for line in lines if line.outcome == "rescue"),
        assessed=of("assessed"),
        not_assessed=of("not_assessed") + tuple(part for line in lines for part in silent_parts(line)),
        not_medicines=of("not_medicine"),
    )


def _cards(lines: Iterable[LineReport], loaded: LoadedRelease, first: Slot) -> tuple[Card, ...]:
    """One card a finding, worst first; the same finding from two lines names both."""
    typed: dict[FindingReport, list[LineReport]] = {}
    for line in lines:
        for finding in line.findings:
            typed.setdefault(finding, []).append(line)
    ordered = sorted(typed, key=_gravity, reverse=True)
    return tuple(
        card(f, loaded, typed=tuple(line.input for line in typed[f]), stopped=_stopped(typed[f]), first=first)
        for f in ordered
    )


def _gravity(finding: FindingReport) -> tuple[int, int]:
    """Most severe first, then the stricter action; equals stay in the order of the list."""
    return SEVERITIES.index(finding.severity), ACTIONS.index(finding.action)


def _stopped(lines: list[LineReport]) -> str:
    """What the list says of stopping, where every line of the medicine says so."""
    if all(line.line_status == "stopped" for line in lines):
        return lines[0].status_words or "stopped"
    return ""


def _stack(stack: StackReport, loaded: LoadedRelease) -> Stack:
    rule: StackingRule = loaded.by_slug("stacking_rules")[stack.rule]
    message = msgspec.structs.replace(rule.message, text=stack.message)
    return Stack(stack, SEVERITY_LABEL[stack.severity], message)


def _summary(lines: Iterable[LineReport]) -> list[str]:
    """The names read from the list, each once."""
    named = (" + ".join(m.name for m in line.medications) for line in lines if line.medications)
    return list(dict.fromkeys(named))


def _tally(parts: Parts) -> list[Tally]:
    """How much needs an answer, then one scale, then what nothing is known of."""
    counts = [Tally("ask", f"{len(parts.asks)} to settle", "to-settle")] if parts.asks else []
    for severity in ("major", "moderate", "minor"):
        found = [card for card in parts.cards if card.finding.severity == severity]
        if found:
            counts.append(Tally(severity, f"{len(found)} {severity}", found[0].anchor))
    if parts.assessed:
        counts.append(Tally("none", f"{len(parts.assessed)} no change found", "assessed"))
    if parts.not_assessed:
        counts.append(Tally("unassessed", f"{len(parts.not_assessed)} not assessed", "not-assessed"))
    return counts
