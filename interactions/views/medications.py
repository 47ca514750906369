"""One page for each medicine that the vocabulary knows. Most of them say: not reviewed for kratom."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from interactions.prepared import prepare
from interactions.presenters.medicine import medicine_page, substances_by_slug
from reference.release.library import LoadedRelease
from reference.release.reading import reads_release
from reference.views.pages import kept, show

SUGGESTED = 6


@require_safe
@reads_release
@kept
def medication(request: HttpRequest, loaded: LoadedRelease, slug: str) -> HttpResponse:
    page = medicine_page(slug, loaded)
    if page is None:
        return _unknown(request, loaded, slug)
    return show(request, loaded, "interactions/medication.html", page=page)


def _unknown(request: HttpRequest, loaded: LoadedRelease, slug: str) -> HttpResponse:
    """The nearest names that have a page: offered, never taken."""
    typed = slug.replace("-", " ")
    known = (
        loaded.derived(substances_by_slug).keys()
        | loaded.derived(prepare).products.keys()
        | loaded.by_slug("medications").keys()
    )
    nearest = [match for match in loaded.names.search(typed) if match.slug in known][:SUGGESTED]
    return show(
        request, loaded, "interactions/medication_unknown.html", typed=typed, nearest=nearest, status=404
    )
