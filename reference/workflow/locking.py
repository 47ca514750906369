"""Take the lock of one entry and see it as it stands now, not as somebody once loaded it.

The lock is the entry's row. On SQLite a transaction begins IMMEDIATE (settings), so it is alone anyway.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from reference.models import Entry, Revision, Status
from reference.release.storage.records import without_review

from .errors import EditedByAnother, EntryGone, NotReviewable, named


def locked(entry: Entry, expected_version: int) -> Any:
    """The entry as stored. Raises EditedByAnother where a save came between, EntryGone."""
    stored = _lock(type(entry), pk=entry.pk)
    if stored.version != expected_version:
        seen = Revision.objects.of(stored).filter(number=expected_version).first()
        fields = _changed_fields(seen.to_record(), stored.to_record()) if seen else ()
        by, at = stored.last_touched
        raise EditedByAnother(str(stored), by=by, at=at, fields=fields, version=stored.version)
    return stored


def locked_with_entry(revision: Revision) -> tuple[Entry, Revision]:
    """A revision and its entry, both as stored. Raises EntryGone."""
    current = Revision.objects.get(pk=revision.pk)
    entry = _lock(Entry, pk=current.entry_id)
    current.refresh_from_db()
    return entry, current


def under_review(revision: Revision) -> tuple[Entry, Revision]:
    """As locked_with_entry, for what a second person is asked to look at. Raises NotReviewable."""
    entry, current = locked_with_entry(revision)
    if current.approved_at is not None:
        approver = named(current.approved_by) if current.approved_by else "nobody, as shipped"
        raise NotReviewable(f"it was approved already, by {approver}")
    if current.pk != entry.head_id:
        raise NotReviewable(f"“{entry}” was changed since; look at its last revision, {entry.version}")
    if entry.status != Status.IN_REVIEW or current.submitted_at is None:
        raise NotReviewable(f"“{entry}” was not submitted for review")
    return entry, current


def last_revision(entry: Entry) -> Revision:
    return Revision.objects.get(pk=entry.head_id)


def refresh_from(stored: models.Model, ours: models.Model) -> None:
    """Show the caller what was stored, in the object it holds."""
    for field in stored._meta.concrete_fields:
        setattr(ours, field.attname, getattr(stored, field.attname))
    ours._state.adding, ours._state.db = False, stored._state.db
    if isinstance(ours, Entry):
        ours.stand_at(stored.head)


def _changed_fields(before: Any, after: Any) -> tuple[str, ...]:
    before, after = without_review(before), without_review(after)
    return tuple(name for name in before.__struct_fields__ if getattr(before, name) != getattr(after, name))


def _lock(model: type[Entry], **which: Any) -> Any:
    # no_key: an editor of a source must not keep others from citing it, nor deadlock with them.
    found = model._default_manager.select_for_update(no_key=True).filter(**which).first()
    if found is None:
        raise EntryGone("the entry was deleted meanwhile")
    return found
