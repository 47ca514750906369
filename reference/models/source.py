"""The bibliography."""

from __future__ import annotations

from typing import Any, ClassVar

from .editorial import Entry


class Source(Entry):
    """Something that was read, or is known to exist. One row a work: its identifiers stand once."""

    kind = "sources"
    title_field: ClassVar[str] = "title"
    columns_from: ClassVar[dict[str, str]] = {
        "source_kind": "kind",
        "year": "year",
        "pmid": "pmid",
        "identification": "identification",
        "retraction": "retraction",
    }

    class Meta:
        proxy = True

    def fill_columns(self, record: Any) -> None:
        super().fill_columns(record)
        self.doi = (record.doi or "").lower()  # a DOI means the same in any case
