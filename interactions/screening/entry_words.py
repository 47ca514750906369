"""What an entry says about one medicine: the `{medicine}` of a class sentence filled in."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from interactions.rating.phrases import for_medicine
from reference.release.schema.interaction import Evidence, InteractionRow, Management, Monitoring
from reference.release.schema.statement import Statement
from reference.release.schema.traverse import citations_in


class WordedRow(NamedTuple):
    """What a row says about one medicine: the `{medicine}` of a class sentence filled in."""

    summary: Statement
    evidence: tuple[Evidence, ...]
    monitoring: Monitoring | None
    citations: tuple[str, ...]


def worded_row(row: InteractionRow, name: str) -> WordedRow:
    monitoring = row.monitoring and msgspec.structs.replace(
        row.monitoring,
        what=for_medicine(row.monitoring.what, name),
        when=for_medicine(row.monitoring.when, name),
        threshold=for_medicine(row.monitoring.threshold, name),
    )
    return WordedRow(
        summary=msgspec.structs.replace(row.summary, text=for_medicine(row.summary.text, name)),
        evidence=tuple(msgspec.structs.replace(e, text=for_medicine(e.text, name)) for e in row.evidence),
        monitoring=monitoring,
        citations=citations_in(row),
    )


def worded_management(management: Management, name: str) -> Management:
    def words(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        return tuple(msgspec.structs.replace(s, text=for_medicine(s.text, name)) for s in statements)

    return Management(
        starting=words(management.starting),
        already_both=words(management.already_both),
        when_kratom_stops=words(management.when_kratom_stops),
        emergency=words(management.emergency),
        not_applicable=management.not_applicable,
    )
