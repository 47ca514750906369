"""Words of a medication list that are no medicine: supplies, devices, tests, the furniture of a portal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reference.release.names.name_entries import normalise
from reference.release.schema.vocabulary_names import NotMedicine

MOST_LETTERS = 200


class NoMedicine(NamedTuple):
    """What words are that are no medicine, and what else stands on the line."""

    kind: str
    rest: str


class NoMedicines:
    """All such words of one release, the longest first: `insulin pen needles` before `pen needles`."""

    def __init__(self, records: Iterable[NotMedicine]) -> None:
        found = ((f" {normalise(record.words)} ", record.kind, record.alone) for record in records)
        self._words = sorted(found, key=lambda item: (-len(item[0]), item[0]))

    def on(self, text: str) -> NoMedicine | None:
        """A supply is one anywhere on a line; a button of a page only where nothing but numbers is beside it."""
        key = f" {normalise(text[:MOST_LETTERS])} "
        for words, kind, alone in self._words:
            if words in key and (not alone or not key.replace(words, " ").strip(" 0123456789")):
                return NoMedicine(kind, key.replace(words, " ").strip())
        return None
