"""Entries that one publisher recalled at once, and the second person who confirmed or lifted that."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .editorial import Entry

DECIDED_WITHIN = dt.timedelta(hours=24)


class RecallQuerySet(models.QuerySet["Recall"]):
    def open(self) -> RecallQuerySet:
        """Those that readers are warned of."""
        return self.filter(lifted_at__isnull=True)

    def overdue(self, now: dt.datetime) -> RecallQuerySet:
        """Those that no second person has looked at in time."""
        return self.open().filter(confirmed_at__isnull=True, recalled_at__lte=now - DECIDED_WITHIN)


class Recall(models.Model):
    """One entry under correction, from the moment it is recalled until a second person lifts that.

    It is named as the release names it, for that is what is recalled, and a release can be older than the tables: then
    `entry` is empty.
    """

    kind = models.CharField(max_length=40)
    slug = models.CharField(max_length=120)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="recalls", null=True, blank=True)
    reason = models.TextField(help_text="Readers see it.")
    recalled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recalled_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = RecallQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-recalled_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "slug"], condition=Q(lifted_at__isnull=True), name="recall_one_open_per_entry"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="recall_has_a_reason"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="recall_confirmed_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True, lifted_at__isnull=True)
                | Q(lifted_by__isnull=False, lifted_at__isnull=False),
                name="recall_lifted_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("recalled_by")), name="recall_confirmed_by_a_second_person"
            ),
            models.CheckConstraint(
                condition=~Q(lifted_by=F("recalled_by")), name="recall_lifted_by_a_second_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}, recalled on {self.recalled_at:%Y-%m-%d}"

    @property
    def decide_by(self) -> dt.datetime:
        """Until when a second person has to confirm or lift it."""
        return self.recalled_at + DECIDED_WITHIN
