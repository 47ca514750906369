"""The patient's hand-out for a posted list, for printing. It is never stored."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interactions.pages.check.form import CheckForm
from interactions.pages.check.results import results
from interactions.screening.release_index import release_index
from interactions.screening.screen import screen_medications
from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import reads_release
from reference.views.shared.render import address, show

from . import wording as plain_words
from .handout import handout as present

WITH_PRIVATE, FOR_CARE_TEAM = "with_private", "for_care_team"
"""Boxes that the reader ticks; without them neither is on the sheet."""


@csrf_exempt  # it changes nothing, and readers get no cookie
@require_http_methods(["GET", "HEAD", "POST"])
@reads_release
def handout(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    """Without a list, go back to the form."""
    form = CheckForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return redirect(address(request, "check"))
    report = screen_medications(form.lines, form.context(), loaded.derived(release_index))
    slot = form.first_slot()
    with_private = WITH_PRIVATE in request.POST
    found = results(report, loaded, slot)
    return show(
        request,
        loaded,
        "interactions/handout.html",
        section="check",
        results=found,
        handout=present(found, loaded, starting=slot == "starting", with_private=with_private),
        for_care_team=FOR_CARE_TEAM in request.POST,
        words=plain_words,
    )
