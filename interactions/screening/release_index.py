"""Look-ups in a release for screening, built once per release and worker."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import msgspec

from interactions.chart.patient_words import PatientWordFinder
from reference.release.names.index import NameHit, NameIndex, normalise
from reference.release.schema.class_hierarchy import ClassHierarchy
from reference.release.schema.interaction import (
    Evidence,
    Interaction,
    ListRule,
    Management,
    ModifyingFactor,
    ResolvedInteraction,
    ResolvedRow,
    StackingRule,
)  # fmt: skip
from reference.release.schema.medicines import (
    CombinationProduct,
    DrugClass,
    Precipitant,
    RescueMedicine,
    SearchRecord,
)
from reference.release.schema.patient import LeadBox, LeadKind
from reference.release.schema.release import Release
from reference.release.schema.sentence import for_medicine
from reference.release.schema.shared_step import SharedStep
from reference.release.schema.terms import K
from reference.release.schema.traverse import citations_in
from reference.release.storage.provenance import ReleaseStamp, ReviewCount
from reference.release.storage.recall_marks import corrections_in, warning_of

from .entry_words import WordedRow, worded_management, worded_row
from .management_steps import whole
from .no_medicines import NoMedicines
from .screening_report import Link
from .topic_index import TopicIndex

if TYPE_CHECKING:
    from reference.release.storage.library import LoadedRelease


T = TypeVar("T")
URGENCY = get_args(LeadKind)
MOST_KEPT = 20_000
"""Results kept in memory: far more than a day's combinations of medicine and context."""


class ReleaseIndex:
    """The look-ups that screening needs. Uses no Django object and no database."""

    def __init__(
        self, release: Release, names: Callable[[], NameIndex], stamp: ReleaseStamp, review: ReviewCount
    ) -> None:
        self._names = names
        self.stamp = stamp
        self.review = review
        self.entries: dict[str, Interaction] = {e.slug: e for e in release.interactions}
        self.resolved: dict[str, ResolvedInteraction] = {
            r.medication: r for r in release.resolved_interactions
        }
        self.resolved_classes: dict[str, ResolvedInteraction] = {
            r.medication: r for r in release.resolved_classes
        }
        self.products: dict[str, CombinationProduct] = {p.slug: p for p in release.combination_products}
        self.rescue: dict[str, RescueMedicine] = {r.medication: r for r in release.rescue_medicines}
        self.precipitants: dict[str, Precipitant] = {p.slug: p for p in release.precipitants}
        self.searches: dict[str, SearchRecord] = {m: s for s in release.search_records for m in s.medications}
        self.factors: dict[str, tuple[ModifyingFactor, ...]] = _by_mechanism(release.modifying_factors)
        self.daily_limits = {m.slug: m.daily_limit for m in release.medications if m.daily_limit}
        self.stacking_rules: tuple[StackingRule, ...] = release.stacking_rules
        self.list_rules: tuple[ListRule, ...] = release.list_rules
        self.shared_steps: dict[str, SharedStep] = {s.slug: s for s in release.shared_steps}
        self.lead_boxes: tuple[LeadBox, ...] = tuple(
            sorted(release.lead_boxes, key=lambda box: URGENCY.index(box.kind))
        )
        self.factor_answered_by: dict[str, str] = _factors_answered(release)
        self.classes: dict[str, DrugClass] = {c.slug: c for c in release.drug_classes}
        self.k: dict[str, K] = {e.mechanism: e.k for e in release.kratom_effects}
        self.roles: dict[str, frozenset[str]] = {
            m.slug: frozenset(r.role for r in m.roles) for m in release.medications
        }
        self.not_treatments = frozenset(m.slug for m in release.medications if m.not_a_treatment)
        self.unverified_roles: dict[str, frozenset[str]] = {
            m.slug: frozenset(r.role for r in m.roles if r.basis != "seen") for m in release.medications
        }
        self.display_names: dict[str, str] = _display_names(release)
        self._plural_names = _plural_names(release)
        self.hierarchy = ClassHierarchy(release.drug_classes)
        self.corrections = corrections_in(release)
        self.topics = TopicIndex(release)
        self._release = release
        self._belongs_to: dict[str, frozenset[str]] = {}
        self._by_ingredients = {
            frozenset(i.medication for i in p.ingredients): p for p in release.combination_products
        }
        self._managed: dict[tuple[str, str], Management] = {}
        self._worded: dict[tuple[str, int, str], WordedRow] = {}
        rules: tuple[StackingRule | ListRule, ...] = (*release.stacking_rules, *release.list_rules)
        self._rule_citations = {rule.slug: citations_in(rule) for rule in rules}
        self._kept: dict[Hashable, Any] = {}
        self.no_medicines = NoMedicines(release.not_medicines)

    @cached_property
    def names(self) -> NameIndex:
        """Built at the first look-up: this takes most of the loading time, and an entry's page does not need it."""
        return self._names()

    @cached_property
    def _names_of_groups(self) -> frozenset[str]:
        """Classes and combination products, by the name they have in a sentence."""
        return frozenset(self.name(slug) for slug in (*self.classes, *self.products))

    @cached_property
    def patient_words(self) -> PatientWordFinder:
        """What a line says about the patient."""
        return PatientWordFinder(self._release.patient_words)

    def rescue_records(self, slug: str) -> tuple[RescueMedicine, ...]:
        """The rescue records of a medicine: its own first, then those of its classes."""
        own = self.rescue.get(slug)
        above = (self.rescue.get(drug_class.slug) for drug_class in self.hierarchy.ancestors(slug))
        return tuple(record for record in (own, *above) if record)

    def links_of(self, box: LeadBox) -> tuple[Link, ...]:
        """The records that a box names, with their titles."""
        release = self._release
        notes = {note.slug: note.question for note in release.practice_notes}
        risks = {risk.slug: risk.name for risk in release.risks}
        populations = {population.slug: population.name for population in release.populations}
        return (
            *(Link(kind="practice_note", slug=slug, title=notes[slug]) for slug in box.practice_notes),
            *(Link(kind="risk", slug=slug, title=risks[slug]) for slug in box.risks),
            *(Link(kind="population", slug=slug, title=populations[slug]) for slug in box.populations),
        )

    @cached_property
    def names_of_kratom(self) -> frozenset[str]:
        """Every name of a kratom product, normalised."""
        products = self._release.precipitants
        return frozenset(normalise(text) for p in products for text in (p.slug, p.name, *p.names))

    def worded(self, entry: str, number: int, name: str) -> WordedRow:
        """A row worded for one medicine. Cached: it depends only on the release, never on typed text."""
        key = (entry, number, name)
        if key not in self._worded:
            row = self.entries[entry].rows[number]
            evidence = tuple(item for item in row.evidence if self._speaks_of(item, name))
            self._worded[key] = worded_row(
                msgspec.structs.replace(row, evidence=evidence), partial(self.named, name=name)
            )
        return self._worded[key]

    def _speaks_of(self, item: Evidence, name: str) -> bool:
        """What one label says is not said of another medicine of the class; the class itself shows all."""
        names = {self.name(slug) for slug in item.medications}
        return not names or name in names or name in self._names_of_groups

    def rule_citations(self, rule: str) -> tuple[str, ...]:
        return self._rule_citations[rule]

    def warning_of(self, collection: str, slug: str) -> str | None:
        """The warning about a recalled entry; None if it was not recalled."""
        return warning_of(self.corrections, collection, slug)

    def name(self, slug: str) -> str:
        """What a medicine, product or class is called inside a sentence."""
        if slug in self.display_names:
            return self.display_names[slug]
        return _in_sentence(self.classes[slug].name) if slug in self.classes else slug

    def named(self, text: str, name: str) -> str:
        """A sentence for one medicine or class, in the number of its name."""
        return for_medicine(text, name, plural=name in self._plural_names)

    def may_be_kratom(self, slug: str) -> bool:
        """Whether the name of a medicine may be one of kratom's, so that it has to be looked up."""
        return not self.names_of_kratom.isdisjoint((normalise(slug), normalise(self.name(slug))))

    def hit_of(self, slug: str, ingredients: tuple[str, ...] = ()) -> NameHit:
        """What a slug of this release means. A substance may be kratom under another name. If a look-up of its name
        finds another medicine of the same name, the slug itself counts.

        `ingredients` are those of a composition that no record has: `warfarin/aspirin` as it was typed.
        """
        name = self.name(slug)
        itself = NameHit("medicine", slug, name, "generic", (slug,))
        if slug in self.display_names and slug not in self.products and not self.may_be_kratom(slug):
            return itself
        if found := self.names.by_slug(slug):
            return found
        if len(ingredients) > 1:
            joined = "/".join(self.name(part) for part in ingredients)
            return NameHit("product", None, joined, "combination", ingredients)
        found = self.names.look_up(name)
        return found if found and found.kind == "precipitant" else itself

    def applicable_rows(self, slug: str) -> tuple[ResolvedRow, ...]:
        """The rows that apply to a medicine, product or class after inheritance."""
        resolved = self.resolved.get(slug) or self.resolved_classes.get(slug)
        return resolved.rows if resolved else ()

    def belongs_to(self, slug: str) -> frozenset[str]:
        """The slug itself, its active ingredients, and all their classes and roles."""
        if slug not in self._belongs_to:
            parts = self.active_ingredients(slug)
            above = [a for part in parts for a in self.hierarchy.ancestors(part)]
            if slug in self.classes:
                above += self.hierarchy.lineage(slug)
            roles = frozenset().union(*(self.roles.get(part, frozenset()) for part in parts))
            self._belongs_to[slug] = frozenset({slug, *parts, *(a.slug for a in above)}) | roles
        return self._belongs_to[slug]

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Cache a value that depends only on the release and on closed answers. Never use typed text as a key."""
        found: T = self._kept.get(key, self)
        if found is self:
            found = make()
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = found
        return found

    def active_ingredients(self, slug: str) -> tuple[str, ...]:
        product = self.products.get(slug)
        if product is None:
            return (slug,)
        return tuple(i.medication for i in product.ingredients if i.inactive_by_route is None)

    def product_of(self, ingredients: Iterable[str]) -> CombinationProduct | None:
        """The product with exactly these ingredients."""
        return self._by_ingredients.get(frozenset(ingredients))

    def products_with(self, medication: str) -> tuple[CombinationProduct, ...]:
        """The products that contain a medicine."""
        products = self.products.values()
        return tuple(p for p in products if any(i.medication == medication for i in p.ingredients))

    def management(self, entry: str, name: str) -> Management:
        """An entry's management with its shared steps, worded for one medicine. Cached like `worded`."""
        key = (entry, name)
        if key not in self._managed:
            self._managed[key] = worded_management(
                whole(self.entries[entry].management, self.shared_steps), partial(self.named, name=name)
            )
        return self._managed[key]


def _factors_answered(release: Release) -> dict[str, str]:
    """By medicine or class: the question about the patient that is answered by its presence in the list."""
    answered: dict[str, str] = {}
    for drug_class in release.drug_classes:
        if drug_class.answers_factor:
            answered |= dict.fromkeys((drug_class.slug, *drug_class.members), drug_class.answers_factor)
    return answered | {m.slug: m.answers_factor for m in release.medications if m.answers_factor}


def _in_sentence(name: str) -> str:
    """`Opioid agonists` inside a sentence; SSRIs and Z-drugs keep their capital."""
    return name if name[1:2].isupper() or name[1:2] == "-" else name[:1].lower() + name[1:]


def _by_mechanism(factors: tuple[ModifyingFactor, ...]) -> dict[str, tuple[ModifyingFactor, ...]]:
    found: dict[str, tuple[ModifyingFactor, ...]] = {}
    for factor in factors:
        found[factor.mechanism] = (*found.get(factor.mechanism, ()), factor)
    return found


def _display_names(release: Release) -> dict[str, str]:
    names = {s.slug: s.name for s in release.substances}
    names |= {m.slug: m.name for m in release.medications}
    return names | {p.slug: p.name for p in release.combination_products}


def _plural_names(release: Release) -> frozenset[str]:
    """The names that take a plural verb, as they stand in a sentence."""
    classes = (_in_sentence(c.name) for c in release.drug_classes if c.plural)
    medicines = (m.name for m in release.medications if m.plural)
    products = (p.name for p in release.combination_products if p.plural)
    return frozenset((*classes, *medicines, *products))


def release_index(loaded: LoadedRelease) -> ReleaseIndex:
    """Use as `loaded.derived(release_index)`: built once per release and worker.

    It keeps no reference to `loaded`, so that a replaced release leaves the memory at once.
    """
    names = partial(loaded.opened.names, loaded.turn)
    return ReleaseIndex(loaded.release, names, loaded.stamp, loaded.review)
