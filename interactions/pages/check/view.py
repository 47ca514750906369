"""Check a list: an empty form, or the answer to the posted list. Posted text is never stored."""

from __future__ import annotations

import re

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interactions.screening.pasted_list import MAX_LINES, MAX_TEXT, ListTooLarge, split_list
from interactions.screening.release_index import release_index
from interactions.screening.screen import screen_medications
from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import reads_release
from reference.views.releases.view import release_overview
from reference.views.shared.render import pinned_version, show

from .chart_note import chart_note
from .form import CheckForm
from .other_lines import BESIDE, renamed
from .results import results

TOO_LARGE = (
    f"The list is too large; at most {MAX_LINES} lines and {MAX_TEXT:,} characters are checked at once. "
    "Go back: it is still there as you typed it. Then check it in two parts or more."
)


@csrf_exempt  # it changes nothing, and readers get no cookie
@require_http_methods(["GET", "HEAD", "POST"])
@reads_release
def check(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    if request.method != "POST":
        return _empty(request, loaded)
    try:
        posted = request.POST
    except RequestDataTooBig:
        return _form_page(request, loaded, CheckForm(), status=413, too_large=TOO_LARGE)
    form = CheckForm(settled(posted))
    if not form.is_valid():
        return _form_page(request, loaded, form, status=400)
    return _answer(request, loaded, form)


def _empty(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    """The form; at a pinned address it uses that release."""
    if pinned_version(request) is None:
        return _form_page(request, loaded, CheckForm())
    return show(
        request,
        loaded,
        "interactions/pinned.html",
        form=CheckForm(),
        too_large="",
        **release_overview(loaded),
    )


def _form_page(
    request: HttpRequest, loaded: LoadedRelease, form: CheckForm, *, status: int = 200, too_large: str = ""
) -> HttpResponse:
    return show(
        request,
        loaded,
        "interactions/check.html",
        section="check",
        status=status,
        form=form,
        too_large=too_large,
        notes=loaded.release.practice_notes,
    )


def _answer(request: HttpRequest, loaded: LoadedRelease, form: CheckForm) -> HttpResponse:
    report = screen_medications(form.lines, form.context(), loaded.derived(release_index))
    found = results(report, loaded, form.first_slot(report.context.setting))
    return show(
        request,
        loaded,
        "interactions/results.html",
        section="check",
        form=form,
        results=found,
        chart_note=chart_note(found, loaded),
        too_large="",
    )


def settled(posted: QueryDict) -> QueryDict:
    """The posted list with the reader's choices written into their lines, as if they had been typed.

    Without a choice the list is not read here. A list that is too large is left for the form to refuse.
    """
    chosen = dict(_choices(posted))
    try:
        lines = split_list(posted.get("medications", "")) if chosen else []
    except ListTooLarge:
        return posted
    if not any(index < len(lines) for index in chosen):
        return posted
    for index, (name, whole) in chosen.items():
        if index < len(lines):
            lines[index] = name if whole else _chosen(lines[index], name)
    changed = posted.copy()
    changed["medications"] = "\n".join(lines)
    return changed


def _chosen(line: str, name: str) -> str:
    """The line with a candidate in the place of its name, or with a name of it on a line of its own below."""
    if name.startswith(BESIDE):
        return f"{line}\n{name.removeprefix(BESIDE)}"
    return renamed(line, name)


def _choices(posted: QueryDict) -> list[tuple[int, tuple[str, bool]]]:
    """(line, (name, whether it replaces the whole line)): a candidate's button, or a name typed instead."""
    found: list[tuple[int, tuple[str, bool]]] = []
    for key, value in posted.items():
        typed = str(value).strip()
        if match := re.fullmatch(r"instead-(\d{1,3})", key):
            if typed:
                found.append((int(match[1]), (typed, True)))
        elif key == "choice" and (match := re.fullmatch(r"(\d{1,3})\|(.{1,200})", typed)):
            found.append((int(match[1]), (match[2], False)))
    return found
