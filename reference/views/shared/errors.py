"""Pages for what went wrong. They say what to do next, inside the usual frame where a release can be read."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reference.release.storage.codec import UnreadableRelease
from reference.release.storage.library import (
    AllWithdrawn,
    LoadedRelease,
    NoRelease,
    ReleaseBusy,
    current_release,
    get_release,
)
from reference.release.storage.request import BadDate
from reference.release.storage.store import CorruptRelease, ReleaseNotFound

from .render import pinned_version, show

LAST_RESORT = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Something went wrong</title>"
    "<h1>Something went wrong here</h1><p>The answer could not be made. Nothing you typed was kept. "
    'Go back and try again, or use another reference.</p><p><a href="/">Start again</a></p></html>'
)
RETRY_SOON = {"Retry-After": "60"}  # a release may be published or restored at any moment


RETRY_AT_ONCE = {"Retry-After": "2"}
BUSY = "Old releases are opened one at a time, and another is being opened now."
READ_CURRENT = "Open this address again in some seconds. The current release answers as always."


class Said(NamedTuple):
    """What a page of this status says if nothing more is known, and what the reader can do."""

    title: str
    message: str
    advice: str


SAID = {
    400: Said(
        "The request could not be read",
        "Nothing was checked. Nothing you typed was kept.",
        "Go back and correct it, or start again.",
    ),
    403: Said("Not open to you", "This page is not open to you.", "If you are an editor, sign in first."),
    404: Said(
        "Nothing is here",
        "There is no page at this address.",
        "A medicine is found through the check; it takes names, brands and codes. That nothing is here says nothing about safety.",
    ),
    405: Said(
        "This cannot be sent here",
        "This page only answers to being opened. Nothing you typed was kept.",
        "Open the page itself, or check a list.",
    ),
    413: Said(
        "Too much was sent",
        "More was sent than is read at once. Nothing was read, and nothing of it was kept.",
        "Go back: it is still there as you typed it. Shorten it, or send it in parts.",
    ),
    415: Said(
        "Files are not taken here",
        "What was sent came as a form with files. Nothing was read, and nothing of it was kept.",
        "Paste the list as text into the form. A program sends it as JSON; see the API.",
    ),
    429: Said(
        "Too many requests",
        "More was asked from your address than is answered at once; a whole hospital may share one. Nothing was checked.",
        "Go back, wait and send it again.",
    ),
    500: Said(
        "Something went wrong here",
        "The answer could not be made. Nothing you typed was kept.",
        "Try again. If it happens again, use another reference for now.",
    ),
    503: Said(
        "The reference cannot answer now",
        "No release of the reference can be read at present.",
        "Try again shortly. Until then use another source; in poisoning call your poison centre.",
    ),
}
WITHDRAWN = "What this reference said was withdrawn, and nothing has taken its place yet. Do not rely on a copy of it."
USE_ANOTHER = "Use another source; in poisoning call your poison centre."
FORM_EXPIRED = "The form was open too long, or came from another site. Nothing was changed."
OPEN_AGAIN = "Open its page again, then send it again."
DATABASE_AWAY: dict[str, Any] = {
    "title": "The database cannot be used now",
    "message": "The database did not answer in time: it is busy, locked or away. What readers see goes on.",
    "advice": "Go back: most browsers still have what you typed. See whether it was saved, wait a minute, then send it again.",
    "headers": RETRY_SOON,
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A view's own words. Other messages quote what was sent, and are not shown."""
    return error_page(request, 400, str(exception) if isinstance(exception, BadRequest) else "")


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """In place of Django's own page, whose inline style the content policy blocks.

    Readers' forms need no token, so outside the admin this means a page that accepts no form.
    """
    if not request.path.startswith("/admin/"):
        return method_not_allowed(request, "GET, HEAD")
    return error_page(request, 403, FORM_EXPIRED, advice=OPEN_AGAIN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A view's own words, where it raised the error; Django's describe its patterns and help no reader."""
    words = exception.args[0] if exception is not None and exception.args else ""
    return error_page(request, 404, words if isinstance(words, str) else "")


def files_not_taken(request: HttpRequest) -> HttpResponse:
    return error_page(request, 415)


def method_not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    return error_page(request, 405, headers={"Allow": allowed})


def too_many_requests(request: HttpRequest, wait: float) -> HttpResponse:
    """`wait`: seconds until the next is answered."""
    seconds = max(1, math.ceil(wait))
    again = f"{seconds} seconds" if seconds < 100 else f"{math.ceil(seconds / 60)} minutes"
    advice = f"Go back, wait {again} and send it again."
    return error_page(request, 429, advice=advice, headers={"Retry-After": str(seconds)})


def server_error(request: HttpRequest) -> HttpResponse:
    """The same fault may recur while the error page is made: then a simpler page, and at last plain text."""
    away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status, words = (503, DATABASE_AWAY) if away else (500, {})
    for loaded in (_readable_release, lambda request: None):
        try:
            return error_page(request, status, release=loaded, **words)
        except Exception:
            continue
    return HttpResponse(LAST_RESORT, status=500)


def failure_page(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The page for what a view could not answer; None for an error of our own."""
    match error:
        case BadDate() | BadRequest():
            return error_page(request, 400, str(error))
        case RequestDataTooBig():
            return error_page(request, 413)
        case NoRelease() if "as_of" in request.GET:
            return error_page(request, 404, _sentence(error), advice="Choose a later day under Releases.")
        case AllWithdrawn():
            return error_page(request, 503, WITHDRAWN, advice=USE_ANOTHER, headers=RETRY_SOON)
        case NoRelease():
            return error_page(request, 503, headers=RETRY_SOON)
        case CorruptRelease() | UnreadableRelease():
            return error_page(request, 503, _sentence(error), headers=RETRY_SOON)
        case ReleaseBusy():
            return error_page(
                request, 503, BUSY, advice=READ_CURRENT, headers=RETRY_AT_ONCE, release=_current
            )
    return None


def error_page(
    request: HttpRequest,
    status: int,
    message: str = "",
    *,
    title: str = "",
    advice: str = "",
    headers: dict[str, str] | None = None,
    release: Callable[[HttpRequest], LoadedRelease | None] | None = None,
) -> HttpResponse:
    """Never cached: it describes one moment."""
    said = SAID[status]
    loaded = (release or _readable_release)(request)
    context: dict[str, Any] = {
        "title": title or said.title,
        "message": message or said.message,
        "advice": advice or said.advice,
        "layout": "page.html" if loaded else "base.html",
    }
    if loaded:
        response = show(request, loaded, "errors/error.html", status=status, **context)
    else:
        response = render(request, "errors/error.html", context, status=status)
    for name, value in {"Cache-Control": "no-store", **(headers or {})}.items():
        response.headers[name] = value
    return response


def _readable_release(request: HttpRequest) -> LoadedRelease | None:
    """The release the reader is in, else the current one, else none."""
    read: Callable[[], LoadedRelease | None] = getattr(request, "release_read", lambda: None)
    if (loaded := read()) is not None:
        return loaded
    version = pinned_version(request)
    try:
        return get_release(version) if version else current_release()
    except (NoRelease, ReleaseNotFound, CorruptRelease, UnreadableRelease, ReleaseBusy):
        return None


def _current(request: HttpRequest) -> LoadedRelease | None:
    try:
        return current_release()
    except NoRelease:
        return None


def _sentence(error: Exception) -> str:
    words = str(error)
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
