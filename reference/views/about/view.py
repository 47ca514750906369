"""What the reference is for, what it is not, what may go wrong, and whose data it uses."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import reads_release
from reference.views.shared.render import kept, show

from .safety_file import functions, hazards

SECTIONS = (
    ("purpose", "What it is for"),
    ("not", "What it is not"),
    ("release", "State of this release"),
    ("status", "Regulatory status"),
    ("hazards", "Hazards and controls"),
    ("reporting", "Report and corrections"),
    ("typed", "What you type"),
    ("interests", "Interests"),
    ("data", "Whose data"),
)


@require_safe
@reads_release
@kept
def about(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    return show(
        request,
        loaded,
        "reference/about.html",
        sections=SECTIONS,
        manifest=loaded.manifest,
        recalled=len(loaded.marks),
        functions=functions(),
        hazards=hazards(),
    )
