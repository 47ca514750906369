"""The plan as the page, the chart note and the print show it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from interactions.screening.screening_report import PlanStep, ScreeningReport
from reference.release.schema.statement import Citation
from reference.release.schema.terms import Severity


class PlanLine(NamedTuple):
    """One step. `whom`: the medicines it is for, where the reader cannot tell."""

    text: str
    whom: str
    citations: tuple[Citation, ...]


def plan_lines(report: ScreeningReport) -> tuple[PlanLine, ...]:
    """The steps in their order. Left out of `whom`: all that matter, those a step names itself, and those just named."""
    weighty = {
        finding.name
        for line in report.lines
        for finding in line.findings
        if finding.severity > Severity.MINOR
    }
    named: set[tuple[str, ...]] = set()
    lines = []
    for step in report.plan:
        whom = "" if step.medications in named or _is_plain(step, weighty) else ", ".join(step.medications)
        named.add(step.medications)
        lines.append(PlanLine(step.text, whom, tuple(Citation(source=slug) for slug in step.citations)))
    return tuple(lines)


def _is_plain(step: PlanStep, weighty: set[str]) -> bool:
    return weighty <= set(step.medications) or all(name in step.text for name in step.medications)


def numbered(steps: Iterable[PlanLine]) -> str:
    """The steps in one line: `(1) … (2) …`."""
    return " ".join(f"({number}) {_with_names(step)}" for number, step in enumerate(steps, 1))


def _with_names(step: PlanLine) -> str:
    return f"{step.text[:-1]} ({step.whom})." if step.whom else step.text
