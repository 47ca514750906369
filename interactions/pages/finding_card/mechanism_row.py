"""One row of a rating in words: mechanism, evidence, and the rule from answers to severity."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from interactions.rating.actions import Actions
from interactions.rating.labels import DIPS_QUESTION
from interactions.rating.rules import dips_score, is_pharmacodynamic
from interactions.rating.tables import DIPS_WEIGHTS
from interactions.screening.screening_report import RowReport
from reference.release.schema.interaction import CaseReport, Evidence, InteractionRow
from reference.release.schema.terms import (
    Consequence,
    Course,
    Mechanism,
    ObjectSide,
    Severity,
    Site,
    Support,
)

NameOf = Callable[[str], str]
NOUN = {
    "enzyme_inhibition": "inhibition",
    "enzyme_induction": "induction",
    "transporter_inhibition": "inhibition",
}


class DipsView(NamedTuple):
    """One scorer's ten answers and their total."""

    scorer: str
    total: int
    answers: tuple[tuple[str, str, int], ...]  # question, answer, points


class EvidenceView(NamedTuple):
    """A piece of evidence and how much it counts."""

    statement: Evidence
    level: str
    direction: str
    ground: str
    limitations: str
    dips: tuple[DipsView, ...]
    dips_total: int | None
    severity_of_event: str
    anchor: str = ""
    shown: str = ""  # the medicine under which the same statement is already shown on this page


def mechanism_words(
    mechanism: Mechanism, enzyme: str | None, obj: ObjectSide, site: Site | None, name: str
) -> str:
    """ "CYP3A inhibition in the gut wall, acting on tacrolimus"; "Seizures; the effects add up"."""
    if obj == "both":
        return f"{mechanism.label}; the effects add up"
    words = f"{enzyme} {NOUN[mechanism]}" if enzyme and mechanism in NOUN else mechanism.label
    where = f" {site.label}" if site else ""
    return f"{words}{where}, acting on {name if obj == 'medicine' else 'kratom'}"


def evidence_words(row: RowReport | InteractionRow, name: str, name_of: NameOf) -> str:
    """The evidence of a row in one line, with the medicine that it was extrapolated from."""
    words = row.evidence_level.label
    if row.evidence_level == "case_report" and row.reports:
        words = f"{words} ({row.reports})"
    if row.evidence_direction != "supports":
        words = f"{words}, {row.evidence_direction.label}"
    if row.extrapolated_from is None:
        return f"{words}."
    other = name_of(row.extrapolated_from.medication)
    shown = row.extrapolated_from.evidence_level.label.lower()
    if row.evidence_level == "mechanistic":
        return f"{words}. Not studied with {name}; shown for {other} ({shown})."
    return f"{words}. Extrapolated in part from {other} ({shown})."


def rule_words(consequence: Consequence, support: Support) -> str:
    return f"{consequence} × {support.replace('-', '−')}"


def course_words(onset: Course, offset: Course) -> str:
    return f"Starts: {onset.label} · passes: {offset.label}"


def verdict_words(severity: Severity, actions: Actions) -> str:
    """The severity of the pair, and what to do about each of the two."""
    medicine, kratom = actions.medicine.label.lower(), actions.kratom.label.lower()
    return f"{severity.label} · medicine: {medicine} · kratom: {kratom}"


def evidence_view(item: Evidence, mechanism: Mechanism) -> EvidenceView:
    report = item.report
    return EvidenceView(
        statement=item,
        level=item.evidence_level.label,
        direction=item.evidence_direction.label,
        ground=item.ground.label if item.ground else "context; does not count as support",
        limitations=item.limitations or "",
        dips=tuple(_dips_views(report, mechanism)) if report else (),
        dips_total=dips_score(report, pharmacodynamic=is_pharmacodynamic(mechanism))
        if report and report.dips
        else None,
        severity_of_event=_event(report),
    )


def _event(report: CaseReport | None) -> str:
    if report is None or not report.life_threatening:
        return ""
    if report.sufficient_alternative:
        return "Fatal or called life-threatening; another cause was established and sufficient by itself."
    return (
        "Fatal or called life-threatening by its source; no other cause established as sufficient by itself."
    )


def _dips_views(report: CaseReport, mechanism: Mechanism) -> list[DipsView]:
    views = []
    for answers in report.dips:
        rows = []
        for question, weights in DIPS_WEIGHTS.items():
            answer = getattr(answers, question)
            counts = not (question == "object_level" and is_pharmacodynamic(mechanism))
            rows.append((DIPS_QUESTION[question], answer, weights.get(answer, 0) if counts else 0))
        views.append(DipsView(answers.scorer, sum(points for *_, points in rows), tuple(rows)))
    return views
