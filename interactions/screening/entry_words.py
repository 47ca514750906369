"""What an entry says about one medicine: the `{medicine}` of a class sentence filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from reference.release.schema.interaction import Evidence, InteractionRow, Management, Monitoring
from reference.release.schema.statement import Statement
from reference.release.schema.terms import Slot
from reference.release.schema.traverse import citations_in


class WordedRow(NamedTuple):
    """What a row says about one medicine: the `{medicine}` of a class sentence filled in."""

    summary: Statement
    evidence: tuple[Evidence, ...]
    monitoring: Monitoring | None
    citations: tuple[str, ...]


def worded_row(row: InteractionRow, named: Callable[[str], str]) -> WordedRow:
    monitoring = row.monitoring and msgspec.structs.replace(
        row.monitoring,
        what=named(row.monitoring.what),
        when=named(row.monitoring.when),
        threshold=named(row.monitoring.threshold),
    )
    return WordedRow(
        summary=msgspec.structs.replace(row.summary, text=named(row.summary.text)),
        evidence=tuple(msgspec.structs.replace(e, text=named(e.text)) for e in row.evidence),
        monitoring=monitoring,
        citations=citations_in(row),
    )


def worded_management(management: Management, named: Callable[[str], str]) -> Management:
    def words(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(msgspec.structs.replace(s, text=named(s.text)) for s in statements)

    slots = {slot: words(getattr(management, slot)) for slot in Slot}
    return msgspec.structs.replace(management, **slots)
