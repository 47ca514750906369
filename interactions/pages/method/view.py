"""How ratings are made, from the code's own tables, and what has not been reviewed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import reads_release
from reference.views.shared.render import kept, show

from .tables import method_tables, release_tables

SECTIONS = (
    ("limits", "Limits"),
    ("scales", "Scales"),
    ("rating", "How a rating is computed"),
    ("evidence", "Evidence rules"),
    ("resolution", "Which entries apply"),
    ("stacking", "Stacking"),
    ("list-rules", "The whole list"),
    ("factors", "The patient"),
    ("left-out", "What did not go in"),
    ("counts", "Counts"),
)


@require_safe
@reads_release
@kept
def method(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    return show(
        request,
        loaded,
        "interactions/method.html",
        section="method",
        sections=SECTIONS,
        **method_tables(),
        **release_tables(loaded),
    )
