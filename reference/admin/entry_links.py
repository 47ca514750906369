"""Where an entry is edited, and where readers read it."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse

from reference.models import entry_models
from reference.views.sources import PLACES, Place

MORE_PLACES = {
    "sources": Place("source", own=True),
    "medications": Place("medication", own=True),
    "combination_products": Place("medication", own=True),
    "rescue_medicines": Place("medication", own=True),
    "exclusions": Place("method", own=False, anchor="left-out"),
}
"""Pages of kinds that make no statements of their own, and of those that go by another's name."""


def split_place(place: str) -> tuple[str, str]:
    """`interactions/quetiapine [cns_depression]`, as the gate names it: kind and slug; empty where it names neither."""
    kind, _, slug = place.partition(" ")[0].partition("/")
    return kind, slug


def edit_address(kind: str, slug: str, page: str = "change") -> str:
    """The entry's page in the admin (or its review, or history); empty for what no table holds."""
    model = entry_models().get(kind)
    if model is None or not slug:
        return ""
    opts = model._meta
    return reverse(f"{admin.site.name}:{opts.app_label}_{opts.model_name}_{page}", args=[slug])


def reader_address(kind: str, slug: str, version: str) -> str:
    """The entry's page in one release; the overview of that release for what has no page."""
    place = PLACES.get(kind) or MORE_PLACES.get(kind)
    if place is None:
        return reverse("pinned:check", args=[version])
    if place.own:
        return reverse(f"pinned:{place.page}", args=[version, slug])
    anchor = place.anchor.format(slug=slug)
    return f"{reverse(f'pinned:{place.page}', args=[version])}#{anchor}"
