"""What a list as a whole tells, once more from the clinical model (section 5): plain, slow, sharing no rule with the screen.

A list is given as what each line stands for, so that reading is not part of the comparison.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from reference.release.schema.interaction import ListRule, StackingRule
from reference.release.schema.release import Release

from .naive import NaiveRow, classes_above, entries_that_speak, is_rescue, rows_in_context


class Taken(NamedTuple):
    """One medicine of a list."""

    slug: str
    current: bool = True
    route: str = "systemic"


def naive_stacks(taken: Sequence[Taken], answers: Mapping[str, Any], release: Release) -> set[str]:
    """The stacking rules that the list meets: two substances at least, and one of the rule's conditions."""
    met = {rule.slug for rule in release.stacking_rules if _is_met(rule, taken, answers, release)}
    return {rule.slug for rule in release.stacking_rules if rule.slug in met and rule.unless not in met}


def _is_met(rule: StackingRule, taken: Sequence[Taken], answers: Mapping[str, Any], release: Release) -> bool:
    tiers = _tiers(rule, taken, answers, release)
    reached = False
    for condition in rule.any_of:
        enough = [
            tier for tier in tiers if condition.consequence is None or tier >= str(condition.consequence)
        ]
        asked = condition.factor is None or answers.get(condition.factor) is True
        total = condition.at_least + condition.others
        reached = reached or (asked and len(enough) >= condition.at_least and len(tiers) >= total)
    return reached and len(tiers) >= 2


def _tiers(
    rule: StackingRule, taken: Sequence[Taken], answers: Mapping[str, Any], release: Release
) -> list[str]:
    """The consequence of every current member: a product once, whatever it is made of, and what is in a product taken as
    well is not a further member; then each answer that no medicine gives by itself.

    Empty for a member by its class or role alone.
    """
    present = {group for item in taken if _counts(item, release) for group in _groups(item.slug, release)}
    silent: set[str] = set()
    if rule.uncounted and rule.uncounted.beside in present:
        silent.update(rule.uncounted.targets)
    members: dict[frozenset[str], str] = {}
    for item in taken:
        tiers = {
            part: tier
            for part in _active(item.slug, release)
            if (tier := _tier(rule, item, part, silent, answers, release)) is not None
        }
        if tiers and item.current:
            substances = frozenset(tiers)
            members[substances] = max([*tiers.values(), members.get(substances, "")])
    members = {
        substances: tier
        for substances, tier in members.items()
        if not any(substances < other for other in members)
    }
    answered = {_answers(slug, release) for substances in members for slug in substances}
    found = list(members.values())
    for factor in rule.context:
        if answers.get(factor) is True and factor not in answered:
            found.append(_of_answer(factor, rule, answers))
    return found


def _tier(
    rule: StackingRule, item: Taken, part: str, silent: set[str], answers: Mapping[str, Any], release: Release
) -> str | None:
    """How far one ingredient counts; None where it does not."""
    groups = {part, *classes_above(part, release), *_roles(part, release)}
    if item.route == "local" or _is_rescue(item, release) or groups & silent:
        return None
    spoken_for = list(entries_that_speak(part, release))
    if part != item.slug:
        spoken_for += [s for s in entries_that_speak(item.slug, release) if s.entry.target.level == "product"]
    stored: list[str] = []
    for spoken in spoken_for:
        if spoken.row.mechanism == rule.mechanism and spoken.row.severity != "none":
            stored.append(str(spoken.row.consequence))
    if not stored and groups & {rule.role, *rule.further}:
        stored.append("")
    told = _answers(part, release)
    if stored and told:
        stored.append(_of_answer(told, rule, answers))
    return max(stored, default=None)


def _counts(item: Taken, release: Release) -> bool:
    return item.current and item.route != "local" and not _is_rescue(item, release)


def _groups(slug: str, release: Release) -> set[str]:
    """A medicine, or each ingredient of a product, with its classes and roles."""
    found = {slug}
    for part in _active(slug, release):
        found |= {part, *classes_above(part, release), *_roles(part, release)}
    return found


def _active(slug: str, release: Release) -> list[str]:
    product = next((p for p in release.combination_products if p.slug == slug), None)
    return [i.medication for i in product.ingredients if not i.inactive_by_route] if product else [slug]


def _of_answer(factor: str, rule: StackingRule, answers: Mapping[str, Any]) -> str:
    """An answer counts as C2; alcohol with daily kratom, extract or 7-OH as C3 (R1)."""
    stronger = answers.get("product") in ("extract", "seven_oh") or answers.get("use") == "daily"
    return "C3" if factor == "alcohol" and rule.mechanism == "cns_depression" and stronger else "C2"


def naive_list_rules(
    kind: str, taken: Sequence[Taken], answers: Mapping[str, Any], release: Release
) -> dict[str, set[str]]:
    """The rules of a kind that the list meets, each with the medicines that are its members."""
    met = {}
    for rule in release.list_rules:
        if rule.kind != kind:
            continue
        members = {item.slug for item in taken if _is_member(rule, item, answers, release)}
        others = [
            item for item in taken if item.slug not in members and _is_added_to(rule, item, answers, release)
        ]
        by_answer = rule.factor is not None and answers.get(rule.factor) is True
        if rule.kind == "two_step" and not others:
            continue
        if members or by_answer:
            met[rule.slug] = members
    return met


def _is_member(rule: ListRule, item: Taken, answers: Mapping[str, Any], release: Release) -> bool:
    if item.route == "local" or _is_rescue(item, release):
        return False
    if rule.with_finding and not _worst(item, answers, release):
        return False
    groups = _groups(item.slug, release)
    right_status = item.current == (rule.member_status == "current")
    return right_status and bool(groups & set(rule.targets)) and not groups & set(rule.except_targets)


def _is_added_to(rule: ListRule, item: Taken, answers: Mapping[str, Any], release: Release) -> bool:
    """Whether kratom adds noticeably (C2 or C3) to a current medicine by one of the rule's mechanisms."""
    if not item.current or _is_rescue(item, release):
        return False
    return any(
        row.key[0] in rule.adds_to and row.severity != "none" and row.consequence != "C1"
        for row in _worst(item, answers, release)
    )


def _worst(item: Taken, answers: Mapping[str, Any], release: Release) -> tuple[NaiveRow, ...]:
    """The rows of a finding, the gravest first; none if there is no finding."""
    rows = rows_in_context(item.slug, entries_that_speak(item.slug, release), answers, item.route, release)
    return rows if rows and rows[0].severity != "none" else ()


def _is_rescue(item: Taken, release: Release) -> bool:
    return is_rescue(item.slug, item.route, release)


def _roles(slug: str, release: Release) -> set[str]:
    return {given.role for m in release.medications if m.slug == slug for given in m.roles}


def _answers(slug: str, release: Release) -> str | None:
    """The question about the patient that a medicine on the list answers by itself: beer answers alcohol."""
    for record in release.medications:
        if record.slug == slug and record.answers_factor:
            return record.answers_factor
    for drug_class in release.drug_classes:
        if slug in drug_class.members and drug_class.answers_factor:
            return drug_class.answers_factor
    return None
