"""How often one address may ask: counted in windows, at the same small cost whatever the rate."""

from __future__ import annotations

import time
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle


class WindowThrottle(AnonRateThrottle):
    """DRF's own keeps the time of every request and reads the whole list each time; this keeps one number.

    Rate, address and wait mean what they mean there. Counted in the cache: by each worker for itself unless
    the cache is shared.
    """

    def allow_request(self, request: Request | HttpRequest, view: Any = None) -> bool:
        if self.rate is None:
            return True
        self.window = int(time.time() // self.duration)
        key = f"{self.get_cache_key(request, view)}:{self.window}"
        cache.add(key, 0, timeout=self.duration)
        try:
            return cache.incr(key) <= self.num_requests
        except ValueError:  # a full cache dropped it in between; the window is not worth an error
            return True

    def wait(self) -> float:
        """Seconds until the next window opens."""
        return max(1.0, (self.window + 1) * self.duration - time.time())


class PageThrottle(WindowThrottle):
    """Pages that compute an answer. Asks for no user: that would reach the database."""

    scope = "pages"

    def get_cache_key(self, request: Request | HttpRequest, view: Any) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class ReportThrottle(PageThrottle):
    """Reports that readers send: people read them."""

    scope = "reports"
