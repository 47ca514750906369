"""Which rows apply to a medicine: per key, product over drug over nearest class over role.

Conflicts are kept and shown: of two different rows at the same distance, the more severe comes first.
Runs at publication; the result is stored in the release with the path that led to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from interactions.rating.rules import Strength, strength
from reference.release.schema.class_hierarchy import Ancestor, ClassHierarchy
from reference.release.schema.interaction import (
    Interaction,
    InteractionRow,
    ResolvedInteraction,
    ResolvedRow,
    TherapyStatus,
)
from reference.release.schema.medicines import CombinationProduct, Medication
from reference.release.schema.release import Release
from reference.release.schema.terms import ActOn

Key = tuple[str, str | None, str]
PRODUCT, DRUG, CLASS, ROLE = 0, 1, 2, 1_000_000


class Reach(NamedTuple):
    """One row of one entry, and how it reaches a medicine."""

    distance: int
    entry: Interaction
    number: int
    path: tuple[str, ...]
    from_memory: bool = False

    @property
    def row(self) -> InteractionRow:
        return self.entry.rows[self.number]


def key_of(row: InteractionRow) -> Key:
    """What a row is about: only rows with the same key replace each other."""
    return row.mechanism, row.enzyme, row.object


class Resolver:
    """Entries by target, ready to resolve any medicine or combination product of a release."""

    def __init__(self, release: Release) -> None:
        self._by_slug = {entry.slug: entry for entry in release.interactions}
        self._entries: dict[tuple[str, str], list[Interaction]] = {}
        for entry in sorted(release.interactions, key=lambda e: e.slug):
            self._entries.setdefault((entry.target.level, entry.target.slug), []).append(entry)
        self._medications = {m.slug: m for m in release.medications}
        self._classes = {c.slug: c for c in release.drug_classes}
        self._roles = {r.slug: r for r in release.pharmacologic_roles}
        self._names = {s.slug: s.name for s in release.substances} | {
            m.slug: m.name for m in release.medications
        }
        self.hierarchy = ClassHierarchy(release.drug_classes)

    def is_protected(self, medication: str) -> bool:
        """Whether the medicine is a therapy that must never be advised to stop (R5)."""
        return self._protect(self.hierarchy.ancestors(medication))

    def _protect(self, above: Iterable[Ancestor]) -> bool:
        return any(self._classes[a.slug].protected for a in above if a.slug in self._classes)

    def resolve(self, medication: str) -> ResolvedInteraction:
        """Every key of one medicine, with the row that applies."""
        record = self._medications.get(medication)
        status: TherapyStatus = "not_a_treatment" if record and record.not_a_treatment else "ordinary"
        if self.is_protected(medication):
            status = "protected"
        rows = _decide(self._reaching(medication), status)
        return ResolvedInteraction(medication=medication, rows=rows)

    def resolve_class(self, drug_class: str) -> ResolvedInteraction:
        """The rows of a class itself, for a line that names no medicine: its entries and those of classes above it."""
        lineage = self.hierarchy.lineage(drug_class)
        reaching = [reach for above in lineage for reach in self._of_class(above, ())]
        members = [self._medications.get(m) for m in self.hierarchy.members(drug_class)]
        status: TherapyStatus = "ordinary"
        if members and all(m and m.not_a_treatment for m in members):
            status = "not_a_treatment"
        if self._protect(lineage):
            status = "protected"
        return ResolvedInteraction(medication=drug_class, rows=_decide(reaching, status))

    def resolve_product(self, product: CombinationProduct) -> ResolvedInteraction:
        """A combination: its own entry first, then each ingredient that is active by its route."""
        active = [i.medication for i in product.ingredients if i.inactive_by_route is None]
        status: TherapyStatus = "protected" if any(self.is_protected(m) for m in active) else "ordinary"
        own = _decide(self._of("product", product.slug, PRODUCT, (product.name,)), status)
        replaced: dict[Key, list[str]] = {self._key(row): [] for row in own}
        kept = []
        for row in (row for m in active for row in self.resolve(m).rows):
            if self._key(row) in replaced:
                replaced[self._key(row)].append(row.entry)
            else:
                kept.append(row)
        own = tuple(_with_replaced(row, replaced[self._key(row)]) for row in own)
        return ResolvedInteraction(medication=product.slug, rows=(*own, *kept))

    def _key(self, row: ResolvedRow) -> Key:
        return key_of(self._by_slug[row.entry].rows[row.row])

    def _reaching(self, medication: str) -> list[Reach]:
        name = self._names.get(medication, medication)
        reaching = self._of("drug", medication, DRUG, (name,))
        for ancestor in self.hierarchy.ancestors(medication):
            reaching += self._of_class(ancestor, (name,))
        record: Medication | None = self._medications.get(medication)
        for assignment in record.roles if record else ():
            role = self._roles.get(assignment.role)
            path = (name, role.name if role else assignment.role)
            reaching += self._of("role", assignment.role, ROLE, path, from_memory=assignment.basis != "seen")
        return reaching

    def _of_class(self, ancestor: Ancestor, path: tuple[str, ...]) -> list[Reach]:
        path = (*path, *(self._class_name(slug) for slug in ancestor.path))
        return self._of("drug_class", ancestor.slug, CLASS + ancestor.distance, path)

    def _class_name(self, slug: str) -> str:
        return self._classes[slug].name if slug in self._classes else slug

    def _of(
        self, level: str, slug: str, distance: int, path: tuple[str, ...], *, from_memory: bool = False
    ) -> list[Reach]:
        return [
            Reach(distance, entry, index, (*path, entry.title), from_memory)
            for entry in self._entries.get((level, slug), ())
            for index in range(len(entry.rows))
        ]


def _decide(reaching: Iterable[Reach], status: TherapyStatus) -> tuple[ResolvedRow, ...]:
    by_key: dict[Key, list[Reach]] = {}
    for reach in reaching:
        by_key.setdefault(key_of(reach.row), []).append(reach)
    decided = [_most_specific(group, status) for group in by_key.values()]
    return tuple(row for _, row in sorted(decided, key=lambda pair: pair[0], reverse=True))


def _most_specific(group: list[Reach], status: TherapyStatus) -> tuple[Strength, ResolvedRow]:
    nearest = min(reach.distance for reach in group)
    near = sorted(
        (r for r in group if r.distance == nearest),
        key=lambda r: (strength(r.row), r.entry.slug),
        reverse=True,
    )
    lead, others = near[0], near[1:]
    far = [reach for reach in group if reach.distance > nearest]
    agree = all(_says(reach.row) == _says(lead.row) for reach in others)
    names = tuple(reach.entry.slug for reach in others)
    return strength(lead.row), ResolvedRow(
        entry=lead.entry.slug,
        row=lead.number,
        level=lead.entry.target.level,
        path=lead.path,
        replaced=tuple(dict.fromkeys(reach.entry.slug for reach in far)),
        merged_with=names if agree else (),
        conflict=() if agree else names,
        act_on=_act_on(lead, status),
        therapy=status,
        role_from_memory=lead.from_memory,
        lowered=any(r.row.severity > lead.row.severity for r in far),
    )


def _says(row: InteractionRow) -> tuple[str, str]:
    return row.severity, row.action


def _act_on(lead: Reach, status: TherapyStatus) -> ActOn | None:
    """A class entry never changes a protected therapy; nothing says to keep taking what is not a treatment."""
    act_on = lead.row.act_on
    general = lead.entry.target.level in ("drug_class", "role")
    if status == "protected" and general and act_on in (ActOn.MEDICINE, ActOn.EITHER):
        return ActOn.KRATOM
    return ActOn.EITHER if status == "not_a_treatment" and act_on == ActOn.KRATOM else act_on


def _with_replaced(row: ResolvedRow, replaced: Iterable[str]) -> ResolvedRow:
    return msgspec.structs.replace(row, replaced=tuple(dict.fromkeys((*row.replaced, *replaced))))
