"""The releases: what stood when, and what became of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reference.release.library import LoadedRelease, library
from reference.release.reading import reads_release
from reference.release.store import IndexEntry

from .frame import reviewed_words
from .pages import show

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


@require_safe
@reads_release
def releases(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    """Never answered from a cache's copy: an old release can be withdrawn while the current one stays."""
    entries = sorted(library().index().releases.values(), key=lambda e: e.manifest.published_at, reverse=True)
    listed = [
        overview_of(entry, current=entry.manifest.version == loaded.manifest.version) for entry in entries
    ]
    response = show(request, loaded, "reference/releases.html", releases=listed)
    response.headers["ETag"] = '"' + "-".join(str(part) for part in library().store.stamp() or ()) + '"'
    return response


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
        "review": f"{reviewed_words(manifest)}; {manifest.needs_verification:,} statements to verify",
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
