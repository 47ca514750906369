"""Visit the statements of a record, wherever they are nested."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from typing import Any, get_type_hints

import msgspec

from .release import Release
from .statement import Citation
from .vocabulary import is_closed

ENTRY_COLLECTIONS = (
    "alkaloids", "risks", "populations", "products", "claims", "practice_notes", "interactions", "stacking_rules",
    "list_rules", "shared_steps", "lead_boxes",
)  # fmt: skip
"""The collections that a clinician signs off, entry by entry."""

STATEMENT_COLLECTIONS = (
    *ENTRY_COLLECTIONS, "observed_interactions", "kratom_effects", "regulatory_statuses", "monitoring_items",
    "monograph_sections", "rescue_medicines", "precipitants", "search_records", "modifying_factors", "substrate_parameters", "model_constants",
    "patient_words",
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


def texts_in(record: Any) -> Iterator[str]:
    """What a record says in its own words: every text in it, but no word of a closed vocabulary."""
    for struct in structs_in(record):
        for field in _text_fields(type(struct)):
            value = getattr(struct, field)
            if isinstance(value, str):
                yield value
            elif isinstance(value, tuple):
                yield from (item for item in value if isinstance(item, str))


def folded(text: str) -> str:
    """For comparing: capitals, ligatures and the two signs for micro count as one."""
    return unicodedata.normalize("NFKC", text).casefold()


@functools.cache
def _text_fields(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    hints = get_type_hints(struct)
    return tuple(name for name in struct.__struct_fields__ if not is_closed(hints[name]))


def grounded_in(record: Any) -> Iterator[Any]:
    """Everything inside a record that has a basis and citations: statements, measurements, identifiers."""
    return (item for item in structs_in(record) if hasattr(item, "basis") and hasattr(item, "citations"))


def citations_in(record: Any) -> tuple[str, ...]:
    """The slugs of the sources a record cites, each once, in the order they first appear."""
    return tuple(dict.fromkeys(item.source for item in structs_in(record) if isinstance(item, Citation)))


def count_review(release: Release) -> tuple[int, int, int]:
    """(entries a clinician reviewed, entries in all, statements that need verification)."""
    entries = [entry for name in ENTRY_COLLECTIONS for entry in getattr(release, name)]
    reviewed = sum(entry.review is not None for entry in entries)
    unverified = 0
    for name in STATEMENT_COLLECTIONS:
        for record in getattr(release, name):
            unverified += sum(item.basis == "needs_verification" for item in grounded_in(record))
    return reviewed, len(entries), unverified
