"""Checks that everything a record names exists: targets, members, notes, and questions about the patient."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interactions.screening.patient_context import FACTORS, YES_NO
from reference.publishing.findings import Finding
from reference.release.schema.interaction import StackingRule
from reference.release.schema.patient import LeadBox, SettingMember
from reference.release.schema.release import Release
from reference.release.schema.traverse import structs_in

from .shared_step_checks import check_answer, check_shared_steps


def check_references(release: Release) -> list[Finding]:
    return [
        *_targets(release),
        *_references(release),
        *_factors(release),
        *_list_rules(release),
        *check_shared_steps(release),
        *_settings(release),
    ]


def _known(release: Release) -> dict[str, frozenset[str]]:
    medicines = frozenset(s.slug for s in release.substances) | frozenset(m.slug for m in release.medications)
    known = {
        "drug": medicines,
        "product": frozenset(p.slug for p in release.combination_products),
        "drug_class": frozenset(c.slug for c in release.drug_classes),
        "role": frozenset(r.slug for r in release.pharmacologic_roles),
    }
    return known | {
        "target": frozenset().union(*known.values()),
        "practice_note": frozenset(note.slug for note in release.practice_notes),
        "risk": frozenset(risk.slug for risk in release.risks),
        "population": frozenset(population.slug for population in release.populations),
        "entry": frozenset(entry.slug for entry in release.interactions),
        "shared_step": frozenset(step.slug for step in release.shared_steps),
    }


def _targets(release: Release) -> Iterator[Finding]:
    known = _known(release)
    for entry in release.interactions:
        if entry.target.slug not in known[entry.target.level]:
            yield Finding(
                f"interactions/{entry.slug}",
                f"its {entry.target.level} {entry.target.slug!r} does not exist",
                "Correct the target.",
            )
        if not entry.rows:
            yield Finding(
                f"interactions/{entry.slug}",
                "no rows",
                "An entry without a row says nothing; add one.",
                unreadable=True,
            )


def _references(release: Release) -> Iterator[Finding]:
    """Check that every slug a record names exists."""
    known = _known(release)
    named: list[tuple[str, str, Iterable[str]]] = [
        *((f"drug_classes/{c.slug}", "drug", c.members) for c in release.drug_classes),
        *((f"drug_classes/{c.slug}", "drug_class", c.parents) for c in release.drug_classes),
        *(
            (f"combination_products/{p.slug}", "drug", [i.medication for i in p.ingredients])
            for p in release.combination_products
        ),
        *((f"precipitants/{p.slug}", "drug", p.holds) for p in release.precipitants),
        *((f"interactions/{e.slug}", "practice_note", e.practice_notes) for e in release.interactions),
        *(
            (f"interactions/{e.slug}", "drug", item.medications)
            for e in release.interactions
            for row in e.rows
            for item in row.evidence
        ),
        *((f"practice_notes/{n.slug}", "entry", n.interactions) for n in release.practice_notes),
        *((f"interactions/{e.slug}", "shared_step", e.management.shared) for e in release.interactions),
        *((f"shared_steps/{s.slug}", "shared_step", s.instead_of) for s in release.shared_steps),
        *(
            (f"shared_steps/{s.slug}", "target", condition.targets)
            for s in release.shared_steps
            for condition in s.any_of
        ),
        *((f"shared_steps/{s.slug}", "target", s.unless_targets) for s in release.shared_steps),
        *((f"search_records/{s.slug}", "drug", s.medications) for s in release.search_records),
        *((f"list_rules/{r.slug}", "practice_note", r.practice_notes) for r in release.list_rules),
        *((f"substrate_parameters/{s.slug}", "drug", (s.slug,)) for s in release.substrate_parameters),
        *((f"list_rules/{r.slug}", "target", (*r.targets, *r.except_targets)) for r in release.list_rules),
        *((f"stacking_rules/{r.slug}", "target", _named_by(r)) for r in release.stacking_rules),
        *((f"rescue_medicines/{r.medication}", "target", (r.medication,)) for r in release.rescue_medicines),
        *((f"lead_boxes/{b.slug}", "target", _named_in(b)) for b in release.lead_boxes),
        *((f"lead_boxes/{b.slug}", "practice_note", b.practice_notes) for b in release.lead_boxes),
        *((f"lead_boxes/{b.slug}", "risk", b.risks) for b in release.lead_boxes),
        *((f"lead_boxes/{b.slug}", "population", b.populations) for b in release.lead_boxes),
        *(
            (f"modifying_factors/{f.slug}", "target", (*f.targets, *f.except_targets))
            for f in release.modifying_factors
        ),
    ]
    for place, kind, slugs in named:
        for missing in sorted(set(slugs) - known[kind]):
            yield Finding(place, f"{kind.replace('_', ' ')} {missing!r} does not exist", "Correct the slug.")


def _named_by(rule: StackingRule) -> tuple[str, ...]:
    uncounted = (*rule.uncounted.targets, rule.uncounted.beside) if rule.uncounted else ()
    return (*rule.further, *((rule.role,) if rule.role else ()), *uncounted)


def _factors(release: Release) -> Iterator[Finding]:
    for record in release.modifying_factors:
        yield from check_answer(f"modifying_factors/{record.slug}", record.factor, record.values)


def _list_rules(release: Release) -> Iterator[Finding]:
    for rule in release.list_rules:
        place = f"list_rules/{rule.slug}"
        if rule.factor is not None and rule.factor not in FACTORS:
            yield Finding(
                place, f"factor {rule.factor!r} is never asked", f"Use one of {', '.join(FACTORS)}."
            )
        if (rule.kind == "two_step") != bool(rule.adds_to):
            yield Finding(
                place,
                "two steps need the mechanisms of the second, and only they",
                "Fill adds_to, or leave it out for a therapy at stake.",
            )


def _named_in(box: LeadBox) -> Iterator[str]:
    """Every medicine, class or role that a box names."""
    for part in structs_in(box):
        if isinstance(part, SettingMember):
            yield from (*part.targets, *part.except_targets)


def _settings(release: Release) -> Iterator[Finding]:
    """A box that nothing leads to would never be read, and words that tell nothing would be lost."""
    asked = ("surgery_date", *FACTORS)
    for box in release.lead_boxes:
        place = f"lead_boxes/{box.slug}"
        if box.factor is None and box.setting is None:
            yield Finding(place, "it is never shown", "Give it a setting or a question.")
        if box.factor is not None and box.factor not in asked:
            yield Finding(place, f"question {box.factor!r} is never asked", f"Use one of {', '.join(asked)}.")
        if (box.signs or box.members) and box.setting is None:
            yield Finding(place, "a list can only tell a setting", "Give it a setting.")
    for words in release.patient_words:
        place = f"patient_words/{words.slug}"
        if not (words.words or words.measures):
            yield Finding(place, "nothing on a line tells it", "Give it words or measures.")
        for other in sorted(set(words.only_with) - {w.slug for w in release.patient_words} - set(YES_NO)):
            yield Finding(place, f"nothing tells {other!r}", "Name other words, or a question.")
        if words.factor is None and words.setting is None:
            yield Finding(place, "they tell nothing", "Give them a setting or a question.")
        if words.factor is not None and words.factor not in YES_NO:
            yield Finding(
                place, f"no question {words.factor!r} takes yes", f"Use one of {', '.join(YES_NO)}."
            )
