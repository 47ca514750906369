"""What the reference is for, what it is not, and on whose data it stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reference.release.library import LoadedRelease
from reference.release.reading import reads_release

from .pages import kept, show


@require_safe
@reads_release
@kept
def about(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    return show(request, loaded, "reference/about.html")
