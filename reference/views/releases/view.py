"""The releases: which was current when, what changed, and what became of each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reference.release.changes.diff import as_notes
from reference.release.storage.catalogue import newest_first
from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import index_tag, reads_release
from reference.release.storage.store import IndexEntry
from reference.views.shared.frame import reviewed_words, today
from reference.views.shared.labels import counted
from reference.views.shared.render import show

from .changes import UNREADABLE, difference, groups, severity_words

COUNTED = (
    ("interactions", "interaction entry", "interaction entries"),
    ("practice_notes", "answer", "answers"),
    ("risks", "risk", "risks"),
    ("claims", "claim", "claims"),
    ("alkaloids", "alkaloid", "alkaloids"),
    ("populations", "population", "populations"),
    ("medications", "medicine with roles", "medicines with roles"),
    ("resolved_interactions", "medicine reached by an entry", "medicines reached by an entry"),
    ("substances", "name in the vocabulary", "names in the vocabulary"),
    ("sources", "source", "sources"),
)
NOTES_SHOWN = 6
COMPARED_IN_LIST = 8
"""Releases whose changes the list describes; for older ones it links to the comparison."""


@require_safe
@reads_release
def releases(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    """Never answered from a cache, because an old release can be withdrawn while the current one stays."""
    entries = newest_first(loaded.catalogue.index)
    listed = [
        {
            **overview_of(entry, current=entry.manifest.version == loaded.manifest.version),
            **_since(entry, entries[place + 1 : place + 2], compared=place < COMPARED_IN_LIST),
        }
        for place, entry in enumerate(entries)
    ]
    response = show(
        request,
        loaded,
        "reference/releases.html",
        releases=listed,
        versions=versions(entries),
        today=today(),
        first_day=entries[-1].manifest.published_at.date() if entries else None,
    )
    response.headers["ETag"] = index_tag(loaded, request.get_full_path())
    return response


@require_safe
@reads_release
def compare(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    """Any two releases, entry by entry and medicine by medicine; by default the last two."""
    entries = newest_first(loaded.catalogue.index)
    old = _asked(request, loaded, "from", entries[1:2] or entries[:1])
    new = _asked(request, loaded, "to", entries[:1])
    try:
        found = difference(old, new)
    except UNREADABLE:
        found = None
    one, other = old.manifest.version, new.manifest.version
    response = show(
        request,
        loaded,
        "reference/compare.html",
        old=old,
        new=new,
        same=one == other,
        backwards=entries.index(old) < entries.index(new),
        unreadable=found is None,
        groups=groups(found.changes, one, other) if found else [],
        results=[(r, severity_words(r.before), severity_words(r.after)) for r in found.results]
        if found
        else [],
        recalled=found.recalled if found else (),
        lifted=found.lifted if found else (),
        versions=versions(entries),
    )
    response.headers["ETag"] = index_tag(loaded, request.get_full_path())
    return response


def versions(entries: list[IndexEntry]) -> list[tuple[str, str]]:
    """What a choice of releases offers: each with its day, and whether it was withdrawn."""
    return [
        (
            e.manifest.version,
            f"{e.manifest.version}, {e.manifest.published_at:%-d %b %Y}{' (withdrawn)' if e.withdrawn else ''}",
        )
        for e in entries
    ]


def overview_of(entry: IndexEntry, *, current: bool) -> dict[str, Any]:
    """One release in a list."""
    manifest = entry.manifest
    notes = [line.strip() for line in manifest.notes.splitlines() if line.strip()]
    return {
        "manifest": manifest,
        "checksum": entry.checksum,
        "withdrawn": entry.withdrawn,
        "current": current,
        "notes": notes[:NOTES_SHOWN],
        "more_notes": notes[NOTES_SHOWN:],
        "review": f"{reviewed_words(manifest)}; {counted(manifest.needs_verification, 'statement')} to verify",
    }


def release_overview(loaded: LoadedRelease) -> dict[str, Any]:
    """What one release holds, in numbers a reader can compare."""
    release = loaded.release
    numbers = [(len(getattr(release, name)), one, many) for name, one, many in COUNTED]
    return {
        **overview_of(
            IndexEntry(manifest=loaded.manifest, checksum=loaded.checksum, withdrawn=loaded.withdrawn),
            current=loaded.is_current,
        ),
        "numbers": [(f"{number:,}", one if number == 1 else many) for number, one, many in numbers],
    }


def _since(entry: IndexEntry, before: list[IndexEntry], *, compared: bool) -> dict[str, Any]:
    """What changed since the release before it, for a list. Notes that only repeat the changes are left out."""
    summary: dict[str, Any] = {"previous": None, "compared": False, "numbers": []}
    manifest = entry.manifest
    if not before:
        counts = [(manifest.counts.get(name, 0), one, many) for name, one, many in COUNTED]
        return {**summary, "numbers": [counted(n, one, many) for n, one, many in counts if n]}
    summary["previous"] = before[0].manifest.version
    if not compared:
        return summary
    try:
        found = difference(before[0], entry)
    except UNREADABLE:
        return summary
    repeated = set(as_notes(found.changes).splitlines())
    own = [line.strip() for line in manifest.notes.splitlines() if line.strip() and line not in repeated]
    return {
        **summary,
        "compared": True,
        "groups": groups(found.changes, before[0].manifest.version, manifest.version),
        "recalled": found.recalled,
        "lifted": found.lifted,
        "results": len(found.results),
        "notes": own[:NOTES_SHOWN],
        "more_notes": own[NOTES_SHOWN:],
    }


def _asked(request: HttpRequest, loaded: LoadedRelease, name: str, default: list[IndexEntry]) -> IndexEntry:
    """The release that a parameter names. Raises Http404."""
    version = request.GET.get(name)
    if not version:
        return default[0]
    entry = loaded.catalogue.index.releases.get(version)
    if entry is None:
        raise Http404(f"There is no release {version[:40]}.")
    return entry
