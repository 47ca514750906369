"""One page per medicine of the vocabulary. Most of them say: not reviewed for kratom."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from interactions.pages.entries.name_filter import LONGEST
from interactions.screening.release_index import release_index
from reference.release.names.fuzzy import NameMatch
from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import reads_release
from reference.views.shared.render import address, kept, see_other, show

from .medicine import medicine_page, substances_by_slug

SUGGESTED = 6


@csrf_exempt  # it changes nothing, and readers get no cookie
@require_http_methods(["GET", "HEAD", "POST"])
@reads_release
@kept
def medicine_search(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    """From a name to its page. Typed text is posted, so that it is never in an address."""
    typed = " ".join(request.POST.get("name", "").split())[:LONGEST]
    if not typed:
        return _search_page(request, loaded)
    hit = loaded.names.look_up(typed)
    if hit and hit.slug in loaded.derived(_pages):
        return see_other(address(request, "medication", hit.slug))
    near = hit.candidates if hit and hit.kind == "ask" else loaded.names.search(typed, SUGGESTED)
    return _search_page(request, loaded, typed=typed, near=near)


@require_safe
@reads_release
@kept
def medication(request: HttpRequest, loaded: LoadedRelease, slug: str) -> HttpResponse:
    page = medicine_page(slug, loaded)
    if page is None:
        typed = slug.replace("-", " ")
        return _search_page(request, loaded, typed=typed, near=loaded.names.search(typed), status=404)
    return show(request, loaded, "interactions/medication.html", page=page, longest=LONGEST)


def _search_page(
    request: HttpRequest,
    loaded: LoadedRelease,
    *,
    typed: str = "",
    near: tuple[NameMatch, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The most similar names with a page: suggested, never chosen automatically."""
    known = loaded.derived(_pages)
    return show(
        request,
        loaded,
        "interactions/medication_unknown.html",
        typed=typed,
        nearest=[match for match in near if match.slug in known][:SUGGESTED],
        longest=LONGEST,
        status=status,
    )


def _pages(loaded: LoadedRelease) -> frozenset[str]:
    """Every slug with a page. Built once per release."""
    products = loaded.derived(release_index).products
    substances = loaded.derived(substances_by_slug)
    return frozenset((*substances, *products, *loaded.by_slug("medications")))
