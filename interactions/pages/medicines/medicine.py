"""One medicine: its names, what it does, and what the entries say about it with kratom."""

from __future__ import annotations

from typing import NamedTuple

from interactions.pages.finding_card.card import Card, RowView, card, row_view
from interactions.prediction.stored_predictions import stored_predictions
from interactions.rating.phrases import capitalised
from interactions.screening.answer import answer_line
from interactions.screening.findings import row_report
from interactions.screening.patient_context import PatientContext
from interactions.screening.rated_rows import rated_rows
from interactions.screening.read_line import read_name
from interactions.screening.release_index import ReleaseIndex, release_index
from interactions.screening.screening import Screening
from interactions.screening.screening_report import LineReport
from reference.release.schema.kratom import PracticeNote
from reference.release.schema.medicines import (
    CombinationProduct,
    Medication,
    RescueMedicine,
    RoleAssignment,
    SearchRecord,
)
from reference.release.schema.vocabulary_names import Substance
from reference.release.storage.library import LoadedRelease

NAMES_SHOWN = 40


class Role(NamedTuple):
    name: str
    definition: str
    assignment: RoleAssignment
    from_memory: bool


class Link(NamedTuple):
    slug: str
    name: str
    note: str


class Described(NamedTuple):
    """Names, codes, classes and roles of the medicine, apart from kratom."""

    pharmacologic_class: str
    brands: tuple[str, ...]
    synonyms: tuple[str, ...]
    more_names: int
    codes: tuple[tuple[str, str], ...]
    roles: tuple[Role, ...]
    roles_complete: str
    classes: tuple[str, ...]
    ingredients: tuple[Link, ...]
    products: tuple[Link, ...]
    product: CombinationProduct | None


class MedicinePage(NamedTuple):
    slug: str
    name: str  # as a heading
    spoken: str  # inside a sentence
    kratom: str  # the product, if the name is one of kratom's
    alkaloid: str  # the slug of its page, if it is one of the alkaloids
    cards: tuple[Card, ...]
    rows: tuple[RowView, ...]
    rescue: RescueMedicine | None
    rescue_leads: bool  # by its usual route; nalmefene tablets are a treatment, its injection a rescue
    rescue_notes: tuple[PracticeNote, ...]
    search: SearchRecord | None
    described: Described
    predicted: bool  # the static model was applied; its result is shown separately


def medicine_page(slug: str, loaded: LoadedRelease) -> MedicinePage | None:
    """None if the release has no medicine or combination product of this slug."""
    index = loaded.derived(release_index)
    described = _described(slug, loaded, index)
    if described is None:
        return None
    name, notes = index.name(slug), loaded.by_slug("practice_notes")
    line = read_name(index.hit_of(slug), index)
    screening = Screening([line], PatientContext(), index)
    verdict = answer_line(line, screening)
    rescue = index.rescue.get(slug)
    return MedicinePage(
        slug=slug,
        name=capitalised(name),
        spoken=name,
        kratom=_kratom(slug, index),
        alkaloid=slug if slug in loaded.by_slug("alkaloids") else "",
        cards=tuple(card(found, loaded) for found in verdict.findings),
        rows=_rows_without_change(verdict, screening),
        rescue=rescue,
        rescue_leads=verdict.outcome == "rescue",
        rescue_notes=(notes[rescue.practice_note],) if rescue and rescue.practice_note in notes else (),
        search=index.searches.get(slug),
        described=described,
        predicted=slug in loaded.derived(stored_predictions),
    )


def _rows_without_change(verdict: LineReport, screening: Screening) -> tuple[RowView, ...]:
    """The rows of a medicine for which no change was found; each is valid only inside its domain."""
    if verdict.outcome == "rescue" or verdict.findings:
        return ()
    views = []
    line = screening.lines[0]
    for slug in line.slugs:
        name = screening.index.name(slug)
        for row in rated_rows(slug, screening.situation(slug, line), screening.index):
            views.append(row_view(row_report(row, name, screening.index), name, screening.index))
    return tuple(views)


def substances_by_slug(loaded: LoadedRelease) -> dict[str, Substance]:
    return {substance.slug: substance for substance in loaded.release.substances}


def _described(slug: str, loaded: LoadedRelease, index: ReleaseIndex) -> Described | None:
    substance = loaded.derived(substances_by_slug).get(slug)
    medication: Medication | None = loaded.by_slug("medications").get(slug)
    product = index.products.get(slug)
    if substance is None and medication is None and product is None:
        return None
    brands, synonyms = _names(substance, medication, product)
    complete = medication.roles_complete_on if medication else None
    ancestors = index.hierarchy.ancestors(slug)
    return Described(
        pharmacologic_class=(medication.pharmacologic_class or "") if medication else "",
        brands=brands[:NAMES_SHOWN],
        synonyms=synonyms[:NAMES_SHOWN],
        more_names=max(0, len(brands) - NAMES_SHOWN) + max(0, len(synonyms) - NAMES_SHOWN),
        codes=tuple(_codes(substance)) if substance else (),
        roles=tuple(_role(a, loaded) for a in medication.roles) if medication else (),
        roles_complete=f"{complete:%-d %B %Y}" if complete else "",
        classes=tuple(index.classes[a.slug].name for a in ancestors if a.slug in index.classes),
        ingredients=tuple(_ingredients(product, index)) if product else (),
        products=tuple(Link(p.slug, p.name, "") for p in index.products_with(slug)),
        product=product,
    )


def _ingredients(product: CombinationProduct, index: ReleaseIndex) -> list[Link]:
    return [
        Link(i.medication, index.name(i.medication), i.inactive_by_route or "") for i in product.ingredients
    ]


def _kratom(slug: str, index: ReleaseIndex) -> str:
    """The product in words if this name is one of kratom's; empty otherwise. Kratom has no interaction with itself."""
    if not index.may_be_kratom(slug):
        return ""
    hit = index.names.look_up(index.name(slug))
    if hit is None or hit.kind != "precipitant" or hit.slug is None:
        return ""
    return index.precipitants[hit.slug].product.label


def _names(
    substance: Substance | None, medication: Medication | None, product: CombinationProduct | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Brand names, and other names; an editor's corrections first."""
    own = medication.names if medication else ()
    if product is not None:
        return product.names, ()
    if substance is None:
        return (), own
    return substance.brands, tuple(dict.fromkeys((*own, *substance.synonyms)))


def _codes(substance: Substance) -> list[tuple[str, str]]:
    codes = [("RxNorm (RxCUI)", substance.rxcui), ("UNII", substance.unii), ("ATC", ", ".join(substance.atc))]
    return [(system, code) for system, code in codes if code]


def _role(assignment: RoleAssignment, loaded: LoadedRelease) -> Role:
    record = loaded.by_slug("pharmacologic_roles").get(assignment.role)
    name = record.name if record else assignment.role.replace("-", " ")
    return Role(name, record.definition if record else "", assignment, assignment.basis != "seen")
