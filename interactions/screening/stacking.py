"""Effects that add up across the list: C2 and C3 members are counted, C1 members are named."""

from __future__ import annotations

from typing import NamedTuple

from interactions.rating.phrases import FACTOR_LABEL
from reference.release.schema.interaction import StackingRule
from reference.release.schema.terms import Consequence, Mechanism

from .patient_context import PatientContext
from .release_index import ReleaseIndex
from .screening import Screening
from .screening_report import LineReport, StackReport


class Member(NamedTuple):
    """A medicine, or an answer about the patient, that adds to a stack."""

    name: str
    consequence: Consequence
    current: bool = True
    answers_factor: str | None = None  # the question that it answers: six beers a day are one member, not two


def stacks(lines: tuple[LineReport, ...], screening: Screening) -> tuple[StackReport, ...]:
    """The stacks in this list, most severe first. A single substance is a finding, not a stack."""
    rules = screening.index.stacking_rules
    found = [stack for rule in rules if (stack := _stack(rule, lines, screening))]
    return tuple(sorted(found, key=lambda s: s.severity, reverse=True))


def _stack(rule: StackingRule, lines: tuple[LineReport, ...], screening: Screening) -> StackReport | None:
    members = _members(rule, lines, screening)
    counted = [m for m in members if m.current]
    if len(counted) < 2 or not any(
        _count(counted, condition.consequence) >= condition.at_least for condition in rule.any_of
    ):
        return None
    tiers = any(condition.consequence for condition in rule.any_of)
    main = [m for m in counted if not tiers or m.consequence != Consequence.C1]
    also = [m.name for m in counted if m not in main] + [
        f"{m.name} (stopped)" for m in members if not m.current
    ]
    return StackReport(
        rule=rule.slug,
        name=rule.name,
        mechanism=rule.mechanism,
        severity=rule.severity,
        medications=tuple(m.name for m in main),
        also=tuple(also),
        message=rule.message.text,
        steps=rule.steps,
        citations=screening.index.rule_citations(rule.slug),
        under_correction=screening.index.warning_of("stacking_rules", rule.slug),
    )


def _count(members: list[Member], at_least: Consequence | None) -> int:
    return sum(at_least is None or member.consequence >= at_least for member in members)


def _members(rule: StackingRule, lines: tuple[LineReport, ...], screening: Screening) -> list[Member]:
    context, index = screening.context, screening.index
    found: dict[str, Member] = {}
    for line in lines:
        if (
            line.outcome in ("rescue", "precipitant", "unrecognised", "ambiguous")
            or line.route_class == "local"
        ):
            continue
        for medication in line.medications:
            consequence = _consequence(medication.slug, line, rule, index)
            if consequence is None or medication.inactive_by_route:
                continue
            answers_factor = index.factor_answered_by.get(medication.slug)
            if answers_factor:
                consequence = max(consequence, _tier(answers_factor, rule.mechanism, context))
            member = Member(medication.name, consequence, line.line_status == "current", answers_factor)
            known = found.get(member.name)
            if known is None or (member.current, member.consequence) > (known.current, known.consequence):
                found[member.name] = member
    answers = context.answers()
    for factor in rule.context:
        if answers.get(factor) is True and not any(
            m.current and m.answers_factor == factor for m in found.values()
        ):
            found[factor] = Member(FACTOR_LABEL[factor].lower(), _tier(factor, rule.mechanism, context))
    return sorted(found.values(), key=lambda m: (m.consequence, m.name), reverse=True)


def _tier(factor: str, mechanism: Mechanism, context: PatientContext) -> Consequence:
    """Alcohol counts as a C2 depressant, C3 with extract or 7-OH (clinical-model 5)."""
    worse = (
        factor == "alcohol"
        and mechanism == Mechanism.CNS_DEPRESSION
        and context.product in ("extract", "seven_oh")
    )
    return Consequence.C3 if worse else Consequence.C2


def _consequence(slug: str, line: LineReport, rule: StackingRule, index: ReleaseIndex) -> Consequence | None:
    """The highest C of the medicine's rows of this mechanism, in the reference case; else the C of its role."""
    applicable = list(index.applicable_rows(slug))
    if product := index.product_of(m.slug for m in line.medications):
        applicable += (r for r in index.applicable_rows(product.slug) if r.level == "product")
    rows = [index.entries[r.entry].rows[r.row] for r in applicable]
    reached = [row.consequence for row in rows if row.mechanism == rule.mechanism and row.severity != "none"]
    if reached:
        return max(reached)
    if rule.role and rule.role in index.roles.get(slug, frozenset()):
        return Consequence.C1
    return None
