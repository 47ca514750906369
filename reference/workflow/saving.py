"""Save what an editor wrote: strictly valid, on top of what the editor saw, or not at all."""

from __future__ import annotations

import copy
import re
from typing import Any

import msgspec
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max

from reference.models import EditorialEvent, Entry, Revision, Status
from reference.release.storage.records import slug_of, without_review

from .errors import ChangedMeanwhile, InvalidRecord, NotUnique, SlugFrozen, WorkflowError
from .locking import last_revision, locked, refresh_from
from .permissions import EDIT, require_permission
from .writing import Change, event_of, write_revisions

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 120


def save_revision(entry: Entry, *, by: Any, note: str = "", expected_version: int | None = None) -> Revision:
    """Save the entry's `record` as its next revision; the same record again changes nothing. Returns the last revision.

    `expected_version` is the version the editor began with, by default that of `entry`. What readers see stays the
    last approved revision. Raises NotAllowed, InvalidRecord, EditedByAnother, NotUnique, SlugFrozen, UnknownSource,
    ChangedMeanwhile, EntryGone; `entry` then still holds what the editor wrote.
    """
    require_permission(by, EDIT)
    record = strict_record(entry)
    expected = entry.version if expected_version is None else expected_version
    try:
        with transaction.atomic():
            stored = locked(entry, expected) if entry.pk else _begun(entry)
            revision = _save(stored, record, by=by, note=note)
    except IntegrityError:
        raise _why_refused(entry, record) from None
    refresh_from(stored, entry)
    return revision


def strict_record(entry: Entry) -> Any:
    """The working copy as the release would hold it. Raises InvalidRecord with the place of what is wrong."""
    try:
        record = without_review(entry.to_record())
        encoded = msgspec.json.encode(record)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at ")
        raise InvalidRecord(message, path.strip("`").removeprefix("$").removeprefix(".")) from None
    except UnicodeEncodeError:
        raise InvalidRecord("it holds half a character; write that passage again") from None
    if b"\\u0000" in encoded:
        raise InvalidRecord("it holds a NUL character; write that passage again")
    slug = slug_of(record)
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise InvalidRecord(
            f"{slug!r} is no slug: use a–z, 0–9 and single hyphens, {LONGEST_SLUG} at most", "slug"
        )
    return record


def _begun(entry: Entry) -> Entry:
    """A copy to write with, so that a refused new entry is still new in the caller's hands. It goes to the end."""
    begun = copy.copy(entry)
    highest = type(entry)._default_manager.aggregate(Max("position"))["position__max"]
    begun.position = 0 if highest is None else highest + 1
    return begun


def _save(stored: Entry, record: Any, *, by: Any, note: str) -> Revision:
    if stored.pk is not None:
        last = last_revision(stored)
        leaving = last.retirement and stored.status in (Status.IN_REVIEW, Status.RETIRED)
        if not leaving and without_review(last.to_record()) == record:
            return last
        if stored.slug != slug_of(record):
            _rename(stored, slug_of(record), by=by)
    [revision] = write_revisions([Change(stored, record, note=note)], by=by)
    return revision


def _rename(entry: Entry, slug: str, *, by: Any) -> None:
    if Revision.objects.of(entry).approved().exists():
        raise SlugFrozen(f"“{entry}” was approved as {entry.slug}, and other records name it so")
    if Entry._base_manager.filter(kind=entry.kind, slug=slug).exists():
        raise NotUnique(f"the name {slug} is, or once was, that of another entry")
    renamed, former = last_revision(entry), entry.slug
    renamed.entry, entry.slug = entry, slug
    event_of(renamed, EditorialEvent.Act.RENAMED, by=by, note=f"was {former}").save()


def _why_refused(entry: Entry, record: Any) -> WorkflowError:
    """The database said no: to whom does the name or the identifier belong?"""
    candidate = copy.copy(entry)
    candidate.from_record(record)
    candidate.status = Status.DRAFT
    if type(entry)._default_manager.filter(slug=candidate.slug).exclude(pk=entry.pk).exists():
        return NotUnique(f"another entry is called {candidate.slug}")
    try:
        candidate.validate_constraints()
    except ValidationError as error:
        return NotUnique(" ".join(error.messages))
    return ChangedMeanwhile("somebody wrote at the same moment; look at the entry and save again")
