"""The gate, for what every record shares: citations that resolve, standing, wording, units, slugs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from reference.release.kratom import Identifier, Measurement, Source
from reference.release.schema import Release
from reference.release.statement import Citation, Statement
from reference.release.walk import STATEMENT_COLLECTIONS, grounded_in, structs_in

from .findings import Finding

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
    findings = [*_slugs(release), *_bibliography(release), *_medicines_are_cited(release, sources)]
    for collection in STATEMENT_COLLECTIONS:
        for record in getattr(release, collection):
            entry = f"{collection}/{getattr(record, 'slug', None) or record.medication}"
            for item in grounded_in(record):
                findings += _citations(entry, item, sources)
            for item in structs_in(record):
                findings += _wording(entry, item)
    return findings


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
                    f"the slug stands {times} times",
                    "Give each record a slug of its own.",
                )
            if slug is not None and not SLUG.fullmatch(slug):
                yield Finding(
                    f"{collection}/{slug}", "the slug is malformed", "Use a–z, 0–9 and single hyphens."
                )


def _bibliography(release: Release) -> Iterator[Finding]:
    """One record a work, and none that nothing rests on."""
    cited = {
        item.source
        for name in release.__struct_fields__
        for record in _records(release, name)
        for item in structs_in(record)
        if isinstance(item, Citation)
    }
    known: dict[tuple[str, str], str] = {}
    for source in release.sources:
        entry = f"sources/{source.slug}"
        if source.slug not in cited:
            yield Finding(entry, "nothing cites it", "Cite it or take it out.")
        for field in ("doi", "pmid", "url"):
            value = (getattr(source, field) or "").lower().rstrip("/")
            if value and known.setdefault((field, value), source.slug) != source.slug:
                yield Finding(
                    entry, f"the same {field} as {known[field, value]}", "Keep one record and cite that."
                )


def _records(release: Release, collection: str) -> tuple[Any, ...]:
    records = getattr(release, collection)
    return records if isinstance(records, tuple) and collection != "sources" else ()


def _medicines_are_cited(release: Release, sources: dict[str, Source]) -> Iterator[Finding]:
    roles = {role.slug for role in release.pharmacologic_roles}
    for medication in release.medications:
        entry = f"medications/{medication.slug}"
        for assignment in medication.roles:
            yield from _citations(entry, assignment, sources)
            if assignment.role not in roles:
                yield Finding(
                    entry,
                    f"role {assignment.role!r} is not defined",
                    "Add it to pharmacologic_roles.yaml or correct it.",
                )


def _citations(entry: str, item: Any, sources: dict[str, Source]) -> Iterator[Finding]:
    words = _words(item)
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
        elif source.kind == "encyclopaedia" and not isinstance(item, Identifier):
            yield Finding(
                entry,
                f"rests on an encyclopaedia ({source.slug}): {words}",
                "Cite an admissible source, or take it out.",
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
        and all(_recalled(sources.get(c.source)) for c in item.citations)
    ):
        yield Finding(
            entry, f"marked seen, yet no cited source was read: {words}", "Mark it needs_verification."
        )
    if isinstance(item, Measurement) and not item.unit:
        yield Finding(entry, f"{item.parameter} has no unit", "Give the unit; write 'ratio' for a ratio.")


def _recalled(source: Source | None) -> bool:
    return source is not None and source.identification == "needs_verification"


def _wording(entry: str, item: Any) -> Iterator[Finding]:
    text = item.text if isinstance(item, Statement) else ""
    if STOP_KRATOM.search(text) and not NOT_ABRUPTLY.search(text):
        yield Finding(
            entry,
            f"tells to stop kratom without the rest: {_words(item)}",
            "Add: not abruptly if used daily.",
        )
    if NALOXONE_WITHHELD.search(text) and not NOT_WITHHELD.search(text):
        yield Finding(
            entry,
            f"withholds naloxone: {_words(item)}",
            "Naloxone is given when breathing is slow or absent.",
        )
    if REASSURANCE.search(text):
        yield Finding(
            entry, f"reassures by silence: {_words(item)}", "Say what was studied and what was not."
        )


def _words(item: Any) -> str:
    text = (
        getattr(item, "text", None)
        or getattr(item, "parameter", None)
        or getattr(item, "role", None)
        or getattr(item, "value", "")
    )
    return f"“{text[:90]}{'…' if len(text) > 90 else ''}”"
