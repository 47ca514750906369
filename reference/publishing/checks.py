"""The gate, for what every record shares: citations that resolve, basis, wording, units, slugs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
from django.conf import settings

from reference.release.schema.kratom import Measurement, Source, Table
from reference.release.schema.release import Release
from reference.release.schema.statement import Statement
from reference.release.schema.traverse import (
    ENTRY_COLLECTIONS,
    STATEMENT_COLLECTIONS,
    grounded_in,
    structs_in,
)
from reference.release.storage.records import slug_of

from . import admissible_hosts as hosts
from .findings import Finding, in_words

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
STOP_KRATOM = re.compile(
    r"\b(?:stop|avoid|quit|discontinue|cease)(?:\s+(?:using|taking|all|the|any|all use of))*\s+kratom\b"
    r"|\bkratom\s+(?:should|must|has to|needs to)\s+(?:be\s+)?(?:stop|end|discontinue)",
    re.IGNORECASE,
)
NOT_ABRUPTLY = re.compile(r"abrupt|all at once|suddenly", re.IGNORECASE)
NALOXONE_WITHHELD = re.compile(
    r"\b(?:avoid|withhold|do not give|don't give|stop)\s+naloxone\b", re.IGNORECASE
)
NOT_WITHHELD = re.compile(r"\b(?:do not|don't|never)\s+(?:avoid|withhold|stop)\s+naloxone\b", re.IGNORECASE)
REASSURANCE = re.compile(
    r"\b(?:is|are) safe (?:with|together)|\bno interaction\b|\bno shared mechanism\b", re.IGNORECASE
)


def check_statements(release: Release) -> list[Finding]:
    """Everything that would make a statement untraceable or dangerous to read on its own."""
    sources = {source.slug: source for source in release.sources}
    findings = [*_slugs(release), *_medicines_are_cited(release, sources)]
    for collection in STATEMENT_COLLECTIONS:
        for record in getattr(release, collection):
            entry = f"{collection}/{slug_of(record)}"
            for item in grounded_in(record):
                findings += _citations(entry, item, sources)
            for item in structs_in(record):
                findings += (*_wording(entry, item), *_table(entry, item))
    return findings


def check_review(release: Release) -> list[Finding]:
    """Where the deploying organisation requires it, nothing is published that no clinician has signed off."""
    if not settings.REQUIRE_CLINICAL_REVIEW:
        return []
    return [
        Finding(
            f"{name}/{entry.slug}", "no clinician has signed it off", "Have a licensed reviewer sign it off."
        )
        for name in ENTRY_COLLECTIONS
        for entry in getattr(release, name)
        if entry.review is None
    ]


def _slugs(release: Release) -> Iterator[Finding]:
    for collection in release.__struct_fields__:
        records = getattr(release, collection)
        if not isinstance(records, tuple):
            continue
        slugs = Counter(getattr(record, "slug", None) for record in records)
        for slug, times in slugs.items():
            if slug is not None and times > 1:
                yield Finding(
                    f"{collection}/{slug}",
                    f"the slug occurs {times} times",
                    "Give each record a slug of its own.",
                )
            if slug is not None and not SLUG.fullmatch(slug):
                yield Finding(
                    f"{collection}/{slug}", "the slug is malformed", "Use a–z, 0–9 and single hyphens."
                )


def _medicines_are_cited(release: Release, sources: dict[str, Source]) -> Iterator[Finding]:
    roles = {role.slug for role in release.pharmacologic_roles}
    for medication in release.medications:
        entry = f"medications/{medication.slug}"
        for assignment in medication.roles:
            if assignment.citations or assignment.basis != "needs_verification":  # a memory has no source
                yield from _citations(entry, assignment, sources)
            if assignment.role not in roles:
                yield Finding(
                    entry,
                    f"role {assignment.role!r} is not defined",
                    "Add it to pharmacologic_roles.yaml or correct it.",
                )


def _citations(entry: str, item: Any, sources: dict[str, Source]) -> Iterator[Finding]:
    words = in_words(item)
    if not item.citations:
        yield Finding(
            entry, f"no citation: {words}", "Name the source that says it, or take the statement out."
        )
    for citation in item.citations:
        source = sources.get(citation.source)
        if source is None:
            yield Finding(
                entry,
                f"source {citation.source!r} does not exist: {words}",
                "Correct the slug or add the source.",
            )
        elif source.retraction:
            yield Finding(
                entry,
                f"cites a retracted source ({source.slug}): {words}",
                "Reword with the retraction, or take it out.",
            )
    if (
        item.basis == "seen"
        and item.citations
        and all(_unread(sources.get(c.source)) for c in item.citations)
    ):
        yield Finding(
            entry, f"marked seen, yet no cited source was read: {words}", "Mark it needs_verification."
        )
    if isinstance(item, Measurement) and not item.unit:
        yield Finding(entry, f"{item.parameter} has no unit", "Give the unit; write 'ratio' for a ratio.")


def _unread(source: Source | None) -> bool:
    """It was not opened, or only as a copy at an address that cannot be relied on."""
    return source is not None and (
        source.identification == "needs_verification" or hosts.only_read_at(source) is not None
    )


def _table(entry: str, item: msgspec.Struct) -> Iterator[Finding]:
    if not isinstance(item, Table):
        return
    for row in item.rows:
        if len(row.cells) != len(item.columns):
            found = f"row {row.name!r} has {len(row.cells)} cells for {len(item.columns)} columns"
            yield Finding(
                entry, found, "Give each row one cell for each column, also where nothing was studied."
            )


def _wording(entry: str, item: msgspec.Struct) -> Iterator[Finding]:
    text = item.text if isinstance(item, Statement) else ""
    if STOP_KRATOM.search(text) and not NOT_ABRUPTLY.search(text):
        yield Finding(
            entry,
            f"says to stop kratom without the rest: {in_words(item)}",
            "Add: not abruptly if used daily.",
        )
    if NALOXONE_WITHHELD.search(text) and not NOT_WITHHELD.search(text):
        yield Finding(
            entry,
            f"withholds naloxone: {in_words(item)}",
            "Naloxone is given when breathing is slow or absent.",
        )
    if REASSURANCE.search(text):
        yield Finding(
            entry, f"reassures by silence: {in_words(item)}", "Say what was studied and what was not."
        )
