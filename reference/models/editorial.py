"""What every entry shares: its name, its standing, its working copy, who touched it and when."""

from __future__ import annotations

from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models

from reference.release.records import from_builtins, slug_of, to_builtins

from .choices import TextChoices


class Status(TextChoices):
    """Where the working copy stands. What readers see is the last approved revision, whatever stands here."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    RETIRED = "retired", "Retired"


class Entry(models.Model):
    """A record that editors own. Only reference.workflow writes it: every change is a revision.

    `record` is the working copy in the release's own shape. Nested lists live there, because the record is
    five levels deep and the struct is its one validation; a kind adds columns for what editors filter by and
    for what the database must guard. Such a column has no `choices`: the closed vocabularies are
    reference/release/terms.py, and a word more in one of them should need no migration.
    """

    kind: ClassVar[str]
    """The collection of the release that holds its records."""

    title_field: ClassVar[str] = "name"

    slug = models.SlugField(max_length=120, unique=True)
    title = models.TextField()
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT, db_index=True)
    record = models.JSONField()
    version = models.PositiveIntegerField(
        help_text="The number of its last revision: a save begun on an older one is refused."
    )
    position = models.PositiveIntegerField(default=0, help_text="Its place in its file, and so on a page.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    loaded_hash = models.CharField(
        max_length=64, blank=True, default="", help_text="What its file said when last loaded."
    )

    class Meta:
        abstract = True
        ordering: ClassVar = ["slug"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="%(class)s_status_is_known"
            ),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="%(class)s_has_a_revision"),
            models.CheckConstraint(
                condition=models.Q(changed_by__isnull=True, changed_at__isnull=True)
                | models.Q(changed_by__isnull=False, changed_at__isnull=False),
                name="%(class)s_changed_by_and_at_together",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.slug

    def to_record(self) -> Any:
        """The working copy as a record of the release. Raises msgspec.ValidationError."""
        return from_builtins(self.kind, self.record)

    def from_record(self, record: Any) -> None:
        """Take a record as the working copy, with the columns that follow from it."""
        self.slug = slug_of(record)
        self.title = getattr(record, self.title_field)
        self.record = to_builtins(record)
        self.fill_columns(record)

    def fill_columns(self, record: Any) -> None:
        """Fill the columns that this kind adds."""

    @property
    def last_touched(self) -> tuple[Any, Any]:
        """Who changed it last, and when."""
        return self.changed_by or self.created_by, self.changed_at or self.created_at


def entry_models() -> dict[str, type[Entry]]:
    """Every kind of entry and its table, in whichever app it lives: this app knows none of the others."""
    return {model.kind: model for model in apps.get_models() if issubclass(model, Entry)}
