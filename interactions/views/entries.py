"""Interaction entries: the list with its filters, and each entry whole."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interactions.presenters.browse import (
    SORTS,
    UnknownFilter,
    chosen_filters,
    filters,
    listed_entries,
    matching,
)
from interactions.presenters.entry import entry_page
from reference.release.library import LoadedRelease
from reference.release.reading import reads_release
from reference.views.pages import kept, show


@require_safe
@reads_release
@kept
def interactions(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    entries = loaded.derived(listed_entries)
    try:
        chosen = chosen_filters(request.GET)
    except UnknownFilter as error:
        return render(request, "errors/400.html", {"message": str(error)}, status=400)
    sort = request.GET.get("sort", "severity")
    found = matching(entries, chosen)
    if sort == "name":
        found = sorted(found, key=lambda e: e.title.casefold())
    return show(
        request,
        loaded,
        "interactions/interactions.html",
        section="interactions",
        entries=found,
        total=len(entries),
        filters=filters(entries, chosen),
        filtered=bool(chosen),
        sorts=[(value, label, value == sort) for value, label in SORTS.items()],
    )


@require_safe
@reads_release
@kept
def interaction(request: HttpRequest, loaded: LoadedRelease, slug: str) -> HttpResponse:
    entry = loaded.by_slug("interactions").get(slug)
    if entry is None:
        raise Http404(f"No interaction entry is filed under “{slug}”.")
    page = entry_page(entry, loaded)
    return show(request, loaded, "interactions/interaction.html", section="interactions", page=page)
