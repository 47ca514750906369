"""What robots and security researchers look for at fixed addresses."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from reference.views.shared.frame import today

NOT_FOR_ROBOTS = (
    "/admin/",
    "/api/",
    "/releases/2",  # every page of every old release; their list and the feed may be read
    "/releases/preview-",
    "/releases/compare/",
    "/*?",  # a part of a list; the whole list leads to every page
    "/sources.",
    "/predict/",
    "/report/",
    "/offline.json",
)
PROMISED = dt.timedelta(days=180)
"""How long the contact may be relied on."""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The current pages may be read; what is old, posted or for programs is left alone."""
    lines = ("User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS))
    return _text(lines)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Without a configured contact there is no such page: an address must not be made up."""
    if not settings.CONTACT:
        raise Http404("No contact for reports of a weakness is set.")
    until = today() + PROMISED
    return _text(
        (
            f"Contact: {settings.CONTACT}",
            f"Expires: {until.isoformat()}T00:00:00Z",
            "Preferred-Languages: en",
            f"Canonical: {settings.SITE_URL}{reverse('security')}",
        )
    )


def _text(lines: tuple[str, ...]) -> HttpResponse:
    content = "".join(f"{line}\n" for line in lines)
    headers = {"Cache-Control": "max-age=3600"}
    return HttpResponse(content, content_type="text/plain; charset=utf-8", headers=headers)
