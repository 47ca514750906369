"""Recall one entry at once: one publisher does it, a second person confirms or lifts it within a day.

The row comes first, the release after it: if the publication fails or is killed, the person who made the recall is told that
readers are not warned yet, and the next act of any publisher warns them.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from reference.models import EditorialEvent, Recall, entry_called
from reference.models.recall import RecallQuerySet
from reference.release.changes.diff import title_of
from reference.release.schema.release import Release
from reference.release.schema.traverse import STATEMENT_COLLECTIONS
from reference.release.storage.codec import UnreadableRelease, decode_release
from reference.release.storage.recall_marks import Correction
from reference.release.storage.records import slug_of
from reference.release.storage.store import CorruptRelease, ReleaseNotFound, ReleaseStore
from reference.workflow import (
    PUBLISH,
    NoteMissing,
    SelfApproval,
    WorkflowError,
    named,
    require_permission,
)
from reference.workflow.account import Account

from .events import record_event, signature
from .ledger import in_chain
from .marks import open_marks
from .publisher import IN_STEP, publish_marks
from .reach import DATABASE_FAILED, reaching_readers

Act = EditorialEvent.Act
logger = logging.getLogger(__name__)


class NotPublished(WorkflowError):
    """Readers see no such entry, so there is nothing to recall."""


class AlreadyRecalled(WorkflowError):
    """It is already under correction, and readers are warned."""


class NotRecorded(WorkflowError):
    """The recall itself could not be recorded."""


class NotRecalled(WorkflowError):
    """No recall of it is open."""


class AlreadyConfirmed(WorkflowError):
    """A second person has confirmed it."""


def recall_entry(collection: str, slug: str, *, by: Account, reason: str) -> Recall:
    """Put "under correction" beside an entry wherever readers see it, at once.

    Publishes what is current with that mark; newer approvals wait for the next publication. Recalled once more, a
    recall that did not reach readers does. Raises NotAllowed, NoteMissing, NotPublished, NotRecorded; NotReached
    where it is recorded but readers are not warned yet; AlreadyRecalled where they are.
    """
    require_permission(by, PUBLISH)
    if not reason.strip():
        raise NoteMissing("say what is wrong, in words that a reader understands")
    title = recallable(collection, slug)
    recall, is_new = _recorded(collection, slug, by, reason.strip())
    sentence = Correction(recall.recalled_at.date(), recall.reason).sentence
    recorded = f"the recall of “{title}” is recorded, but readers are NOT warned yet"
    _publish(recorded, f"{title}: {sentence} {recall.reason}", by)
    if not is_new:
        raise AlreadyRecalled(f"“{title}” is under correction already, and readers are warned")
    logger.warning("entry_recalled kind=%s slug=%s", collection, slug)
    return recall


def _recorded(collection: str, slug: str, by: Account, reason: str) -> tuple[Recall, bool]:
    """The open recall of an entry, and whether it was made just now. Raises NotRecorded."""
    try:
        with transaction.atomic():
            recall = Recall.objects.create(
                kind=collection,
                slug=slug,
                entry=entry_called(collection, slug),
                reason=reason,
                recalled_by=by,
                recalled_at=timezone.now(),
            )
            record_event(collection, slug, Act.RECALLED, by=by, note=reason)
            return recall, True
    except IntegrityError:
        found = Recall.objects.open().filter(kind=collection, slug=slug).first()
        if found is not None:
            return found, False
        raise NotRecorded("somebody lifted another recall of it at this moment: recall it again") from None
    except DATABASE_FAILED as error:
        logger.error("recall_not_recorded reason=%s", type(error).__name__)
        raise NotRecorded("the database failed, so readers are NOT warned: try again") from error


def _publish(recorded: str, notes: str, by: Account) -> None:
    """Raises NotReached, beginning with `recorded`."""
    with reaching_readers(recorded):
        publish_marks(by=signature(by), notes=notes, account=by)


def confirm_recall(collection: str, slug: str, *, by: Account) -> Recall:
    """A second publisher agrees: it stays recalled until it is lifted.

    Raises NotAllowed, NotRecalled, SelfApproval, AlreadyConfirmed.
    """
    with transaction.atomic():
        recall = _decided_by_another(collection, slug, by)
        if recall.confirmed_by is not None:
            raise AlreadyConfirmed(f"{named(recall.confirmed_by)} has confirmed it already")
        recall.confirmed_by, recall.confirmed_at = by, timezone.now()
        recall.save(update_fields=["confirmed_by", "confirmed_at"])
        record_event(collection, slug, Act.RECALL_CONFIRMED, by=by)
    return recall


def lift_recall(collection: str, slug: str, *, by: Account, note: str = "") -> Recall:
    """A second publisher takes the mark away, and publishes what is current without it.

    Raises NotAllowed, NotRecalled, SelfApproval; NotReached where it is recorded but readers still see the mark.
    """
    with transaction.atomic():
        recall = _decided_by_another(collection, slug, by)
        recall.lifted_by, recall.lifted_at = by, timezone.now()
        recall.save(update_fields=["lifted_by", "lifted_at"])
        record_event(collection, slug, Act.RECALL_LIFTED, by=by, note=note.strip())
    title = _title(collection, slug) or slug
    words = f"{title}: no longer under correction."
    recorded = f"“{title}” is recorded as corrected, but readers may still see the warning"
    _publish(recorded, f"{words} {note.strip()}".strip(), by)
    logger.warning("recall_lifted kind=%s slug=%s", collection, slug)
    return recall


def overdue_recalls(now: dt.datetime | None = None) -> RecallQuerySet:
    """Recalls that no second person has confirmed or lifted within 24 hours."""
    return Recall.objects.overdue(now or timezone.now())


def marks_are_published() -> bool:
    """Whether readers of this machine are warned of exactly the recalls that are open."""
    try:
        index = _store().read_index()
        current = _store().read_release(index.current) if index.current else None
    except (OSError, ValueError, LookupError):
        return False
    return current is None or current.recalls == open_marks()


def publish_open_recalls(*, by: Account) -> None:
    """Bring readers' warnings in step, where a publication failed after its recall. Raises NotAllowed, NotReached."""
    require_permission(by, PUBLISH)
    _publish("what is listed under Recalls is recorded, but readers are NOT warned of it yet", IN_STEP, by)


def recallable(collection: str, slug: str) -> str:
    """The title of an entry that readers see. Raises NotPublished."""
    if collection not in STATEMENT_COLLECTIONS:
        kind = collection.replace("_", " ")
        raise NotPublished(f"{kind} say nothing by themselves: recall the entries that use them")
    title = _title(collection, slug)
    if title is None:
        raise NotPublished(f"the current release holds no entry {collection}/{slug}")
    return title


def _decided_by_another(collection: str, slug: str, by: Account) -> Recall:
    """The open recall, locked. Whoever recalled it cannot be the second person."""
    require_permission(by, PUBLISH)
    found = (
        Recall.objects.open().select_for_update(of=("self",)).select_related("recalled_by", "confirmed_by")
    )
    recall = found.filter(kind=collection, slug=slug).first()
    if recall is None:
        raise NotRecalled(f"no recall of {collection}/{slug} is open")
    if recall.recalled_by_id == by.pk:
        raise SelfApproval(f"{named(by)} recalled it: another person has to confirm or lift that")
    return recall


def _title(collection: str, slug: str) -> str | None:
    current = _current_release()
    records = getattr(current, collection) if current else ()
    return next((title_of(record) for record in records if slug_of(record) == slug), None)


def _current_release() -> Release | None:
    """What readers read; where that file is damaged, what it was sealed from: a recall must not wait for its repair."""
    with contextlib.suppress(OSError, CorruptRelease, UnreadableRelease, ReleaseNotFound):
        current = _store().read_index().current
        if current:
            return _store().read_release(current)
    good = [record for record in in_chain() if record.withdrawn_at is None]
    return decode_release(bytes(good[-1].sealed)) if good else None


def _store() -> ReleaseStore:
    return ReleaseStore(settings.RELEASES_DIR)
