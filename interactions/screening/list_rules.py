"""Interactions of the list as a whole: two-step interactions, and therapy at stake (clinical-model 5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from interactions.rating.phrases import FACTOR_LABEL
from reference.release.schema.interaction import ListRule
from reference.release.schema.terms import Mechanism

from .release_index import ReleaseIndex
from .screening import Screening
from .screening_report import LineReport, ListReport, MatchedMedication, RowReport, WhenKratomStops

ANSWERED = ("finding", "assessed_no_interaction", "not_assessed", "precipitant")


def list_findings(
    kind: Literal["two_step", "therapy_at_stake"],
    lines: tuple[LineReport, ...],
    screening: Screening,
) -> tuple[ListReport, ...]:
    """The rules of one kind that apply to this list, in the order of the content."""
    rules = (rule for rule in screening.index.list_rules if rule.kind == kind)
    return tuple(report for rule in rules if (report := _met(rule, lines, screening)))


def _met(rule: ListRule, lines: tuple[LineReport, ...], screening: Screening) -> ListReport | None:
    index = screening.index
    members = _members(rule, lines, index)
    others = _added_to(rule, lines, members, index)
    if rule.kind == "two_step" and not others:
        return None
    names = sorted(members.values())
    if rule.factor and screening.context.answers().get(rule.factor) is True:
        names.append(FACTOR_LABEL[rule.factor].lower())
    if not names:
        return None
    return ListReport(
        rule=rule.slug,
        kind=rule.kind,
        name=rule.name,
        members=tuple(names),
        others=tuple(sorted(others)),
        message=rule.message.text,
        steps=rule.steps,
        from_memory=tuple(sorted(name for slug, name in members.items() if _recalled(slug, rule, index))),
        practice_notes=rule.practice_notes,
        citations=index.rule_citations(rule.slug),
        under_correction=index.warning_of("list_rules", rule.slug),
    )


def _members(rule: ListRule, lines: tuple[LineReport, ...], index: ReleaseIndex) -> dict[str, str]:
    """Names by slug."""
    return {
        medication.slug: medication.name
        for line in lines
        if line.line_status == rule.member_status
        for medication in _acting(line)
        if not index.belongs_to(medication.slug).isdisjoint(rule.targets)
        and index.belongs_to(medication.slug).isdisjoint(rule.except_targets)
        and (not rule.with_finding or _has_finding(medication.slug, line, index))
    }


def _has_finding(slug: str, line: LineReport, index: ReleaseIndex) -> bool:
    return any(slug in index.active_ingredients(found.medication) for found in line.findings)


def _recalled(slug: str, rule: ListRule, index: ReleaseIndex) -> bool:
    """Whether a medicine is a member only through a role that has not been verified."""
    by = index.belongs_to(slug) & frozenset(rule.targets)
    return by <= index.unverified_roles.get(slug, frozenset())


def _acting(line: LineReport) -> tuple[MatchedMedication, ...]:
    """The medicines of a line that act systemically: not local products, and not ingredients inactive by this route."""
    if line.outcome not in ANSWERED or line.route_class == "local":
        return ()
    return tuple(m for m in line.medications if m.inactive_by_route is None)


def _added_to(
    rule: ListRule, lines: tuple[LineReport, ...], members: dict[str, str], index: ReleaseIndex
) -> set[str]:
    """The other current medicines with a C2 or C3 interaction with kratom by one of the rule's mechanisms."""
    wanted: frozenset[Mechanism] = frozenset(rule.adds_to)
    found = set()
    for line in lines:
        for finding in line.findings if line.line_status == "current" else ():
            is_member = not members.keys().isdisjoint(index.active_ingredients(finding.medication))
            if not is_member and any(_adds(row, wanted) for row in finding.mechanisms):
                found.add(finding.name)
    return found


def _adds(row: RowReport, mechanisms: frozenset[Mechanism]) -> bool:
    return row.mechanism in mechanisms and row.severity != "none" and row.consequence != "C1"


def when_kratom_stops(lines: Sequence[LineReport]) -> tuple[WhenKratomStops, ...]:
    """What stopping kratom changes, once per current medicine, in the order of the list."""
    found: dict[str, WhenKratomStops] = {}
    for line in lines:
        for item in line.findings if line.line_status == "current" else ():
            if statements := item.management.when_kratom_stops:
                found[item.medication] = WhenKratomStops(
                    medication=item.medication, name=item.name, statements=statements
                )
    return tuple(found.values())
