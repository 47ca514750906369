"""Recall one entry at once: one publisher does it, a second person confirms or lifts it within a day.

The row comes first, the release after it: if the publication fails or is killed, the next one carries the mark.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from reference.models import EditorialEvent, Recall
from reference.models.recall import RecallQuerySet
from reference.release.corrections import Correction
from reference.release.diff import title_of
from reference.release.records import slug_of
from reference.release.schema import Release
from reference.release.store import CorruptRelease, ReleaseNotFound, ReleaseStore
from reference.release.walk import STATEMENT_COLLECTIONS
from reference.workflow import PUBLISH, NoteMissing, SelfApproval, WorkflowError, allow, named

from .events import record_event, signature
from .publisher import publish_marks, synchronise

Act = EditorialEvent.Act
logger = logging.getLogger(__name__)


class NotPublished(WorkflowError):
    """Readers see no such entry, so there is nothing to recall."""


class AlreadyRecalled(WorkflowError):
    """It is under correction already."""


class NotRecalled(WorkflowError):
    """No recall of it is open."""


class AlreadyConfirmed(WorkflowError):
    """A second person has confirmed it."""


def recall_entry(collection: str, slug: str, *, by: Any, reason: str) -> Recall:
    """Put "under correction" beside an entry wherever readers see it, at once.

    Publishes what is current with that mark; newer approvals wait for the next publication.
    Raises NotAllowed, NoteMissing, NotPublished, AlreadyRecalled, PublishedByAnother.
    """
    allow(by, PUBLISH)
    if not reason.strip():
        raise NoteMissing("say what is wrong, in words that a reader understands")
    title = recallable(collection, slug)
    try:
        with transaction.atomic():
            recall = Recall.objects.create(
                kind=collection, slug=slug, reason=reason.strip(), recalled_by=by, recalled_at=timezone.now()
            )
            record_event(collection, slug, Act.RECALLED, by=by, note=recall.reason)
    except IntegrityError:
        raise AlreadyRecalled(f"“{title}” is under correction already") from None
    sentence = Correction(recall.recalled_at.date(), recall.reason).sentence
    publish_marks(by=signature(by), notes=f"{title}: {sentence} {recall.reason}")
    logger.warning("entry_recalled kind=%s slug=%s", collection, slug)
    return recall


def confirm_recall(collection: str, slug: str, *, by: Any) -> Recall:
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


def lift_recall(collection: str, slug: str, *, by: Any, note: str = "") -> Recall:
    """A second publisher takes the mark away, and publishes what is current without it.

    Raises NotAllowed, NotRecalled, SelfApproval, PublishedByAnother.
    """
    with transaction.atomic():
        recall = _decided_by_another(collection, slug, by)
        recall.lifted_by, recall.lifted_at = by, timezone.now()
        recall.save(update_fields=["lifted_by", "lifted_at"])
        record_event(collection, slug, Act.RECALL_LIFTED, by=by, note=note.strip())
    title = _title(collection, slug) or slug
    words = f"{title}: no longer under correction."
    publish_marks(by=signature(by), notes=f"{words} {note.strip()}".strip())
    logger.warning("recall_lifted kind=%s slug=%s", collection, slug)
    return recall


def overdue_recalls(now: dt.datetime | None = None) -> RecallQuerySet:
    """Recalls that no second person has confirmed or lifted within 24 hours."""
    return Recall.objects.overdue(now or timezone.now())


def marks_are_published() -> bool:
    """Whether readers are warned of exactly the recalls that are open."""
    current = _current_release()
    if current is None:
        return True
    marked = {(mark.collection, mark.slug) for mark in current.recalls}
    return marked == set(Recall.objects.open().values_list("kind", "slug"))


def publish_open_recalls(*, by: Any) -> None:
    """Bring readers' warnings in step, where a publication failed after its recall. Raises NotAllowed, PublishedByAnother."""
    allow(by, PUBLISH)
    published = publish_marks(by=signature(by), notes="The notes of correction were brought up to date.")
    if published is not None:
        record_event("releases", published.manifest.version, Act.PUBLISHED, by=by)


def recallable(collection: str, slug: str) -> str:
    """The title of an entry that readers see. Raises NotPublished."""
    if collection not in STATEMENT_COLLECTIONS:
        kind = collection.replace("_", " ")
        raise NotPublished(f"{kind} say nothing by themselves: recall the entries that use them")
    title = _title(collection, slug)
    if title is None:
        raise NotPublished(f"the current release holds no entry {collection}/{slug}")
    return title


def _decided_by_another(collection: str, slug: str, by: Any) -> Recall:
    """The open recall, locked. Whoever recalled it cannot be the second person."""
    allow(by, PUBLISH)
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
    """What readers read, put right first if its file is damaged: a recall must not wait for that."""
    store = ReleaseStore(settings.RELEASES_DIR)
    with contextlib.suppress(CorruptRelease, ReleaseNotFound):
        current = store.read_index().current
        return store.read_release(current) if current else None
    with store.publishing():
        synchronise(store)
    current = store.read_index().current
    return store.read_release(current) if current else None
