"""What every page shares: its release, its address in that release, and the keeping of finished pages."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from reference.release.storage.kept import Kept
from reference.release.storage.library import LoadedRelease
from reference.release.storage.provenance import today
from reference.release.storage.request import etag

from .citations import References
from .frame import frame

PAGES_KEPT = 300
TYPED_IN_ADDRESS = (
    "Words to look for are not read from an address, because addresses are kept in histories and logs. "
    "Open the list and type them there."
)
LookUp = Callable[..., HttpResponse]


def show(
    request: HttpRequest,
    loaded: LoadedRelease,
    template: str,
    *,
    section: str = "",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A page of this release. `section` marks the place in the top bar."""
    context |= {
        "frame": frame(loaded, pinned=pinned_version(request) is not None),
        "references": References(loaded.by_slug("sources")),
        "corrections": loaded.corrections,
        "section": section,
    }
    return render(request, template, context, status=status)


def pinned_version(request: HttpRequest) -> str | None:
    return getattr(request, "pinned_version", None)


def address(request: HttpRequest, name: str, *args: Any) -> str:
    """A page's address in the release that is being read: links inside a pinned page stay pinned."""
    version = pinned_version(request)
    if version is None:
        return reverse(name, args=args)
    return reverse(f"pinned:{name}", args=(version, *args))


def _kept_pages(loaded: LoadedRelease) -> Kept[tuple[str, str, dt.date], bytes]:
    """Finished pages by address, tag and day."""
    return Kept(PAGES_KEPT)


def kept_unless(*asked: str) -> Callable[[LookUp], LookUp]:
    """A page without parameters is the same for every reader: rendered once per release and day.

    `asked`: the parameters that its view reads. Any other parameter is ignored.
    """

    def decorate(view: LookUp) -> LookUp:
        @functools.wraps(view)
        def wrapper(request: HttpRequest, loaded: LoadedRelease, *args: Any, **kwargs: Any) -> HttpResponse:
            asks = any(request.GET.get(name) for name in asked)
            if request.method not in ("GET", "HEAD") or asks or settings.DEBUG:
                return view(request, loaded, *args, **kwargs)
            pages = loaded.derived(_kept_pages)
            key = (request.path, etag(loaded), today())
            if (content := pages.get(key)) is not None:
                return HttpResponse(content)
            response = view(request, loaded, *args, **kwargs)
            if response.status_code == 200:
                pages.keep(key, response.content)
            return response

        return wrapper

    return decorate


kept = kept_unless()
"""A page whose view reads no parameter."""


def refuse_typed(request: HttpRequest, name: str) -> None:
    """What a reader types is posted, because addresses are kept in histories and logs. Raises BadRequest."""
    if request.GET.get(name):
        raise BadRequest(TYPED_IN_ADDRESS)


def see_other(location: str) -> HttpResponse:
    """Lead from what was posted to a page with an address of its own."""
    response = HttpResponseRedirect(location)
    response.status_code = 303
    return response
