"""The bibliography. Every source lists what rests on it, so that a retraction can be followed."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from reference.release.schema.kratom import Measurement, Source
from reference.release.schema.sentence import in_general
from reference.release.schema.statement import Statement
from reference.release.schema.traverse import STATEMENT_COLLECTIONS, grounded_in
from reference.release.storage.library import LoadedRelease
from reference.release.storage.records import slug_of
from reference.release.storage.request import reads_release
from reference.views.kratom.measurements import measured
from reference.views.shared.citations import authors, flags, links, published
from reference.views.shared.labels import SOURCE_KIND, counted
from reference.views.shared.render import address, kept, kept_unless, refuse_typed, see_other, show

from .export import STYLES
from .filters import LONGEST, Asked, asked, filters, shown

TYPED = "text"  # the field that a reader types into
ROLES_NAMED = 12
UNFOLDED = 8


class Page(NamedTuple):
    """A record that cites a source, and where it is read."""

    title: str
    address: str
    warning: str = ""  # where it was recalled


class Resting(NamedTuple):
    """A statement that cites a source."""

    text: str
    basis: str
    locator: str


class Place(NamedTuple):
    """Where the records of a collection are read: a page of their own, or an anchor on a shared one."""

    page: str
    own: bool
    anchor: str = ""


PLACES = {
    "alkaloids": Place("alkaloid", own=True),
    "risks": Place("risk", own=True),
    "claims": Place("claims", own=False, anchor="{slug}"),
    "practice_notes": Place("answer", own=True),
    "interactions": Place("interaction", own=True),
    "populations": Place("kratom", own=False, anchor="{slug}"),
    "products": Place("kratom", own=False, anchor="{slug}"),
    "kratom_effects": Place("kratom", own=False, anchor="alone"),
    "observed_interactions": Place("kratom", own=False, anchor="{slug}"),
    "monitoring_items": Place("kratom", own=False, anchor="monitoring"),
    "monograph_sections": Place("kratom", own=False, anchor="{slug}"),
    "regulatory_statuses": Place("kratom", own=False, anchor="law"),
    "precipitants": Place("kratom", own=False, anchor="names"),
    "stacking_rules": Place("method", own=False, anchor="stacking"),
    "list_rules": Place("method", own=False, anchor="list-rules"),
    "shared_steps": Place("method", own=False, anchor="shared-steps"),
    "lead_boxes": Place("method", own=False, anchor="lead"),
    "patient_words": Place("method", own=False, anchor="lead"),
    "modifying_factors": Place("method", own=False, anchor="factors"),
    "substrate_parameters": Place("predict", own=False, anchor="inputs-{slug}"),
    "model_constants": Place("predict", own=False, anchor="inputs"),
}
COLLECTION_LABEL = {
    "interactions": "Interactions",
    "observed_interactions": "Studies with medicines",
    "practice_notes": "Answers",
    "risks": "Risks",
    "kratom_effects": "What kratom alone does",
    "populations": "Populations",
    "products": "Products",
    "alkaloids": "Alkaloids",
    "claims": "Claims",
    "monitoring_items": "Testing and monitoring",
    "monograph_sections": "Monograph",
    "regulatory_statuses": "Regulatory status",
    "precipitants": "Names of kratom",
    "rescue_medicines": "Rescue medicines",
    "search_records": "Searches that found nothing",
    "stacking_rules": "Rules for the whole list",
    "list_rules": "Rules for the whole list",
    "shared_steps": "Steps for several medicines",
    "lead_boxes": "What is said first",
    "patient_words": "Words and numbers about the patient",
    "modifying_factors": "What changes for a patient",
    "substrate_parameters": "Inputs of the static model",
    "model_constants": "Inputs of the static model",
}
"""What a reader calls the records of a collection, in the order that a clinician would ask for them."""


def statements_by_source(loaded: LoadedRelease) -> dict[str, list[tuple[str, Any, Any, str]]]:
    """Every cited statement by source: (collection, record, statement, locator). Built once per release."""
    found: dict[str, list[tuple[str, Any, Any, str]]] = {}
    for collection in STATEMENT_COLLECTIONS:
        for record in getattr(loaded.release, collection):
            for item in grounded_in(record):
                for citation in item.citations:
                    found.setdefault(citation.source, []).append(
                        (collection, record, item, citation.locator or "")
                    )
    return found


def roles_by_source(loaded: LoadedRelease) -> dict[str, list[str]]:
    """The medicines whose roles rest on a source, by slug."""
    found: dict[str, dict[str, None]] = {}
    for medication in loaded.release.medications:
        for assignment in medication.roles:
            for citation in assignment.citations:
                found.setdefault(citation.source, {})[medication.slug] = None
    return {source: list(slugs) for source, slugs in found.items()}


@csrf_exempt  # it changes nothing, and readers get no cookie
@require_http_methods(["GET", "HEAD", "POST"])
@reads_release
@kept_unless(*Asked._fields)
def sources(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    """The bibliography. Words to look for are posted; kind and year have an address."""
    refuse_typed(request, TYPED)
    every, wanted = loaded.derived(in_order), asked(request.POST or request.GET)
    if request.method == "POST" and not wanted.text:
        return see_other("?".join(filter(None, (address(request, "sources"), urlencode(wanted.fields)))))
    found = shown(every, wanted)
    resting, roles = loaded.derived(statements_by_source), loaded.derived(roles_by_source)
    return show(
        request,
        loaded,
        "reference/sources.html",
        total=len(every),
        wanted=wanted,
        longest=LONGEST,
        filters=filters(every, wanted),
        styles=STYLES.items(),
        sources=[(s, described(s), len(resting.get(s.slug, ())) + len(roles.get(s.slug, ()))) for s in found],
    )


def in_order(loaded: LoadedRelease) -> list[Source]:
    """Every source by its first author. Built once per release."""
    return sorted(loaded.release.sources, key=lambda s: (first_author(s), s.year or 0, s.title))


@require_safe
@reads_release
@kept
def source(request: HttpRequest, loaded: LoadedRelease, slug: str) -> HttpResponse:
    record = loaded.by_slug("sources").get(slug)
    if record is None:
        raise Http404(f"No source is filed under “{slug}”.")
    found = loaded.derived(statements_by_source).get(slug, [])
    medicines = loaded.derived(roles_by_source).get(slug, [])
    names = loaded.by_slug("medications")
    return show(
        request,
        loaded,
        "reference/source.html",
        source=record,
        described=described(record),
        links=links(record),
        statements=by_page(request, loaded, found),
        statement_count=counted(len(found), "statement"),
        folded=len(found) > UNFOLDED,
        styles=STYLES.items(),
        medicines=[names[m] for m in medicines[:ROLES_NAMED]],
        more_medicines=max(0, len(medicines) - ROLES_NAMED),
        medicine_count=counted(len(medicines), "medicine"),
    )


def described(record: Source) -> dict[str, Any]:
    """A source in words."""
    return {
        "authors": authors(record),
        "published": published(record),
        "kind": SOURCE_KIND[record.kind],
        "flags": flags(record),
    }


def first_author(record: Source) -> str:
    return (record.authors[0] if record.authors else record.title).casefold()


def by_page(
    request: HttpRequest, loaded: LoadedRelease, found: list[tuple[str, Any, Any, str]]
) -> list[tuple[str, list[tuple[Page, list[Resting]]]]]:
    """The statements under the pages that make them, these under what kind of page they are."""
    kinds: dict[str, dict[Page, list[Resting]]] = {}
    for collection, record, item, locator in found:
        warning = loaded.warning_of(collection, slug_of(record)) or ""
        page = Page(title_of(record), _address(request, loaded, collection, record), warning)
        pages = kinds.setdefault(COLLECTION_LABEL[collection], {})
        pages.setdefault(page, []).append(Resting(words_of(item), item.basis, locator))
    order = list(COLLECTION_LABEL.values())
    return [(label, list(kinds[label].items())) for label in sorted(kinds, key=order.index)]


def title_of(record: Any) -> str:
    """What a record calls itself."""
    for field in ("title", "question", "name", "topic", "jurisdiction", "design"):
        if value := getattr(record, field, None):
            return str(value)
    return str(record.slug if hasattr(record, "slug") else record.medication).replace("-", " ").capitalize()


def words_of(item: Any) -> str:
    """A statement's own words, or a measurement's name."""
    if isinstance(item, Statement):
        return in_general(item.text)
    if hasattr(item, "what"):
        return in_general(f"{item.what}; {item.when}; {item.threshold}")
    if isinstance(item, Measurement):
        row = measured(item)
        return "; ".join(
            part for part in (f"{row.subject} {row.label}".strip(), row.value, row.conditions) if part
        )
    return str(getattr(item, "value", ""))


def _address(request: HttpRequest, loaded: LoadedRelease, collection: str, record: Any) -> str:
    place = PLACES.get(collection)
    if place is None:  # rescue medicines and search records speak of medicines, or of a class without a page
        medication = (getattr(record, "medications", None) or (record.medication,))[0]
        if medication in loaded.by_slug("drug_classes"):
            return address(request, "interactions")
        return address(request, "medication", medication)
    if place.own:
        return address(request, place.page, record.slug)
    return f"{address(request, place.page)}#{place.anchor.format(slug=record.slug)}"
