"""Interaction entries: the list with its filters, and the page of each entry."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from reference.release.schema.terms import Severity
from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import reads_release
from reference.views.shared.render import (
    address,
    kept,
    kept_unless,
    pinned_version,
    refuse_typed,
    see_other,
    show,
)

from .csv_table import as_table
from .entry import entry_page
from .list import (
    FILTERS,
    SORTS,
    Listed,
    UnknownFilter,
    choices,
    chosen_filters,
    filters,
    in_order,
    listed_entries,
    matching,
)
from .name_filter import LONGEST, Named, named

TYPED = "medicine"  # the field that a reader types into
ASKED = (*FILTERS, "sort", "format")  # the parameters for filter, order and file format
SEEN = ("severity",)  # filters shown next to the name; the others are folded


@csrf_exempt  # it changes nothing, and readers get no cookie
@require_http_methods(["GET", "HEAD", "POST"])
@reads_release
@kept_unless(*ASKED, TYPED)
def interactions(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    """The list. A medicine is typed into the form and posted; filters alone have an address."""
    refuse_typed(request, TYPED)
    asked = request.POST if request.method == "POST" else request.GET
    try:
        chosen = chosen_filters(asked, loaded.derived(choices))
    except UnknownFilter as error:
        raise BadRequest(str(error)) from None
    name = named(request.POST.get(TYPED, ""), loaded)
    sort = asked.get("sort", "")
    sort = sort if sort in SORTS else "severity"
    as_file = asked.get("format") == "csv"
    if request.method == "POST" and not name.text:
        return see_other(_query(request, _asked(chosen, sort), format="csv" if as_file else ""))
    found = in_order(matching(name.entries, chosen), sort)
    if as_file:
        return _table(request, loaded, found)
    return _list(request, loaded, found, name, chosen, sort)


def _list(
    request: HttpRequest,
    loaded: LoadedRelease,
    found: list[Listed],
    name: Named,
    chosen: dict[str, str],
    sort: str,
) -> HttpResponse:
    allowed = loaded.derived(choices)
    offered = filters(name.entries, chosen, allowed)
    asked = _asked(chosen, sort)
    return show(
        request,
        loaded,
        "interactions/interactions.html",
        section="interactions",
        entries=found,
        total=len(loaded.derived(listed_entries)),
        name=name,
        longest=LONGEST,
        filters=[f for f in offered if f.name in SEEN],
        more_filters=[f for f in offered if f.name not in SEEN],
        more_chosen=any(f not in SEEN for f in chosen),
        dropped=[
            (f, FILTERS[f], allowed[f][value], _query(request, asked, **{f: ""}))
            for f, value in chosen.items()
        ],
        tally=_tally(request, found, asked) if "severity" not in chosen else (),
        table=_query(request, asked, format="csv"),
        sorts=[(value, label, value == sort) for value, label in SORTS.items()],
    )


def _asked(chosen: Mapping[str, str], sort: str) -> dict[str, str]:
    """The query of the list's address, without the default order."""
    return {**chosen, "sort": sort if sort != "severity" else ""}


def _query(request: HttpRequest, asked: Mapping[str, str], **other: str) -> str:
    """The list's address with one parameter changed."""
    fields = {name: value for name, value in {**asked, **other}.items() if value}
    return "?".join(filter(None, (address(request, "interactions"), urlencode(fields))))


def _tally(
    request: HttpRequest, found: list[Listed], asked: Mapping[str, str]
) -> list[tuple[str, str, int, str]]:
    counted = [(s, sum(e.severity == s for e in found)) for s in reversed(Severity)]
    return [(s, s.label, n, _query(request, asked, severity=s)) for s, n in counted if n]


def _table(request: HttpRequest, loaded: LoadedRelease, found: list[Listed]) -> HttpResponse:
    written = as_table(found, loaded, pinned=pinned_version(request) is not None)
    name = f"kratom-interactions-{loaded.manifest.version}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(written, content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
@reads_release
@kept
def interaction(request: HttpRequest, loaded: LoadedRelease, slug: str) -> HttpResponse:
    entry = loaded.by_slug("interactions").get(slug)
    if entry is None:
        raise Http404(f"No interaction entry is filed under “{slug}”.")
    page = entry_page(entry, loaded)
    return show(request, loaded, "interactions/interaction.html", section="interactions", page=page)
