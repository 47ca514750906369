"""Where a record is read, in any release: also for kinds that make no statements of their own."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from reference.views.shared.render import address
from reference.views.sources.view import PLACES, Place

MORE_PLACES = {
    "sources": Place("source", own=True),
    "medications": Place("medication", own=True),
    "combination_products": Place("medication", own=True),
    "rescue_medicines": Place("medication", own=True),
    "exclusions": Place("method", own=False, anchor="left-out"),
}
"""Pages of kinds that make no statements of their own, and of kinds that are read on the page of another kind."""
ENTRY_OF_PAGE = {
    place.page: kind for kind, place in {**PLACES, **MORE_PLACES}.items() if place.own and kind not in
    ("combination_products", "rescue_medicines")
}  # fmt: skip
"""The kind of record that a page shows whole, by the page's name."""


COLLECTION_OF_LINK = {
    "practice_note": "practice_notes",
    "risk": "risks",
    "claim": "claims",
    "population": "populations",
    "monograph": "monograph_sections",
}
"""The collection of a record that an answer links to, by the kind of the link."""


def link_address(request: HttpRequest, kind: str, slug: str) -> str:
    """The page of a linked record in the release that is being read."""
    place = PLACES[COLLECTION_OF_LINK[kind]]
    if place.own:
        return address(request, place.page, slug)
    return f"{address(request, place.page)}#{place.anchor.format(slug=slug)}"


def reader_address(kind: str, slug: str, version: str | None = None) -> str:
    """The record's page in one release, or in whichever is current; the overview for what has no page."""
    place = PLACES.get(kind) or MORE_PLACES.get(kind)
    if place is None:
        return _address("check", version)
    if place.own:
        return _address(place.page, version, slug)
    return f"{_address(place.page, version)}#{place.anchor.format(slug=slug)}"


def _address(page: str, version: str | None, *args: str) -> str:
    if version is None:
        return reverse(page, args=args)
    return reverse(f"pinned:{page}", args=(version, *args))
