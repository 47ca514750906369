"""Visit the statements of a record, wherever they are nested."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from .schema import Release
from .statement import Citation

ENTRY_COLLECTIONS = (
    "alkaloids", "risks", "populations", "products", "claims", "practice_notes", "interactions", "stacking_rules",
    "list_rules",
)  # fmt: skip
"""The collections that a clinician signs off, entry by entry."""

STATEMENT_COLLECTIONS = (
    *ENTRY_COLLECTIONS, "observed_interactions", "kratom_effects", "regulatory_statuses", "monitoring_items",
    "rescue_medicines", "precipitants", "search_records", "modifying_factors", "substrate_parameters", "model_constants",
)  # fmt: skip


def structs_in(record: Any) -> Iterator[msgspec.Struct]:
    """The record and every struct inside it, in order."""
    if isinstance(record, msgspec.Struct):
        yield record
        for field in record.__struct_fields__:
            yield from structs_in(getattr(record, field))
    elif isinstance(record, tuple):
        for item in record:
            yield from structs_in(item)


def grounded_in(record: Any) -> Iterator[Any]:
    """Everything inside a record that has a standing (`basis`) and citations: statements, measurements, identifiers."""
    return (item for item in structs_in(record) if hasattr(item, "basis") and hasattr(item, "citations"))


def citations_in(record: Any) -> tuple[str, ...]:
    """The slugs of the sources a record cites, each once, in the order they first appear."""
    return tuple(dict.fromkeys(item.source for item in structs_in(record) if isinstance(item, Citation)))


def count_review(release: Release) -> tuple[int, int, int]:
    """(entries a clinician reviewed, entries in all, statements that need verification)."""
    entries = [entry for name in ENTRY_COLLECTIONS for entry in getattr(release, name)]
    reviewed = sum(entry.review is not None for entry in entries)
    unverified = sum(
        item.basis == "needs_verification"
        for name in STATEMENT_COLLECTIONS
        for record in getattr(release, name)
        for item in grounded_in(record)
    )
    return reviewed, len(entries), unverified
