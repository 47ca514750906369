"""The one writer: an entry, its revision, its citations and the event of it, together or not at all.

Editors, the loader and imports all write through here; in bulk, because the shipped content is some 1,200 records.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from reference.models import Citation, EditorialEvent, Entry, Revision, Source, Status
from reference.models.citation import Cited, cited_in

from .errors import UnknownSource

Act = EditorialEvent.Act


@dataclass(frozen=True)
class Change:
    """The next state of one entry. A baseline is approved by nobody; a retirement takes the entry out."""

    entry: Entry
    record: Any
    baseline: bool = False
    retirement: bool = False
    note: str = ""

    @property
    def status(self) -> Status:
        if not self.baseline:
            return Status.DRAFT
        return Status.RETIRED if self.retirement else Status.APPROVED

    @property
    def act(self) -> EditorialEvent.Act:
        if self.retirement:
            return Act.RETIRED if self.baseline else Act.RETIREMENT_PROPOSED
        return Act.BASELINE if self.baseline else Act.SAVED


def write_revisions(changes: Sequence[Change], *, by: Any) -> list[Revision]:
    """Write each change as the next revision of its entry. The caller holds the transaction and the entries' locks.

    Raises UnknownSource, and IntegrityError where a guarded value stands twice.
    """
    now = timezone.now()
    for change in changes:
        change.entry.from_record(change.record)
    entries = [change.entry for change in changes]
    _take_discarded_rows(entries)
    for change in changes:
        _stamp(change, by, now)
    _store(entries)
    numbers = _last_numbers(entries)
    revisions = [_next_revision(change, numbers[change.entry.pk], by, now) for change in changes]
    revisions = Revision.objects.bulk_create(revisions)
    _move_heads(entries, revisions)
    EditorialEvent.objects.bulk_create(
        event_of(revision, change.act, by=by, note=change.note, at=now)
        for change, revision in zip(changes, revisions, strict=True)
    )
    _rebuild_citations(changes)
    return revisions


def event_of(
    revision: Revision, act: EditorialEvent.Act, *, by: Any, note: str = "", at: dt.datetime | None = None
) -> EditorialEvent:
    """The event of an act, not yet stored."""
    return EditorialEvent(
        kind=revision.kind,
        slug=revision.slug,
        entry=revision.entry,
        revision=revision,
        act=act,
        by=by,
        at=at or timezone.now(),
        note=note,
    )


def _take_discarded_rows(entries: Sequence[Entry]) -> None:
    """Whoever begins an entry under the name of a discarded draft continues its row and its numbers."""
    begun = [entry for entry in entries if entry.pk is None]
    if not begun:
        return
    discarded = Entry._base_manager.select_for_update(no_key=True).filter(discarded_at__isnull=False)
    rows = {(row.kind, row.slug): row.pk for row in discarded}
    for entry in begun:
        entry.pk = rows.get((entry.kind, entry.slug))
        entry._state.adding = entry.pk is None


def _stamp(change: Change, by: Any, now: dt.datetime) -> None:
    """Bring the entry to its next state, in memory."""
    entry = change.entry
    entry.status = change.status
    if entry.created_by_id is None:
        entry.created_by, entry.created_at = by, now
    else:
        entry.changed_by, entry.changed_at = by, now


def _store(entries: Iterable[Entry]) -> None:
    """What leaves first: its DOI may come back under another name in the same load."""
    known = [entry for entry in entries if entry.pk is not None]
    new = [entry for entry in entries if entry.pk is None]
    for entry in sorted(known, key=lambda e: e.status != Status.RETIRED):
        entry.save()
    Entry.objects.bulk_create(new)


def _last_numbers(entries: Sequence[Entry]) -> dict[int, int]:
    """By entry, from its history; 0 where it has none yet."""
    history = Revision.objects.filter(entry__in=[entry.pk for entry in entries])
    found = history.order_by().values_list("entry").annotate(Max("number"))
    return defaultdict(int, dict(found))


def _next_revision(change: Change, last: int, by: Any, now: dt.datetime) -> Revision:
    return Revision(
        entry=change.entry, number=last + 1, record=change.entry.record, created_by=by, created_at=now,
        note=change.note, baseline=change.baseline, retirement=change.retirement,
        approved_at=now if change.baseline else None,
    )  # fmt: skip


def _move_heads(entries: Sequence[Entry], revisions: Sequence[Revision]) -> None:
    written = Revision.objects.filter(pk__in=[revision.pk for revision in revisions], entry=OuterRef("pk"))
    moved = Entry.objects.filter(pk__in=[entry.pk for entry in entries])
    moved.update(head=Subquery(written.order_by().values("pk")[:1]))
    for entry, revision in zip(entries, revisions, strict=True):
        entry.stand_at(revision)


def _rebuild_citations(changes: Sequence[Change]) -> None:
    cited = {change.entry: list(cited_in(change.record)) for change in changes}
    sources = _source_ids(cited)
    Citation.objects.filter(entry__in=list(cited)).delete()
    Citation.objects.bulk_create(
        Citation(entry=entry, source_id=sources[one.source], locator=one.locator, statement=one.statement)
        for entry, citations in cited.items()
        for one in citations
    )


def _source_ids(cited: dict[Entry, list[Cited]]) -> dict[str, int]:
    wanted = {one.source for citations in cited.values() for one in citations}
    known = dict(Source.objects.filter(slug__in=wanted).values_list("slug", "id"))
    missing = {
        f"{entry.kind}/{entry.slug}": lacking
        for entry, citations in cited.items()
        if (lacking := sorted({one.source for one in citations} - known.keys()))
    }
    if missing:
        raise UnknownSource(missing)
    return known
