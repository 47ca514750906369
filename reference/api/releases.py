"""The releases themselves: what was sealed, when, whether it was withdrawn, and its exact bytes."""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any

import msgspec
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework import status
from rest_framework.request import Request

from reference.release.schema.release import Manifest, Release
from reference.release.storage.catalogue import newest_first
from reference.release.storage.library import LoadedRelease, library
from reference.release.storage.request import holds, index_tag, parse_date
from reference.release.storage.store import IndexEntry, ReleaseIndexFile, Withdrawal

from .envelope import Answer, answer
from .input import ReleaseQuery
from .paging import Page, PageQuery, page_of
from .release_view import LookUp, PublicView, validity_headers
from .schema import described

FOR_EVER = "public, max-age=31536000, immutable"


class ReleaseRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A sealed release as the index knows it."""

    version: str
    checksum: str
    current: bool
    withdrawn: Withdrawal | None
    manifest: Manifest
    bundle: str  # the address of its sealed bytes


class ListQuery(PageQuery):
    release = None  # the list is as of a day, not as of one release


class OneQuery(ReleaseQuery):
    release = None


def releases_by(index: ReleaseIndexFile, day: dt.date | None) -> dict[str, IndexEntry]:
    """Every listed release, newest first; only those of a day and before where one is given.

    Withdrawals are shown as they are known now: a later one concerns a reader of the past too.
    """
    entries = newest_first(index)
    return {e.manifest.version: e for e in entries if day is None or e.manifest.published_at.date() <= day}


def asked_day(query: dict[str, Any]) -> dt.date | None:
    return parse_date(query["as_of"]) if "as_of" in query else None


def entry_of(index: ReleaseIndexFile, version: str, day: dt.date | None) -> IndexEntry:
    """Raises Http404."""
    entry = releases_by(index, day).get(version)
    if entry is None:
        raise Http404(
            f"There was no release {version} on {day}." if day else f"There is no release {version}."
        )
    return entry


def _record(entry: IndexEntry, loaded: LoadedRelease) -> ReleaseRecord:
    version = entry.manifest.version
    return ReleaseRecord(
        version=version,
        checksum=entry.checksum,
        current=version == loaded.manifest.version,
        withdrawn=entry.withdrawn,
        manifest=entry.manifest,
        bundle=f"/api/v1/releases/{version}/bundle",
    )


class _AboutReleases(LookUp):
    """Answers about other releases change when the index does, even where the current release does not."""

    query_class = OneQuery

    def asked_release(self, request: Request) -> str | None:
        return None

    def tag(self, loaded: LoadedRelease) -> str:
        return index_tag(loaded)


@described(
    "list_releases",
    Page[ReleaseRecord],
    tag="releases",
    summary="Every release, newest first",
    query=ListQuery,
)
class ReleaseList(_AboutReleases):
    query_class = ListQuery

    def answer(self, loaded: LoadedRelease, query: dict[str, Any]) -> Page[ReleaseRecord]:
        records = [
            _record(entry, loaded) for entry in releases_by(loaded.catalogue.index, asked_day(query)).values()
        ]
        return page_of(records, query, self.request, loaded)


@described(
    "read_release",
    Answer[ReleaseRecord],
    tag="releases",
    summary="One release: its manifest, and whether it was withdrawn",
    query=OneQuery,
)
class ReleaseDetail(_AboutReleases):
    def answer(self, loaded: LoadedRelease, query: dict[str, Any], version: str) -> Answer[ReleaseRecord]:
        return answer(loaded, _record(entry_of(loaded.catalogue.index, version, asked_day(query)), loaded))


@described(
    "read_bundle", Release, tag="releases", summary="The sealed bytes of a release, exactly", query=OneQuery
)
class ReleaseBundle(PublicView):
    """Bytes whose SHA-256 is the checksum of the release. They never change, so they may be kept for ever."""

    def get(self, request: Request, version: str) -> HttpResponseBase:
        day = asked_day(OneQuery.read(request.query_params))
        entry = entry_of(library().index(), version, day)
        manifest, tag = entry.manifest, f'"{entry.checksum}"'
        digest = base64.b64encode(bytes.fromhex(entry.checksum)).decode()
        headers = {
            "ETag": tag,
            "Cache-Control": FOR_EVER,
            "Repr-Digest": f"sha-256=:{digest}:",
            "Release-Version": manifest.version,
            "Release-Checksum": entry.checksum,
            **validity_headers(manifest),
        }
        if holds(request, tag):
            return HttpResponse(status=status.HTTP_304_NOT_MODIFIED, headers=headers)
        sealed = library().store.read_verified(version, entry.checksum)
        headers["Content-Disposition"] = f'inline; filename="kratom-reference-{version}.json"'
        return HttpResponse(sealed, content_type="application/json", headers=headers)
