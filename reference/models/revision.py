"""The history: every state that an entry ever had, and who approved and reviewed it."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec
from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q

from reference.release.schema.statement import Review
from reference.release.storage.formats import FORMAT_VERSION
from reference.release.storage.records import from_builtins, in_todays_format

from .editorial import Entry


class RevisionQuerySet(models.QuerySet["Revision"]):
    def of(self, entry: Entry) -> RevisionQuerySet:
        """The history of one entry, the last state first."""
        return self.filter(entry_id=entry.pk).order_by("-number")

    def approved(self) -> RevisionQuerySet:
        return self.filter(approved_at__isnull=False)

    def newest(self) -> RevisionQuerySet:
        """Of each entry its last revision. A discarded draft has none."""
        return self.filter(pk=F("entry__head"), entry__discarded_at__isnull=True)

    def live(self) -> RevisionQuerySet:
        """Of each entry the last approved revision. A retirement among them says that the entry left."""
        return self.approved().filter(~models.Exists(_later(Revision.objects.approved())))


def _later(revisions: RevisionQuerySet) -> RevisionQuerySet:
    return revisions.filter(entry=OuterRef("entry"), number__gt=OuterRef("number"))


class RevisionManager(models.Manager.from_queryset(RevisionQuerySet)):  # type: ignore[misc]
    """A revision is never read without its entry, which names it."""

    def get_queryset(self) -> RevisionQuerySet:
        return super().get_queryset().select_related("entry")


class Revision(models.Model):
    """A finished record, as it stood when an editor saved it. Only its standing is ever added to."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    record = models.JSONField()
    format_version = models.CharField(max_length=20, default=FORMAT_VERSION)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    note = models.TextField(blank=True, default="")
    baseline = models.BooleanField(default=False, help_text="Shipped content, approved by nobody.")
    retirement = models.BooleanField(default=False, help_text="Takes the entry out.")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    signed_off_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    signed_off_by = models.TextField(blank=True, default="", help_text="The name as readers see it.")
    profession = models.TextField(blank=True, default="")
    signed_off_on = models.DateField(null=True, blank=True)

    objects = RevisionManager()

    class Meta:
        ordering: ClassVar = ["entry__kind", "entry__slug", "-number"]
        permissions: ClassVar = [
            ("edit_entry", "Can write, submit and propose to retire entries"),
            ("approve_revision", "Can approve what another person wrote, or request changes"),
            ("sign_off_revision", "Can sign off as a licensed clinician"),
            ("publish_release", "Can publish, withdraw and recall"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "number"], name="revision_numbers_are_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_numbers_begin_at_one"),
            models.CheckConstraint(
                condition=Q(submitted_by__isnull=True, submitted_at__isnull=True)
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="revision_submitted_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(baseline=True, approved_by__isnull=True, approved_at__isnull=False)
                | Q(baseline=False, approved_by__isnull=True, approved_at__isnull=True)
                | Q(baseline=False, approved_by__isnull=False, approved_at__isnull=False),
                name="revision_approved_by_and_at_together_but_baseline",
            ),
            models.CheckConstraint(
                condition=Q(baseline=True) | Q(approved_at__isnull=True) | Q(submitted_at__isnull=False),
                name="revision_approved_only_after_submission",
            ),
            models.CheckConstraint(condition=~Q(approved_by=F("created_by")), name="revision_approver_is_not_author"),
            models.CheckConstraint(
                condition=Q(signed_off_account__isnull=True, signed_off_by="", profession="", signed_off_on__isnull=True)
                | Q(signed_off_account__isnull=False, signed_off_on__isnull=False)
                & ~Q(signed_off_by="")
                & ~Q(profession=""),
                name="revision_signed_off_by_whom_and_when_together",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_on__isnull=True) | Q(approved_at__isnull=False, retirement=False),
                name="revision_signed_off_only_when_approved",
            ),
            models.CheckConstraint(
                condition=~Q(signed_off_account=F("created_by")), name="revision_clinical_reviewer_is_not_author"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug} #{self.number}"

    @property
    def kind(self) -> str:
        """The collection of the release that holds its record."""
        return self.entry.kind

    @property
    def slug(self) -> str:
        """What its entry is called now."""
        return self.entry.slug

    @property
    def todays_record(self) -> Any:
        """What it holds as JSON holds it, lifted to today's format. Raises UnknownFormat."""
        return in_todays_format(self.kind, self.record, self.format_version)

    def to_record(self) -> Any:
        """The record it holds, lifted to today's format, with the review that was recorded on it."""
        record = from_builtins(self.kind, self.record, self.format_version)
        if self.signed_off_on is None:
            return record
        review = Review(by=self.signed_off_by, profession=self.profession, on=self.signed_off_on)
        return msgspec.structs.replace(record, review=review)
