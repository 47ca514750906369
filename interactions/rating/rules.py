"""Severity and action, computed from the stored answers of a row: rules R1–R7 of docs/methods/rating.md.

A clinician can check every step: R1 and R2 are look-ups in two tables, R3 and R5 are two small grids.
No medicine is named here.
"""

from __future__ import annotations

from typing import NamedTuple

from reference.release.schema.interaction import CaseReport, Dips, Evidence, Interaction, InteractionRow
from reference.release.schema.terms import (
    Action,
    Consequence,
    Ground,
    K,
    Mechanism,
    ObjectSide,
    Severity,
    Support,
)

from .tables import (
    CRITERIA,
    DIPS_WEIGHTS,
    LABEL_SUPPORT,
    NEVER_WATCHABLE,
    PHARMACOKINETIC,
    SUPPORT_OF,
    UNWATCHED_AT_C3,
)

DIPS_PROBABLE, DIPS_POSSIBLE = 5, 2


class UnknownCriterion(ValueError):
    """A row names a criterion that R1 does not list for its mechanism."""


class Rating(NamedTuple):
    """The rating of a row's answers. `published` is False if R6 excludes the row."""

    consequence: Consequence
    support: Support
    watchable: bool
    severity: Severity
    action: Action
    published: bool
    floor: bool  # raised by a fatal report (R4)


def consequence_of(mechanism: Mechanism, obj: ObjectSide, criterion: str) -> Consequence:
    """R1: C is looked up, never judged. Raises UnknownCriterion with the criteria allowed."""
    table = CRITERIA[criteria_key(mechanism, obj)]
    try:
        return table[criterion]
    except KeyError:
        raise UnknownCriterion(
            f"{criterion!r} is no criterion of {mechanism} (object: {obj}); allowed: {', '.join(table)}"
        ) from None


def criteria_key(mechanism: Mechanism, obj: ObjectSide) -> str:
    """The line of R1 for a row: enzymes and transporters share one per object."""
    if not is_pharmacodynamic(mechanism):
        return f"pharmacokinetic, object {obj}"
    return mechanism


def dips_score(report: CaseReport, *, pharmacodynamic: bool) -> int:
    """The lower of the scorers' totals; question 8 (object level) counts 0 for pharmacodynamic keys."""
    return min((_dips_total(answers, pharmacodynamic) for answers in report.dips), default=-10)


def _dips_total(answers: Dips, pharmacodynamic: bool) -> int:
    total = 0
    for question, weights in DIPS_WEIGHTS.items():
        if pharmacodynamic and question == "object_level":
            continue
        total += weights.get(getattr(answers, question), 0)
    return total


def support_of(evidence: tuple[Evidence, ...], *, mechanism: Mechanism, k: K) -> Support:
    """R2: the strongest ground counts, unless a refutation for this medicine outweighs them all."""
    grounds = [_ground_support(item, mechanism, k) for item in evidence]
    if Support.REFUTED in grounds:
        return Support.REFUTED
    return max((s for s in grounds if s), default=Support.S0)


def _ground_support(item: Evidence, mechanism: Mechanism, k: K) -> Support | None:
    ground: Ground | None = item.ground
    if ground is None:
        return None
    if ground == Ground.REPORT:
        return _report_support(item.report, mechanism)
    if ground in LABEL_SUPPORT:
        return LABEL_SUPPORT[ground][k]
    return SUPPORT_OF[ground]


def _report_support(report: CaseReport | None, mechanism: Mechanism) -> Support | None:
    if report is None:
        return None
    score = dips_score(report, pharmacodynamic=is_pharmacodynamic(mechanism))
    if score >= DIPS_PROBABLE:
        return Support.S3
    return Support.S1 if score >= DIPS_POSSIBLE else None


def is_pharmacodynamic(mechanism: Mechanism) -> bool:
    return mechanism not in PHARMACOKINETIC


def is_watchable(mechanism: Mechanism, consequence: Consequence) -> bool:
    """Whether harm can be noticed in time (a level, an ECG, sleepiness): fixed by mechanism and C."""
    return mechanism not in NEVER_WATCHABLE and not (
        consequence == Consequence.C3 and mechanism in UNWATCHED_AT_C3
    )


def severity_of(consequence: Consequence, support: Support, watchable: bool) -> Severity:
    """R3."""
    if support == Support.REFUTED:
        return Severity.NONE
    if consequence == Consequence.C3:
        strong = support in (Support.S3, Support.S2) or (support == Support.S1 and not watchable)
        return Severity.MAJOR if strong else Severity.MODERATE
    if consequence == Consequence.C2:
        return Severity.MINOR if support == Support.S0 else Severity.MODERATE
    return Severity.MINOR


def action_of(severity: Severity, watchable: bool, agonist_treatment: bool) -> Action:
    """R5. Treatment of opioid use disorder is adjusted or monitored, never avoided."""
    if severity == Severity.MAJOR:
        if agonist_treatment:
            return Action.ADJUST
        return Action.USUALLY_AVOID if watchable else Action.AVOID
    if severity == Severity.MODERATE:
        return Action.MONITOR if watchable else Action.ADJUST
    return Action.NO_SPECIAL_PRECAUTION


def has_fatal_floor(evidence: tuple[Evidence, ...], mechanism: Mechanism) -> bool:
    """R4: a death or life-threatening event, DIPS ≥ 2, no other established cause that is sufficient by itself."""
    return any(
        item.report is not None
        and item.ground == Ground.REPORT
        and item.report.life_threatening
        and not item.report.sufficient_alternative
        and dips_score(item.report, pharmacodynamic=is_pharmacodynamic(mechanism)) >= DIPS_POSSIBLE
        for item in evidence
    )


def is_published(consequence: Consequence, support: Support, k: K, evidence: tuple[Evidence, ...]) -> bool:
    """R6: weak reasoning about small or unshown effects is logged as searched, not published."""
    if support != Support.S0:
        return True
    if any(item.ground == Ground.PROBE_STUDY_NO_EFFECT for item in evidence):
        return True
    return consequence != Consequence.C1 and k != K.NOT_SHOWN


def rate(
    row: InteractionRow,
    *,
    k: K,
    agonist_treatment: bool = False,
    consequence: Consequence | None = None,
    watchable: bool | None = None,
) -> Rating:
    """The rating of a row's stored answers.

    `k` is what kratom alone does by this mechanism. `consequence` and `watchable` replace the reference
    case's answers where the patient's context changes them. Raises UnknownCriterion.
    """
    c = consequence or consequence_of(row.mechanism, row.object, row.criterion)
    s = _deviating_support(row) or support_of(row.evidence, mechanism=row.mechanism, k=k)
    seen_in_time = is_watchable(row.mechanism, c) if watchable is None else watchable
    floor = s != Support.REFUTED and has_fatal_floor(row.evidence, row.mechanism)
    severity: Severity = Severity.MAJOR if floor else severity_of(c, s, seen_in_time)
    return Rating(
        consequence=c,
        support=s,
        watchable=seen_in_time,
        severity=severity,
        action=action_of(severity, seen_in_time, agonist_treatment),
        published=is_published(c, s, k, row.evidence),
        floor=floor,
    )


def _deviating_support(row: InteractionRow) -> Support | None:
    return row.deviation.support if row.deviation else None


Strength = tuple[Severity, Action, Consequence, Support, int]


def strength(row: InteractionRow, rating: Rating | None = None) -> Strength:
    """R7 as a sort key, largest first: severity, stricter action, higher C, stronger S, order of mechanisms.

    Uses the row's own rating, or `rating` in a patient's context.
    """
    rated = rating or row
    return (
        rated.severity,
        rated.action,
        rated.consequence,
        rated.support,
        -row.mechanism.place,
    )


def driver_row(entry: Interaction) -> InteractionRow:
    """The row that an entry is rated by (R7)."""
    return max(entry.rows, key=strength)
