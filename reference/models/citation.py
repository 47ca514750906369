"""Which entries rest on which source. Made from the records; never edited by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, NamedTuple

from django.db import models

from reference.release.schema.traverse import structs_in

from .editorial import Entry
from .source import Source

WORDS = ("text", "what", "reason", "parameter", "role", "name", "value")
SHOWN = 200


class Citation(models.Model):
    """One statement of an entry's working copy, and the source it names."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="+")
    # PROTECT: a source cannot vanish from under a sentence that rests on it.
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    locator = models.TextField(blank=True, default="")
    statement = models.TextField()

    class Meta:
        ordering: ClassVar = ["entry__kind", "entry__slug", "id"]

    def __str__(self) -> str:
        return f"{self.entry.kind}/{self.entry.slug}: {self.statement[:60]}"


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
