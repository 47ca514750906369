"""The medicines whose result differs in a later release, through whichever entry, class or role."""

from __future__ import annotations

from typing import Any

import msgspec

from reference.release.schema.release import Release
from reference.release.schema.terms import Severity

NOT_ASSESSED = "not_assessed"
"""No entry reaches the medicine: never to be read as no interaction."""


class ResultChange(msgspec.Struct, frozen=True, kw_only=True):
    """The highest severity that entries give one medicine, then and now; or `not_assessed`."""

    medication: str
    name: str
    before: str
    after: str


def changed_results(old: Release, new: Release) -> tuple[ResultChange, ...]:
    """The most severe now first; what is no longer assessed comes last, with its earlier result."""
    before, after = _highest(old), _highest(new)
    names = {m.slug: m.name for release in (old, new) for m in _named(release)}
    found = [
        ResultChange(
            medication=slug,
            name=names.get(slug, slug.replace("-", " ")),
            before=before.get(slug, NOT_ASSESSED),
            after=after.get(slug, NOT_ASSESSED),
        )
        for slug in before.keys() | after.keys()
        if before.get(slug) != after.get(slug)
    ]
    return tuple(sorted(found, key=lambda c: (-_rank(c.after), -_rank(c.before), c.name.casefold())))


def _rank(severity: str) -> int:
    return -1 if severity == NOT_ASSESSED else Severity(severity).place


def _highest(release: Release) -> dict[str, str]:
    entries = {entry.slug: entry for entry in release.interactions}
    found: dict[str, str] = {}
    for resolved in release.resolved_interactions:
        severities = [
            entries[row.entry].rows[row.row].severity for row in resolved.rows if row.entry in entries
        ]
        if severities:
            found[resolved.medication] = max(severities)
    return found


def _named(release: Release) -> tuple[Any, ...]:
    return (*release.substances, *release.medications, *release.combination_products)
