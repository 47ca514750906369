"""Every editorial act, chained: each holds the checksum of the one before it and the digest of what it was about.

What is approved can so be compared with what was approved, and a release names the end of the chain that it was made
from. Whoever may write in the database can rewrite all of it, but not what was sealed or noted elsewhere.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction

from reference.release.storage.codec import checksum

from .choices import TextChoices
from .editorial import Entry
from .revision import Revision


def digest_of_revision(revision: Any, *, signed: bool) -> str:
    """What a revision holds and, with `signed`, whose name was put to it. JSON columns lose whether 5 was 5.0."""
    held = [revision.kind, revision.number, revision.record, revision.format_version, revision.retirement]
    if signed:
        held += [revision.signed_off_account_id, revision.signed_off_by, revision.profession]
        held += [str(revision.signed_off_on)]
    plain = json.loads(json.dumps(held), parse_int=float)
    return checksum(json.dumps(plain, sort_keys=True).encode())


def digest_of_event(event: Any) -> str:
    """What an act was, and which one it follows. A draft can be renamed, so a revision goes by its number in the table."""
    about = event.revision_id or f"{event.kind}/{event.slug}"
    at = event.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    held = [event.previous_checksum, about, event.act, event.by_id, at, event.note, event.revision_digest]
    return checksum(json.dumps(held).encode())


def append(events: Iterable[Any], end: Any) -> None:
    """Give each event its place after `end`, which is locked, and move the end."""
    for event in events:
        signed = event.act == "signed_off"
        event.revision_digest = digest_of_revision(event.revision, signed=signed) if event.revision_id else ""
        event.previous_checksum = end.checksum
        event.checksum = digest_of_event(event)
        end.count, end.checksum = end.count + 1, event.checksum
    end.save()


class EventChainEnd(models.Model):
    """The one row that says where the chain ends, and after how many acts."""

    count = models.PositiveIntegerField(default=0)
    checksum = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.count} acts, {self.checksum}"

    @classmethod
    def locked(cls) -> EventChainEnd:
        """Waits for whoever is adding an act. Only within a transaction."""
        end, _ = cls.objects.select_for_update().get_or_create(pk=1)
        return end

    @classmethod
    def now(cls) -> EventChainEnd:
        return cls.objects.filter(pk=1).first() or cls()


class EventQuerySet(models.QuerySet["EditorialEvent"]):
    def bulk_create(self, objs: Iterable[EditorialEvent], *args: Any, **kwargs: Any) -> list[EditorialEvent]:
        events = list(objs)
        with transaction.atomic():
            append(events, EventChainEnd.locked())
            return super().bulk_create(events, *args, **kwargs)


class EditorialEvent(models.Model):
    """One editorial act. Rows are only ever added, each at the end of the chain.

    It is about an entry, or about something that no editor owns: a release (kind `releases`, its version as slug).
    """

    class Act(TextChoices):
        BASELINE = "baseline", "took over as shipped"
        SAVED = "saved", "saved"
        SUBMITTED = "submitted", "submitted for review"
        CHANGES_REQUESTED = "changes_requested", "requested changes"
        APPROVED = "approved", "approved"
        RETIREMENT_PROPOSED = "retirement_proposed", "proposed to retire"
        RETIRED = "retired", "retired"
        RENAMED = "renamed", "renamed"
        SIGNED_OFF = "signed_off", "signed off"
        PREVIEWED = "previewed", "made a preview"
        PUBLISHED = "published", "published"
        WITHDRAWN = "withdrawn", "withdrew"
        RESTORED = "restored", "restored the releases folder"
        RECALLED = "recalled", "recalled"
        RECALL_CONFIRMED = "recall_confirmed", "confirmed the recall"
        RECALL_LIFTED = "recall_lifted", "lifted the recall"

    kind = models.CharField(max_length=40)
    slug = models.CharField(max_length=120, help_text="What it was called when this was done.")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="events", null=True, blank=True)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="events", null=True, blank=True)
    act = models.CharField(max_length=30, choices=Act)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_index=True)
    note = models.TextField(blank=True, default="")
    revision_digest = models.CharField(max_length=64, blank=True, default="")
    # Unique, so that the chain never forks.
    previous_checksum = models.CharField(max_length=64, unique=True, editable=False)
    checksum = models.CharField(max_length=64, unique=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}: {self.by} {self.get_act_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            if self._state.adding:
                append([self], EventChainEnd.locked())
            super().save(*args, **kwargs)
