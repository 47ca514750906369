"""The public list of corrections: what must not be relied on now, and what was put right between releases."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reference.release.storage.catalogue import newest_first
from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import index_tag, reads_release
from reference.release.storage.store import IndexEntry
from reference.views.shared.render import show

from .changes import UNREADABLE, difference, linked, marked

LOOKED_AT = 24
"""Releases whose corrections are listed: each is read and compared once by every worker."""


class Corrected(NamedTuple):
    """One thing put right: what it is, where it is read, what is different."""

    title: str
    kind: str
    address: str
    sentences: tuple[str, ...]


class Batch(NamedTuple):
    """What one release put right, or that it was itself withdrawn."""

    version: str
    day: dt.date
    withdrawn: str
    corrected: tuple[Corrected, ...]


@require_safe
@reads_release
def corrections(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    """Computed from the sealed releases alone, so that no correction can be left out."""
    entries = newest_first(loaded.catalogue.index)
    response = show(
        request,
        loaded,
        "reference/corrections.html",
        open=[marked(recall, loaded.release) for recall in loaded.marks],
        batches=[batch for batch in _batches(entries[: LOOKED_AT + 1]) if batch.withdrawn or batch.corrected],
        releases=len(entries),
        older=len(entries) > LOOKED_AT + 1,
    )
    response.headers["ETag"] = index_tag(loaded, request.get_full_path())
    return response


def _batches(entries: list[IndexEntry]) -> list[Batch]:
    """Newest first: each release against the one before it."""
    found = []
    for entry, before in zip(entries, [*entries[1:], None], strict=True):
        manifest = entry.manifest
        withdrawn = entry.withdrawn
        if withdrawn:
            found.append(Batch(manifest.version, withdrawn.at.date(), withdrawn.reason, ()))
        if before is not None:
            found.append(Batch(manifest.version, manifest.published_at.date(), "", _corrected(before, entry)))
    return sorted(found, key=lambda batch: batch.day, reverse=True)


def _corrected(old: IndexEntry, new: IndexEntry) -> tuple[Corrected, ...]:
    """Ratings and verdicts that changed, citations removed, entries removed, recalled or cleared."""
    try:
        found = difference(old, new)
    except UNREADABLE:
        return ()
    one, other = old.manifest.version, new.manifest.version
    changed = [linked(change, one, other) for change in found.changes if change.corrects]
    put_right = [Corrected(i.change.title, i.kind, i.address, i.change.sentences) for i in changed]
    marks = [(mark, f"Recalled: {mark.reason}") for mark in found.recalled]
    marks += [(mark, f"No longer under correction. Recalled because: {mark.reason}") for mark in found.lifted]
    return (*(Corrected(mark.title, mark.kind, mark.address, (words,)) for mark, words in marks), *put_right)
