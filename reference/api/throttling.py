"""How often one caller may ask: counted in windows, at the same small cost for any rate."""

from __future__ import annotations

import re
import time
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle

from reference.callers import caller_address
from reference.release.storage.codec import UnreadableRelease
from reference.release.storage.library import NoRelease, current_release
from reference.release.storage.request import BadDate, parse_date
from reference.release.storage.store import CorruptRelease, ReleaseNotFound

PINNED = re.compile(r"(?:/api/v1)?/releases/([^/]+)/.*")
NO_VERSIONS = ("compare",)
"""Names under /releases/ that are not versions."""


class WindowThrottle(AnonRateThrottle):
    """DRF's own keeps the time of every request and reads the whole list each time; this keeps one number.

    Rate and wait mean the same as there. Counted in the cache "limits": by each worker for itself unless that
    cache is shared. Asks for no user: that would reach the database.
    """

    cache = caches["limits"]

    def get_cache_key(self, request: Request | HttpRequest, view: Any) -> str:
        return self.cache_format % {"scope": self.scope, "ident": caller_address(request)}

    def allow_request(self, request: Request | HttpRequest, view: Any = None) -> bool:
        if self.rate is None:
            return True
        self.window = int(time.time() // self.duration)
        key = f"{self.get_cache_key(request, view)}:{self.window}"
        self.cache.add(key, 0, timeout=self.duration)
        try:
            return self.cache.incr(key) <= self.num_requests
        except ValueError:  # a full cache dropped it in between; the window is not worth an error
            return True

    def wait(self) -> float:
        """Seconds until the next window opens."""
        return max(1.0, (self.window + 1) * self.duration - time.time())


class PageThrottle(WindowThrottle):
    """Pages that compute an answer."""

    scope = "pages"


class ListThrottle(WindowThrottle):
    """Lists that are computed for each request: filtered, compared, as a table or a feed."""

    scope = "lists"


class OldReleaseThrottle(WindowThrottle):
    """Answers from a release other than the current one, which may have to be read from the disk first."""

    scope = "old_releases"

    def allow_request(self, request: Request | HttpRequest, view: Any = None) -> bool:
        return not asks_other_release(request) or super().allow_request(request, view)


class ReportThrottle(WindowThrottle):
    """Reports that readers send: people read them."""

    scope = "reports"


def asks_other_release(request: Request | HttpRequest) -> bool:
    """Whether an address names a release, or a day, that the current release does not answer for."""
    pinned = PINNED.fullmatch(request.path)
    named = pinned[1] if pinned and pinned[1] not in NO_VERSIONS else request.GET.get("release", "")
    day = request.GET.get("as_of", "")
    if not named and not day:
        return False
    try:
        current = current_release().manifest
        return named != current.version if named else parse_date(day) < current.published_at.date()
    except BadDate:
        return False
    except (NoRelease, CorruptRelease, UnreadableRelease, ReleaseNotFound):
        return True
