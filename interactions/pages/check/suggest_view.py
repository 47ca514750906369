"""Suggestions while a list is typed. Typed text is posted, so it is in no address or log, and never stored."""

from __future__ import annotations

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from interactions.screening.release_index import release_index
from interactions.screening.screen import screen_medications
from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import reads_release

from .form import CheckForm
from .suggestions import offers, readings

MOST_TYPED = 120  # characters of a name


@csrf_exempt  # it changes nothing, and readers get no cookie
@require_POST
@reads_release
def suggest(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    """Names and questions that begin with the typed text."""
    try:
        typed = request.POST.get("typed", "")
    except RequestDataTooBig:
        return _json(())
    return _json(offers(typed, loaded) if len(typed) <= MOST_TYPED else ())


@csrf_exempt
@require_POST
@reads_release
def read(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    """What each line of the list is read as, by the same screen that will answer it."""
    try:
        form = CheckForm(request.POST)
    except RequestDataTooBig:
        return _json(())
    if not form.is_valid():
        return _json(())
    return _json(readings(screen_medications(form.lines, form.context(), loaded.derived(release_index))))


def _json(items: tuple[msgspec.Struct, ...]) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(items), content_type="application/json")
