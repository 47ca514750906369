"""Which entries rest on which source. Made from the records; never edited by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, NamedTuple

from django.db import models

from reference.release.walk import structs_in

from .source import Source

WORDS = ("text", "what", "reason", "parameter", "role", "name", "value")
SHOWN = 200


class Citation(models.Model):
    """One statement of an entry's working copy, and the source it names."""

    kind = models.CharField(max_length=40)
    slug = models.CharField(max_length=120)
    # PROTECT: a source cannot vanish from under a sentence that rests on it.
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    locator = models.TextField(blank=True, default="")
    statement = models.TextField()

    class Meta:
        ordering: ClassVar = ["kind", "slug", "id"]
        indexes: ClassVar = [models.Index(fields=["kind", "slug"], name="citation_by_entry")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}: {self.statement[:60]}"


class Cited(NamedTuple):
    source: str
    locator: str
    statement: str


def cited_in(record: Any) -> Iterator[Cited]:
    """Every citation of a record with the beginning of the statement that makes it."""
    for item in structs_in(record):
        words = next((w for name in WORDS if isinstance(w := getattr(item, name, None), str)), "")
        for citation in getattr(item, "citations", ()):
            yield Cited(citation.source, citation.locator or "", words[:SHOWN])
