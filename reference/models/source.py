"""The bibliography."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from .editorial import Entry, Status

IN_USE = ~models.Q(status=Status.RETIRED)


class Source(Entry):
    """Something that was read, or is known to exist. One row a work: its identifiers stand once."""

    kind: ClassVar[str] = "sources"
    title_field: ClassVar[str] = "title"

    source_kind = models.CharField(max_length=40, db_index=True)
    year = models.IntegerField(null=True, blank=True, db_index=True)
    doi = models.TextField(blank=True, default="")
    pmid = models.TextField(blank=True, default="")
    identification = models.CharField(max_length=40, db_index=True)
    retraction = models.TextField(blank=True, default="")

    class Meta(Entry.Meta):
        constraints: ClassVar = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["doi"], condition=IN_USE & ~models.Q(doi=""), name="source_doi_stands_once",
                violation_error_message="Another source has this DOI.",
            ),
            models.UniqueConstraint(
                fields=["pmid"], condition=IN_USE & ~models.Q(pmid=""), name="source_pmid_stands_once",
                violation_error_message="Another source has this PubMed number.",
            ),
        ]  # fmt: skip

    def fill_columns(self, record: Any) -> None:
        self.source_kind = record.kind
        self.year = record.year
        self.doi = (record.doi or "").lower()  # a DOI means the same in any case
        self.pmid = record.pmid or ""
        self.identification = record.identification
        self.retraction = record.retraction or ""
