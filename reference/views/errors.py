"""Pages for what went wrong. They say what to do next, and none of them needs a release."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

LAST_RESORT = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Something went wrong</title>"
    "<h1>Something went wrong here</h1><p>The answer could not be made. Nothing you typed was kept. "
    'Go back and try again, or use another reference.</p><p><a href="/">Start again</a></p></html>'
)
MESSAGE = {
    400: "The request could not be read. Nothing you typed was kept.",
    403: "This page is not open to you.",
    404: "There is no page at this address.",
    500: "The answer could not be made. Nothing you typed was kept.",
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A view's own words, where it raised the error; Django's describe its patterns and help no reader."""
    words = exception.args[0] if exception is not None and exception.args else None
    return _page(request, 404, message=words if isinstance(words, str) else None)


def server_error(request: HttpRequest) -> HttpResponse:
    try:
        return _page(request, 500)
    except Exception:
        return HttpResponse(LAST_RESORT, status=500)


def _page(request: HttpRequest, status: int, message: str | None = None) -> HttpResponse:
    context: dict[str, Any] = {"message": message or MESSAGE[status]}
    return HttpResponse(render_to_string(f"errors/{status}.html", context, request=request), status=status)
