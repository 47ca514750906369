"""When kratom stops: what changes for each medicine, and when to check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from interactions.rating.phrases import capitalised
from interactions.screening.screening_report import WhenKratomStops
from reference.release.schema.kratom import PracticeNote
from reference.release.schema.statement import Statement
from reference.release.storage.library import LoadedRelease

NOTES = ("when-kratom-stops", "withdrawal", "taper")


class Changed(NamedTuple):
    """Medicines with the same text, and that text."""

    names: tuple[str, ...]
    statements: tuple[Statement, ...]


class Stops(NamedTuple):
    changes: tuple[Changed, ...]
    names: tuple[str, ...]
    notes: tuple[PracticeNote, ...]


def when_kratom_stops(items: Sequence[WhenKratomStops], loaded: LoadedRelease) -> Stops:
    """One section for the list: text that applies to several medicines appears once, with their names."""
    by_statement: dict[Statement, list[str]] = {}
    for item in items:
        for statement in item.statements:
            by_statement.setdefault(statement, []).append(capitalised(item.name))
    by_names: dict[tuple[str, ...], list[Statement]] = {}
    for statement, names in by_statement.items():
        by_names.setdefault(tuple(names), []).append(statement)
    notes = loaded.by_slug("practice_notes")
    return Stops(
        changes=tuple(Changed(names, tuple(statements)) for names, statements in by_names.items()),
        names=tuple(item.name for item in items),
        notes=tuple(notes[slug] for slug in NOTES if slug in notes),
    )
