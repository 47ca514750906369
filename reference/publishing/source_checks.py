"""The gate, for what statements rest on: sources that a reader can find, identifiers that can be right, admissibility."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from reference.release.schema.kratom import Identifier, Source
from reference.release.schema.release import Release
from reference.release.schema.statement import Citation
from reference.release.schema.traverse import STATEMENT_COLLECTIONS, structs_in
from reference.release.storage.records import slug_of

from . import admissible_hosts as hosts
from .findings import Finding, in_words
from .identifiers import FORMS, is_address

CITING_COLLECTIONS = (*STATEMENT_COLLECTIONS, "medications", "drug_classes", "combination_products")
IN_JOURNALS = frozenset(
    ["clinical_trial", "observational", "case_series", "case_report", "laboratory", "animal", "review", "survey", "guidance"]
)  # fmt: skip
ONE_WORK = ("doi", "pmid", "pmcid", "url")


def check_sources(release: Release) -> list[Finding]:
    """Everything about a source that would leave a reader without it, or a statement on ground that does not hold."""
    findings = [*_cited_once(release)]
    for source in release.sources:
        findings += _findable(source)
        findings += _well_formed(source)
    by_slug = {source.slug: source for source in release.sources}
    for collection in CITING_COLLECTIONS:
        for record in getattr(release, collection):
            findings += _grounds(collection, record, by_slug)
    return findings


def _cited_once(release: Release) -> Iterator[Finding]:
    """One record per work, and no record that is never cited."""
    cited: set[str] = set()
    for name in release.__struct_fields__:
        for record in _records(release, name):
            cited.update(item.source for item in structs_in(record) if isinstance(item, Citation))
    known: dict[tuple[str, str], str] = {}
    for source in release.sources:
        entry = f"sources/{source.slug}"
        if source.slug not in cited:
            yield Finding(entry, "nothing cites it", "Cite it or take it out.")
        for field, value in _works(source):
            if known.setdefault((field, value), source.slug) != source.slug:
                yield Finding(
                    entry, f"the same {field} as {known[field, value]}", "Keep one record and cite that."
                )


def _works(source: Source) -> Iterator[tuple[str, str]]:
    """The values by which two records are recognised as one work."""
    for field in ONE_WORK:
        if value := (getattr(source, field) or "").lower().rstrip("/"):
            yield field, value
    title = re.sub(r"[\W_]+", " ", source.title.casefold()).strip()
    yield "title and year", f"{title} {source.year} {source.container}"


def _records(release: Release, collection: str) -> tuple[Any, ...]:
    records = getattr(release, collection)
    return records if isinstance(records, tuple) and collection != "sources" else ()


def _findable(source: Source) -> Iterator[Finding]:
    """A reader can find it: by an identifier or an address, in a journal of a year; or it is our own search log or memory, and says so."""
    printed = source.kind in IN_JOURNALS and source.container and source.year
    ours = source.kind in ("search_log", "recall")
    if not (source.doi or source.pmid or source.pmcid or source.url or printed or ours):
        yield Finding(
            f"sources/{source.slug}",
            "no reader could find it: no identifier, no address, no journal with its year",
            "Give one that was seen, or take the source out; a role from memory may go without a citation.",
        )


def _well_formed(source: Source) -> Iterator[Finding]:
    entry = f"sources/{source.slug}"
    for field in ("doi", "pmid", "pmcid"):
        value = getattr(source, field)
        if value is not None and not FORMS[field](value):
            yield Finding(entry, f"{field} {value!r} cannot be right", "Copy it again from the source.")
    for field in ("url", "read_at"):
        value = getattr(source, field)
        if value is not None and not is_address(value):
            yield Finding(
                entry, f"{field} {value!r} is not an address", "Give the address alone; remarks go into note."
            )
    for identifier, own in _named_by_address(source):
        if own is not None and own.lower() != identifier.lower():
            yield Finding(entry, f"its url leads to {identifier}, not to {own}", "Correct one of the two.")


def _named_by_address(source: Source) -> Iterator[tuple[str, str | None]]:
    """The identifiers that its address spells out, each with the record's own."""
    places = (
        (r"https?://(?:dx\.)?doi\.org/(.+)", source.doi),
        (r"https?://pubmed\.ncbi\.nlm\.nih\.gov/(\d+)/?", source.pmid),
        (r"https?://(?:pmc|www)\.ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/(PMC\d+)/?", source.pmcid),
    )
    for pattern, own in places:
        if found := re.fullmatch(pattern, source.url or ""):
            yield found[1], own


def _grounds(collection: str, record: msgspec.Struct, sources: dict[str, Source]) -> Iterator[Finding]:
    """What a record's citations rest on, statement by statement. A quotation is not itself a ground: the statement is about it."""
    entry = f"{collection}/{slug_of(record)}"
    quotations = (
        *(getattr(record, field, None) for field in ("who_says_it", "who_paid")),
        *getattr(record, "other_references", ()),
    )
    for item in structs_in(record):
        if isinstance(item, Identifier) and not FORMS[item.system](item.value):
            yield Finding(
                entry, f"{item.system} {item.value!r} cannot be right", "Copy it again from the source."
            )
        if any(item is quoted for quoted in quotations) or not hasattr(item, "citations"):
            continue
        for citation in item.citations:
            if source := sources.get(citation.source):
                yield from _admissible(entry, collection, item, source)


def _admissible(entry: str, collection: str, item: Any, source: Source) -> Iterator[Finding]:
    found = hosts.of_source(source)
    encyclopaedia = source.kind == "encyclopaedia" or (found is not None and found.kind == "encyclopaedia")
    if encyclopaedia and not isinstance(item, Identifier):
        yield Finding(
            entry, f"rests on an encyclopaedia ({source.slug}): {in_words(item)}", "Cite an admissible source, or take it out."
        )  # fmt: skip
    elif found is not None and not encyclopaedia:
        if collection == "regulatory_statuses" and found.kind in hosts.TELLS_THE_LAW:
            return
        yield Finding(
            entry,
            f"rests on {source.slug}, read at {found.host} ({found.reason}): {in_words(item)}",
            "Cite the original or another admissible source, or take it out.",
            "notice" if found.kind in hosts.REPRODUCES else "refuse",
        )
