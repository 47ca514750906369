"""Figures for monitoring (Prometheus): how many requests, how long they take, what readers are served.

A label names a route, never an address: neither a medicine nor a caller can be read from it. Each worker counts in a
file in METRICS_DIR, and the worker that is asked adds them up. Without METRICS_DIR nothing is counted.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from reference.problem_reports import ReportBox
from reference.release.storage.library import LoadedRelease, NoRelease, current_release, library

from .middleware import Handler

ADDRESS = "/metrics"
METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
FORWARDED = {"X-Forwarded-For", "X-Forwarded-Proto", "Forwarded"}
REQUESTS = Counter("kratom_requests", "Requests answered.", ["route", "method", "status"])
SECONDS = Histogram(
    "kratom_request_seconds",
    "Seconds from a whole request to its answer.",
    ["route"],
    buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30),
)


def request_metrics(get_response: Handler) -> Handler:
    """Count every request, and answer for the figures themselves."""
    if not settings.METRICS_DIR:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path == ADDRESS:
            return _figures(request)
        started = time.perf_counter()
        response = get_response(request)
        route = _route_of(request)
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(route, method, response.status_code).inc()
        SECONDS.labels(route).observe(time.perf_counter() - started)
        return response

    return middleware


def _route_of(request: HttpRequest) -> str:
    """The route's name; "none" where no route was found, or the request was refused before one was looked for."""
    if request.path.startswith(settings.STATIC_URL):
        return "static"
    return request.resolver_match.view_name if request.resolver_match else "none"


def _figures(request: HttpRequest) -> HttpResponse:
    """Not public: a request that came through a proxy gets 404."""
    if request.method != "GET" or FORWARDED & set(request.headers):
        return HttpResponse("Nothing is here.\n", status=404, content_type="text/plain")
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(ReleaseFigures())
    return HttpResponse(
        generate_latest(registry), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"}
    )


class ReleaseFigures(Collector):
    """What readers are served at this moment, read anew each time: it needs no database."""

    def collect(self) -> Iterator[Metric]:
        try:
            loaded = current_release()
        except NoRelease:
            loaded = None
        yield _gauge("ready", "1 while a release can be read.", loaded is not None)
        yield _gauge("reports_open", "Open reports of readers.", ReportBox(settings.REPORTS_DIR).count())
        if loaded is not None:
            yield from _release_figures(loaded)


def _release_figures(loaded: LoadedRelease) -> Iterator[Metric]:
    manifest = loaded.manifest
    info = GaugeMetricFamily(
        "kratom_release_info", "The release that is served.", labels=["version", "checksum"]
    )
    info.add_metric([manifest.version, loaded.checksum], 1)
    yield info
    yield _gauge(
        "release_published_timestamp_seconds", "When it was published.", manifest.published_at.timestamp()
    )
    last_moment = dt.datetime.combine(manifest.valid_until, dt.time.max, dt.UTC)
    yield _gauge(
        "release_valid_until_timestamp_seconds", "Until when it may be relied on.", last_moment.timestamp()
    )
    degraded = library().state().status == "degraded"
    yield _gauge("degraded", "1 while not all of the newest that was published can be read.", degraded)
    yield _gauge("recalls_open", "Entries of it that are under correction.", len(loaded.release.recalls))


def _gauge(name: str, help_text: str, value: float) -> Metric:
    return GaugeMetricFamily(f"kratom_{name}", help_text, value=float(value))
