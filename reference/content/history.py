"""What became of entries since they were shipped, as far as the loader must know before it writes anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from reference.models import Entry, Revision, Status
from reference.models.revision import RevisionQuerySet
from reference.release.records import record_digest
from reference.workflow import named


class History:
    """The last and the live revision of some entries, read at once."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        slugs: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            slugs[entry.kind].append(entry.slug)
        self._last = {(r.kind, r.slug): r for r in _of(slugs, Revision.objects.newest())}
        self._live = {(r.kind, r.slug): r for r in _of(slugs, Revision.objects.live())}

    def is_as_shipped(self, entry: Entry) -> bool:
        """It was neither edited nor signed off: it may follow its file."""
        last = self._last[entry.kind, entry.slug]
        return last.baseline and last.signed_off_on is None

    def digests(self, entry: Entry) -> set[str]:
        """What the database says already: the last revision, and the one that readers see."""
        key = entry.kind, entry.slug
        return {record_digest(r.to_record()) for r in (self._last[key], self._live.get(key)) if r is not None}

    def why_no_draft(self, entry: Entry) -> str | None:
        """Why a changed file cannot even be proposed; None where it can."""
        if entry.status == Status.RETIRED:
            return "its file changed, yet it was retired here"
        if entry.status == Status.IN_REVIEW:
            return "its file changed while it is under review"
        if record_digest(self._last[entry.kind, entry.slug].to_record()) != entry.loaded_hash:
            return f"its file changed, and {self.touched(entry)}"
        return None

    def touched(self, entry: Entry) -> str:
        """Who made it more than shipped content."""
        last = self._last[entry.kind, entry.slug]
        if last.signed_off_on is not None:
            return f"{last.signed_off_by} signed it off on {last.signed_off_on}"
        return f"{named(last.created_by)} changed it on {last.created_at:%Y-%m-%d}"


def _of(slugs: dict[str, list[str]], revisions: RevisionQuerySet) -> Iterator[Revision]:
    for kind, names in slugs.items():
        yield from revisions.filter(kind=kind, slug__in=names).select_related("created_by")
