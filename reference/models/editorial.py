"""Every record that editors own, of whatever kind, in one table: its name, its standing, who touched it and when."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from reference.release.storage.records import from_builtins, slug_of, to_builtins

from .choices import TextChoices
from .filter_columns import FILTER_COLUMNS, FilterColumns


class Status(TextChoices):
    """Where the working copy stands. What readers see is the last approved revision, whatever stands here."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    RETIRED = "retired", "Retired"


IN_USE = ~Q(status=Status.RETIRED) & Q(discarded_at__isnull=True)


class EntryManager(models.Manager["Entry"]):
    """The entries of a kind, or of all kinds where asked of `Entry` itself. Discarded drafts are not among them."""

    def get_queryset(self) -> models.QuerySet[Entry]:
        entries = super().get_queryset().filter(discarded_at__isnull=True)
        return entries.filter(kind=self.model.kind) if self.model._meta.proxy else entries


class Entry(FilterColumns):
    """A record that editors own. Only reference.workflow writes it: every change is a revision.

    The working copy is the record of `head`, the last revision, in the release's own shape. Nested lists live there,
    because the record is five levels deep and the struct is its one validation.

    A kind is a proxy that names its collection of the release (`kind`); no table is added for it.
    """

    title_field: ClassVar[str] = "name"
    columns_from: ClassVar[dict[str, str]] = {}
    """The filter columns that this kind fills, and where in the record their values stand."""

    kind = models.CharField(max_length=40)
    slug = models.SlugField(max_length=120)
    title = models.TextField()
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT, db_index=True)
    # Not unique: changing a unique value makes PostgreSQL keep others from citing the row, and deadlock with them.
    head = models.ForeignKey(
        "reference.Revision", models.PROTECT, related_name="+", null=True,
        help_text="Its last revision. Empty only while its first one is being written.",
    )  # fmt: skip
    position = models.PositiveIntegerField(default=0, help_text="Its place in its file, and so on a page.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="A draft that was deleted: its history stays, and its numbers stay taken.",
    )
    loaded_hash = models.CharField(
        max_length=64, blank=True, default="", help_text="What its file said when last loaded."
    )

    objects = EntryManager()
    _written: Any = None

    class Meta:
        ordering: ClassVar = ["kind", "slug"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "slug"], name="entry_slug_stands_once_in_its_kind"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="entry_status_is_known"),
            models.CheckConstraint(condition=~Q(kind=""), name="entry_has_a_kind"),
            models.CheckConstraint(
                condition=Q(changed_by__isnull=True, changed_at__isnull=True)
                | Q(changed_by__isnull=False, changed_at__isnull=False),
                name="entry_changed_by_and_at_together",
            ),
            models.UniqueConstraint(
                fields=["mechanism"], condition=IN_USE & Q(kind="kratom_effects"), name="entry_mechanism_stands_once",
                violation_error_message="Another entry already says what kratom does here.",
            ),
            models.UniqueConstraint(
                fields=["doi"], condition=IN_USE & ~Q(doi=""), name="entry_doi_stands_once",
                violation_error_message="Another source has this DOI.",
            ),
            models.UniqueConstraint(
                fields=["pmid"], condition=IN_USE & ~Q(pmid=""), name="entry_pmid_stands_once",
                violation_error_message="Another source has this PubMed number.",
            ),
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if self._meta.proxy and not args:
            kwargs.setdefault("kind", type(self).kind)
        super().__init__(*args, **kwargs)

    def __str__(self) -> str:
        return self.title or self.slug

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Entry:
        """An entry that is read among others is still one of its own kind."""
        entry = super().from_db(*args, **kwargs)
        if not cls._meta.proxy:
            entry.__class__ = entry_models().get(entry.kind, cls)
        return entry

    @property
    def version(self) -> int:
        """The number of its last revision: a save begun on an older one is refused."""
        return self.head.number if self.head_id else 0

    @property
    def record(self) -> Any:
        """The working copy as JSON holds it, in today's format; what was written into it and is not saved yet, first.

        Raises UnknownFormat.
        """
        if self._written is not None:
            return self._written
        return self.head.todays_record if self.head_id else {}

    @record.setter
    def record(self, builtins: Any) -> None:
        self._written = builtins

    def to_record(self) -> Any:
        """The working copy as a record of the release. Raises msgspec.ValidationError, UnknownFormat."""
        return from_builtins(self.kind, self.record)

    def from_record(self, record: Any) -> None:
        """Take a record as the working copy, with the columns that follow from it. Saving makes it a revision."""
        self.slug = slug_of(record)
        self.title = getattr(record, self.title_field)
        self.record = to_builtins(record)
        self.fill_columns(record)

    def fill_columns(self, record: Any) -> None:
        """Fill the filter columns of this kind from its record."""
        for column, path in self.columns_from.items():
            value = attrgetter(path)(record)
            empty = None if self._meta.get_field(column).null else ""
            setattr(self, column, empty if value is None else value)

    def stand_at(self, head: Any) -> None:
        """Take a stored revision as the working copy."""
        self.head, self._written = head, None

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self._written = None
        super().refresh_from_db(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Discard a draft. Raises ProtectedError for what was approved and for what others cite."""
        from .deletion import discard

        discard(self)
        return 1, {self._meta.label: 1}

    @property
    def last_touched(self) -> tuple[Any, Any]:
        """Who changed it last, and when."""
        return self.changed_by or self.created_by, self.changed_at or self.created_at


def entry_models() -> dict[str, type[Entry]]:
    """Every kind of entry and its proxy, in whichever app it lives: this app knows none of the others."""
    return {m.kind: m for m in apps.get_models() if issubclass(m, Entry) and m._meta.proxy}


def entry_called(kind: str, slug: str) -> Entry | None:
    return Entry.objects.filter(kind=kind, slug=slug).first()


@transaction.atomic
def rebuild_filter_columns() -> list[str]:
    """Fill the filter columns of every entry again from its record. Returns the entries in which something was wrong."""
    changed = []
    for entry in Entry.objects.select_related("head").select_for_update(of=("self",), no_key=True):
        before = [getattr(entry, name) for name in FILTER_COLUMNS]
        for name in FILTER_COLUMNS:
            setattr(entry, name, Entry._meta.get_field(name).get_default())
        entry.fill_columns(entry.to_record())
        if [getattr(entry, name) for name in FILTER_COLUMNS] != before:
            changed.append(entry)
    Entry.objects.bulk_update(changed, FILTER_COLUMNS, batch_size=100)
    return [f"{entry.kind}/{entry.slug}" for entry in changed]
