"""Which release a request reads: today's, a pinned one, or the one of a date. A view is a function of both."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import weakref
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.utils.cache import patch_cache_control

from reference.release.schema.days import read_day

from .library import LoadedRelease, current_release, get_release, release_as_of
from .store import ReleaseNotFound

View = Callable[..., HttpResponse]
SERVER_START = dt.datetime.now(dt.UTC).strftime("%Y%m%d%H%M%S")


class BadDate(ValueError):
    """`as_of` is not a date."""


def chosen_release(request: HttpRequest, version: str | None = None) -> LoadedRelease:
    """The release that a request asks for. Raises BadDate, NoRelease, and as `Library.get`."""
    if version is not None:
        return get_release(version)
    if "as_of" in request.GET:
        return release_as_of(parse_date(request.GET["as_of"]))
    return current_release()


def parse_date(text: str) -> dt.date:
    try:
        return read_day(text)
    except ValueError:
        raise BadDate(f"as_of={text[:40]!r} is not a date; write it as 2026-11-30") from None


def reads_release(view: View) -> View:
    """Pages: hand the view its release. `?as_of=` leads to the pinned address, so that a link keeps its meaning.

    Raises BadDate, NoRelease, CorruptRelease, UnreadableRelease, ReleaseBusy: `config.middleware` turns them into pages.
    """

    @functools.wraps(view)
    def wrapper(request: HttpRequest, *args: Any, version: str | None = None, **kwargs: Any) -> HttpResponse:
        try:
            loaded = chosen_release(request, version)
        except ReleaseNotFound:
            raise Http404(f"There is no release {version}.") from None
        if version is None and "as_of" in request.GET and request.method in ("GET", "HEAD"):
            return HttpResponseRedirect(f"/releases/{loaded.manifest.version}{request.path}")
        request.pinned_version = version
        request.release_read = weakref.ref(
            loaded
        )  # Django's requests outlive their answer until the collector comes
        if not loaded.is_preview and holds(request, tag := etag(loaded)):
            return HttpResponseNotModified(headers={"ETag": tag})
        response = view(request, loaded, *args, **kwargs)
        return stamped(request, response, loaded)

    return wrapper


def etag(loaded: LoadedRelease, *also: str) -> str:
    """The only place that makes entity tags: anything that changes the answer must change the tag.

    That is the code (while developing: each start), the release, its withdrawal, whether its day is over, the marks of
    recalled entries, which release is current, and whether that is the newest. `also`: what this answer depends on
    besides. A preview's tag is its own, and is never sent (`stamped`).
    """
    if loaded.is_preview:
        return f'"{loaded.manifest.version}"'
    parts = (
        SERVER_START if settings.DEBUG else settings.CODE_REVISION,
        loaded.checksum,
        loaded.withdrawn,
        loaded.is_past_its_day,
        loaded.marks,
        loaded.catalogue.served,
        loaded.catalogue.wanted,
        also,
    )
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def index_tag(loaded: LoadedRelease, *also: str) -> str:
    """The tag of an answer about other releases: it changes with the folder's index too."""
    return etag(loaded, repr(loaded.catalogue.stamp), *also)


def holds(request: Any, tag: str) -> bool:
    """Whether the reader has the answer of this tag already. Takes Django's request, and the API's."""
    sent = request.headers.get("If-None-Match", "").split(",")
    return request.method in ("GET", "HEAD") and tag in [one.strip().removeprefix("W/") for one in sent]


def stamped(request: HttpRequest, response: HttpResponse, loaded: LoadedRelease) -> HttpResponse:
    """Every answer says which release it came from; the answer to a POST is never cached."""
    response.headers["Release-Version"] = loaded.manifest.version
    response.headers["Release-Checksum"] = loaded.checksum
    if loaded.is_preview:
        return _for_editors_only(response)
    if getattr(request, "pinned_version", None) is not None or not loaded.is_current:
        response.headers["X-Robots-Tag"] = "noindex"  # search engines are to find the current release
    if request.method not in ("GET", "HEAD") or response.status_code >= 400:
        patch_cache_control(response, no_store=True)
    elif response.status_code == 200:
        response.headers.setdefault("ETag", etag(loaded))
        patch_cache_control(response, no_cache=True)
    return response


def _for_editors_only(response: HttpResponse) -> HttpResponse:
    """A preview is kept out of caches and search engines."""
    response.headers.pop("ETag", None)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
