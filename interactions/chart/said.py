"""A place of a line that says something of the patient."""

from __future__ import annotations

from typing import NamedTuple

from reference.release.schema.patient import PatientWords


class Said(NamedTuple):
    """Words found at a place of the cleaned line, and what they answer. An age has no record."""

    start: int
    end: int
    record: PatientWords | None
    factor: str | None

    def overlaps(self, place: tuple[int, int]) -> bool:
        return self.start < place[1] and place[0] < self.end

    def is_within(self, place: tuple[int, int]) -> bool:
        return place[0] <= self.start and self.end <= place[1]
