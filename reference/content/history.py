"""What became of entries since they were shipped, as far as the loader must know before it writes anything."""

from __future__ import annotations

from collections.abc import Iterable

from reference.models import Entry, Revision, Status
from reference.release.storage.records import record_digest
from reference.workflow import named


class History:
    """The last and the live revision of some entries, read at once."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        history = Revision.objects.filter(entry__in=[entry.pk for entry in entries])
        history = history.select_related("entry", "created_by")
        self._last = {revision.entry_id: revision for revision in history.newest()}
        self._live = {revision.entry_id: revision for revision in history.live()}

    def is_as_shipped(self, entry: Entry) -> bool:
        """It was neither edited nor signed off: it may follow its file."""
        last = self._last[entry.pk]
        return last.baseline and last.signed_off_on is None

    def digests(self, entry: Entry) -> set[str]:
        """What the database says already: the last revision, and the one that readers see."""
        revisions = self._last[entry.pk], self._live.get(entry.pk)
        return {record_digest(revision.to_record()) for revision in revisions if revision is not None}

    def why_no_draft(self, entry: Entry) -> str | None:
        """Why a changed file cannot even be proposed; None where it can."""
        if entry.status == Status.RETIRED:
            return "its file changed, yet it was retired here"
        if entry.status == Status.IN_REVIEW:
            return "its file changed while it is under review"
        if record_digest(self._last[entry.pk].to_record()) != entry.loaded_hash:
            return f"its file changed, and {self.touched(entry)}"
        return None

    def touched(self, entry: Entry) -> str:
        """Who made it more than shipped content."""
        last = self._last[entry.pk]
        if last.signed_off_on is not None:
            return f"{last.signed_off_by} signed it off on {last.signed_off_on}"
        return f"{named(last.created_by)} changed it on {last.created_at:%Y-%m-%d}"
