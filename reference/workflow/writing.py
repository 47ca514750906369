"""The one writer: an entry, its revision, its citations and the event of it, together or not at all.

Editors, the loader and imports all write through here; in bulk, because the shipped content is some 1,200 records.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
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
    numbers = _last_numbers(changes)
    revisions = [_take(change, numbers[change.entry.kind, change.entry.slug], by, now) for change in changes]
    _store([change.entry for change in changes])
    revisions = Revision.objects.bulk_create(revisions)
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
        revision=revision,
        act=act,
        by=by,
        at=at or timezone.now(),
        note=note,
    )


def _last_numbers(changes: Sequence[Change]) -> dict[tuple[str, str], int]:
    """Of each entry, from its history: a draft that was deleted leaves its numbers taken."""
    slugs: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        slugs[change.entry.kind].append(change.entry.slug)
    found: dict[tuple[str, str], int] = defaultdict(int)
    for kind, names in slugs.items():
        rows = (
            Revision.objects.filter(kind=kind, slug__in=names)
            .values_list("slug")
            .annotate(Max("number"))
            .order_by()
        )
        found.update({(kind, slug): number for slug, number in rows})
    return found


def _take(change: Change, last: int, by: Any, now: dt.datetime) -> Revision:
    """Bring the entry to its next state, in memory."""
    entry = change.entry
    entry.version, entry.status = last + 1, change.status
    if entry.pk is None:
        entry.created_by, entry.created_at = by, now
    else:
        entry.changed_by, entry.changed_at = by, now
    return Revision(
        kind=entry.kind, slug=entry.slug, number=entry.version, record=entry.record, created_by=by, created_at=now,
        note=change.note, baseline=change.baseline, retirement=change.retirement,
        approved_at=now if change.baseline else None,
    )  # fmt: skip


def _store(entries: Iterable[Entry]) -> None:
    """What leaves first: its DOI may come back under another name in the same load."""
    new: dict[type[Entry], list[Entry]] = defaultdict(list)
    known = []
    for entry in entries:
        if entry.pk is None:
            new[type(entry)].append(entry)
        else:
            known.append(entry)
    for entry in sorted(known, key=lambda e: e.status != Status.RETIRED):
        entry.save()
    for model, rows in new.items():
        model._default_manager.bulk_create(rows)


def _rebuild_citations(changes: Sequence[Change]) -> None:
    cited = {(c.entry.kind, c.entry.slug): list(cited_in(c.record)) for c in changes}
    sources = _source_ids(cited)
    slugs: dict[str, list[str]] = defaultdict(list)
    for kind, slug in cited:
        slugs[kind].append(slug)
    for kind, names in slugs.items():
        Citation.objects.filter(kind=kind, slug__in=names).delete()
    Citation.objects.bulk_create(
        Citation(
            kind=kind, slug=slug, source_id=sources[one.source], locator=one.locator, statement=one.statement
        )
        for (kind, slug), citations in cited.items()
        for one in citations
    )


def _source_ids(cited: dict[tuple[str, str], list[Cited]]) -> dict[str, int]:
    wanted = {one.source for citations in cited.values() for one in citations}
    known = dict(Source.objects.filter(slug__in=wanted).values_list("slug", "id"))
    missing = {
        f"{kind}/{slug}": lacking
        for (kind, slug), citations in cited.items()
        if (lacking := sorted({one.source for one in citations} - known.keys()))
    }
    if missing:
        raise UnknownSource(missing)
    return known
