"""What the lines say of the patient, where it takes two of them to say it: fever with rigid muscles, kratom with sweating."""

from __future__ import annotations

from collections.abc import Sequence

from interactions.chart.said import Said

from .patient_context import PatientContext
from .read_line import ReadLine


def confirmed(lines: Sequence[ReadLine], context: PatientContext) -> tuple[ReadLine, ...]:
    """The lines without the words that need another word, or kratom, that the list does not have."""
    said = {name for line in lines for item in line.told for name in _names(item)}
    kratom = context.product is not None or any(line.hit and line.hit.kind == "precipitant" for line in lines)
    return tuple(
        line._replace(told=tuple(item for item in line.told if _holds(item, said, kratom))) for line in lines
    )


def _names(item: Said) -> tuple[str, ...]:
    return tuple(name for name in (item.record and item.record.slug, item.factor) if name)


def _holds(item: Said, said: set[str], kratom: bool) -> bool:
    record = item.record
    if record is None:
        return True
    if record.with_kratom and not kratom:
        return False
    return not record.only_with or not said.isdisjoint(record.only_with)
