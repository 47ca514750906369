"""What each request of a page is counted against. Opening a page that asks nothing of the current release is free."""

from __future__ import annotations

import re

from django.http import HttpRequest

from interactions.pages.entries import view as entries
from reference.api.throttling import (
    ListThrottle,
    OldReleaseThrottle,
    PageThrottle,
    ReportThrottle,
    WindowThrottle,
)
from reference.views.sources.filters import Asked

IN_ANY_RELEASE = r"(?:/releases/[^/]+)?"
COMPUTED = re.compile(rf"{IN_ANY_RELEASE}/(?:predict|suggest)\b|/offline\.json")
"""Addresses that compute an answer each time they are opened."""
LISTED = re.compile(rf"{IN_ANY_RELEASE}/(?:sources\.|sources/[^/]+\.)|/releases/(?:compare/|feed\.atom)")
"""Tables, comparisons and the feed."""
FILTERED = re.compile(rf"{IN_ANY_RELEASE}/(?:interactions|sources)/")
"""Lists that cost nothing unless they are asked for a part."""
PARTS = (*entries.ASKED, *Asked._fields)
"""The parameters that ask them for one."""
REPORT = re.compile(rf"{IN_ANY_RELEASE}/report/")


def seconds_to_wait(request: HttpRequest) -> float | None:
    """None where the request may be answered."""
    for throttle in _limits_of(request):
        if not throttle.allow_request(request):
            return throttle.wait()
    return None


def _limits_of(request: HttpRequest) -> list[WindowThrottle]:
    limits: list[WindowThrottle] = [OldReleaseThrottle()]
    if request.method == "POST" or COMPUTED.match(request.path):
        limits.append(PageThrottle())
    if request.method == "POST" and REPORT.match(request.path):
        limits.append(ReportThrottle())
    if LISTED.match(request.path) or (
        FILTERED.match(request.path) and any(request.GET.get(name) for name in PARTS)
    ):
        limits.append(ListThrottle())
    return limits
