"""A release made ready for screening: everything by slug, once per release and worker."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from reference.release.corrections import corrections_in, warning_of
from reference.release.interaction import (
    Evidence,
    Interaction,
    InteractionRow,
    Management,
    ModifyingFactor,
    Monitoring,
    ResolvedInteraction,
    StackingRule,
)  # fmt: skip
from reference.release.medicines import (
    CombinationProduct,
    DrugClass,
    Precipitant,
    RescueMedicine,
    SearchRecord,
)
from reference.release.names import NameIndex, normalise
from reference.release.schema import Release
from reference.release.stamp import ReleaseStamp, ReviewCount
from reference.release.statement import Statement
from reference.release.terms import K
from reference.release.walk import citations_in

from .hierarchy import ClassHierarchy
from .wording import for_medicine

if TYPE_CHECKING:
    from reference.release.library import LoadedRelease


class WordedRow(NamedTuple):
    """What a row says of one medicine: a class's `{medicine}` filled in."""

    summary: Statement
    evidence: tuple[Evidence, ...]
    monitoring: Monitoring | None
    citations: tuple[str, ...]


class Prepared:
    """The look-ups that screening needs. Holds no Django object and asks no table."""

    def __init__(self, release: Release, names: NameIndex, stamp: ReleaseStamp, review: ReviewCount) -> None:
        self.names = names
        self.stamp = stamp
        self.review = review
        self.entries: dict[str, Interaction] = {e.slug: e for e in release.interactions}
        self.resolved: dict[str, ResolvedInteraction] = {
            r.medication: r for r in release.resolved_interactions
        }
        self.products: dict[str, CombinationProduct] = {p.slug: p for p in release.combination_products}
        self.rescue: dict[str, RescueMedicine] = {r.medication: r for r in release.rescue_medicines}
        self.precipitants: dict[str, Precipitant] = {p.slug: p for p in release.precipitants}
        self.searches: dict[str, SearchRecord] = {m: s for s in release.search_records for m in s.medications}
        self.factors: dict[str, tuple[ModifyingFactor, ...]] = _by_mechanism(release.modifying_factors)
        self.stacking_rules: tuple[StackingRule, ...] = release.stacking_rules
        self.classes: dict[str, DrugClass] = {c.slug: c for c in release.drug_classes}
        self.k: dict[str, K] = {e.mechanism: e.k for e in release.kratom_effects}
        self.roles: dict[str, frozenset[str]] = {
            m.slug: frozenset(r.role for r in m.roles) for m in release.medications
        }
        self.display_names: dict[str, str] = _display_names(release)
        self.hierarchy = ClassHierarchy(release.drug_classes)
        self.corrections = corrections_in(release)
        self._release = release
        self._belongs_to: dict[str, frozenset[str]] = {}
        self._by_ingredients = {
            frozenset(i.medication for i in p.ingredients): p for p in release.combination_products
        }
        self._managed: dict[tuple[str, str], Management] = {}
        self._worded: dict[tuple[str, int, str], WordedRow] = {}
        self._rule_citations: dict[str, tuple[str, ...]] = {
            r.slug: citations_in(r) for r in release.stacking_rules
        }

    @cached_property
    def note_keywords(self) -> dict[str, tuple[str, ...]]:
        """Practice notes by what a clinician types to find them."""
        found: dict[str, tuple[str, ...]] = {}
        for note in self._release.practice_notes:
            for keyword in note.keywords:
                key = normalise(keyword)
                found[key] = (*found.get(key, ()), note.slug)
        return found

    def worded(self, entry: str, number: int, name: str) -> WordedRow:
        """A row in the words of one medicine. Kept: it depends on the release alone, never on what was typed."""
        key = (entry, number, name)
        if key not in self._worded:
            self._worded[key] = _word(self.entries[entry].rows[number], name)
        return self._worded[key]

    def rule_citations(self, rule: str) -> tuple[str, ...]:
        return self._rule_citations[rule]

    def warning_of(self, collection: str, slug: str) -> str | None:
        """The sentence about a recalled entry; None where nothing is wrong with it."""
        return warning_of(self.corrections, collection, slug)

    def name(self, slug: str) -> str:
        return self.display_names.get(slug, slug)

    def belongs_to(self, slug: str) -> frozenset[str]:
        """A medicine or product, its active ingredients, and every class and role of theirs: what a factor may name."""
        if slug not in self._belongs_to:
            parts = self.active_ingredients(slug)
            classes = {a.slug for part in parts for a in self.hierarchy.ancestors(part)}
            roles = frozenset().union(*(self.roles.get(part, frozenset()) for part in parts))
            self._belongs_to[slug] = frozenset({slug, *parts, *classes}) | roles
        return self._belongs_to[slug]

    def active_ingredients(self, slug: str) -> tuple[str, ...]:
        product = self.products.get(slug)
        if product is None:
            return (slug,)
        return tuple(i.medication for i in product.ingredients if i.inactive_by_route is None)

    def product_of(self, ingredients: Iterable[str]) -> CombinationProduct | None:
        """The product that holds exactly these ingredients."""
        return self._by_ingredients.get(frozenset(ingredients))

    def management(self, entry: str, name: str) -> Management:
        """An entry's management in the words of one medicine. Kept, as `worded` is."""
        key = (entry, name)
        if key not in self._managed:
            self._managed[key] = _manage(self.entries[entry].management, name)
        return self._managed[key]


def _word(row: InteractionRow, name: str) -> WordedRow:
    monitoring = row.monitoring and msgspec.structs.replace(
        row.monitoring,
        what=for_medicine(row.monitoring.what, name),
        when=for_medicine(row.monitoring.when, name),
        threshold=for_medicine(row.monitoring.threshold, name),
    )
    return WordedRow(
        summary=msgspec.structs.replace(row.summary, text=for_medicine(row.summary.text, name)),
        evidence=tuple(msgspec.structs.replace(e, text=for_medicine(e.text, name)) for e in row.evidence),
        monitoring=monitoring,
        citations=citations_in(row),
    )


def _manage(management: Management, name: str) -> Management:
    def words(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(msgspec.structs.replace(s, text=for_medicine(s.text, name)) for s in statements)

    return Management(
        starting=words(management.starting),
        already_both=words(management.already_both),
        when_kratom_stops=words(management.when_kratom_stops),
        emergency=words(management.emergency),
        not_applicable=management.not_applicable,
    )


def _by_mechanism(factors: tuple[ModifyingFactor, ...]) -> dict[str, tuple[ModifyingFactor, ...]]:
    found: dict[str, tuple[ModifyingFactor, ...]] = {}
    for factor in factors:
        found[factor.mechanism] = (*found.get(factor.mechanism, ()), factor)
    return found


def _display_names(release: Release) -> dict[str, str]:
    names = {s.slug: s.name for s in release.substances}
    names |= {m.slug: m.name for m in release.medications}
    return names | {p.slug: p.name for p in release.combination_products}


def prepare(loaded: LoadedRelease) -> Prepared:
    """Use as `loaded.derived(prepare)`: built once per release and worker."""
    return Prepared(loaded.release, loaded.names, loaded.stamp, loaded.review)
