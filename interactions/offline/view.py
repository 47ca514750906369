"""The offline copy: the document, its page, the service worker that caches both, and the manifest."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from concurrent.futures import Future, ThreadPoolExecutor

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from interactions.rating.phrases import EMERGENCY_LINE
from reference.release.schema.terms import Severity
from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import etag, holds, reads_release

from .copy import OfflineCopy, offline_copy

_maker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="offline-copy")

SHELL = ("app.css", "favicon.svg", "offline_page.js", "offline_copy.js")
IMPORTED = ("offline.js", "privacy.js")
"""Modules that others import: the browser asks for them by their plain names."""


@require_safe
@reads_release
def document(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    """Everything the browser needs to answer offline, with a checksum of the complete document.

    Built once per release in the background, which takes seconds; requests in the meantime are asked to retry.
    """
    making = loaded.derived(_make)
    try:
        copy = making.result(settings.OFFLINE_WAIT)
    except TimeoutError:
        return HttpResponse(status=503, headers={"Retry-After": "15", "Cache-Control": "no-store"})
    compressed = accepts_gzip(request.headers.get("Accept-Encoding", ""))
    tag = etag(loaded, "gzip" if compressed else "plain")
    headers = {"ETag": tag, "Document-Checksum": copy.checksum}
    if holds(request, tag):
        response: HttpResponse = HttpResponseNotModified(headers={"ETag": tag})
    else:
        data = copy.compressed if compressed else copy.data
        response = HttpResponse(data, content_type="application/json", headers=headers)
    if compressed and response.status_code == 200:
        response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The page, without release data: it reads the copy stored in the browser."""
    ratings = [severity for severity in reversed(Severity) if severity is not Severity.NONE]
    response = render(
        request, "interactions/offline.html", {"ratings": ratings, "emergency_line": EMERGENCY_LINE}
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Its bytes change with the pages and scripts that it caches, so that browsers update it."""
    content = render_to_string(
        "interactions/offline_worker.js",
        {
            "version": _version(request),
            "shell": json.dumps(_shell()),
            "page": json.dumps(reverse("offline")),
            "document": json.dumps(reverse("offline_document")),
            "home": json.dumps(reverse("check")),
        },
    )
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"}
    return HttpResponse(content, content_type="text/javascript; charset=utf-8", headers=headers)


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """The web app manifest."""
    return JsonResponse(
        {
            "id": "/",
            "name": "Kratom Interaction Reference",
            "short_name": "Kratom",
            "description": "Kratom with medicines: what matters, how sure we are, what to do. For clinicians.",
            "start_url": reverse("check"),
            "scope": "/",
            "display": "standalone",
            "background_color": "#fbfbf8",
            "theme_color": "#1d5b43",
            "icons": [
                {
                    "src": static("favicon.svg"),
                    "sizes": "any",
                    "type": "image/svg+xml",
                    "purpose": "any maskable",
                }
            ],
        },
        content_type="application/manifest+json",
        headers={"Cache-Control": "no-cache"},
    )


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header takes gzip: `gzip;q=0` says that it does not."""
    weights = {}
    for part in header.lower().split(","):
        coding, _, parameter = part.partition(";")
        weight = parameter.strip().removeprefix("q=")
        weights[coding.strip()] = not re.fullmatch(r"0(\.0*)?", weight)
    return weights.get("gzip", weights.get("*", False))


def _make(loaded: LoadedRelease) -> Future[OfflineCopy]:
    return _maker.submit(offline_copy, loaded)


def _shell() -> list[str]:
    return [*map(static, SHELL), *(f"{settings.STATIC_URL}{name}" for name in IMPORTED)]


def _version(request: HttpRequest) -> str:
    return _version_of(page(request).content)


@functools.cache
def _version_of(content: bytes) -> str:
    digest = hashlib.sha256(content)
    for name in (*SHELL, *IMPORTED):
        path = finders.find(name)
        assert isinstance(path, str), name
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()[:16]
