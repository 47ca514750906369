"""Whether a posted form was sent from this site's own page, without a cookie."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

OWN = ("same-origin", "none")  # none: the reader's own act, such as sending the form again


def from_this_site(request: HttpRequest) -> bool:
    """The browser's own word decides: Sec-Fetch-Site, else Origin, else Referer.

    Programs and browsers too old to send any of the three are let through: their requests are limited per address.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in OWN
    sent_from = request.headers.get("Origin") or request.headers.get("Referer")
    if sent_from is None:
        return True
    return _host(sent_from) in (request.get_host().lower(), _host(settings.SITE_URL))


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
