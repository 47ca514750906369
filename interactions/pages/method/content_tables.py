"""What a release contains and how far it can be relied on, as small tables for `content_report` and /method/."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from reference.release.schema.interaction import Evidence, Interaction, ResolvedInteraction
from reference.release.schema.release import Release
from reference.release.schema.terms import (
    NOT_THE_SAME_AS_SAFE,
    Basis,
    EvidenceDirection,
    EvidenceLevel,
    Severity,
    TargetLevel,
)
from reference.release.schema.traverse import STATEMENT_COLLECTIONS, grounded_in, structs_in

COLLECTION_LABEL = {
    "interactions": "Interaction entries",
    "practice_notes": "Practice notes",
    "claims": "Claims",
    "alkaloids": "Alkaloids",
    "products": "Products",
    "risks": "Risks",
    "populations": "Populations",
    "monitoring_items": "Testing and monitoring",
    "monograph_sections": "Monograph",
    "regulatory_statuses": "Regulatory statuses",
    "kratom_effects": "What kratom alone does",
    "observed_interactions": "Studies with medicines",
    "modifying_factors": "Modifying factors",
    "substrate_parameters": "Static model: medicines",
    "model_constants": "Static model: constants",
    "stacking_rules": "Stacking rules",
    "list_rules": "List rules",
    "shared_steps": "Shared steps",
    "lead_boxes": "What is said first in a setting",
    "patient_words": "Words and numbers about the patient",
    "rescue_medicines": "Rescue medicines",
    "precipitants": "Names that mean kratom",
    "search_records": "Searches that found nothing",
}


class Table(NamedTuple):
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    @property
    def labelled(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each row's name, and its numbers with their headings: on a phone each number has its own line."""
        return [(row[0], list(zip(self.head[1:], row[1:], strict=True))) for row in self.rows]


def content_tables(release: Release) -> tuple[Table, ...]:
    """Counts from the release alone that let a reader judge how well supported its answers are."""
    return (
        statements_table(release),
        entries_table(release),
        evidence_table(release),
        medicines_table(release),
        roles_table(release),
        sources_table(release),
    )


def statements_table(release: Release) -> Table:
    """Records and their statements by basis. A sourced number counts as a statement."""
    rows, total = [], Counter[str]()
    for collection in sorted(STATEMENT_COLLECTIONS, key=list(COLLECTION_LABEL).index):
        records = getattr(release, collection)
        bases = Counter(item.basis for record in records for item in grounded_in(record))
        rows.append(_row(COLLECTION_LABEL[collection], len(records), *(bases[basis] for basis in Basis)))
        total += Counter({"records": len(records), **bases})
    rows.append(_row("Together", total["records"], *(total[basis] for basis in Basis)))
    return Table(
        "Records, and what their statements rest on",
        ("", "Records", "Read in the source", "Needs verification", "Our judgement"),
        tuple(rows),
        "A number that a source gives counts as a statement.",
    )


def entries_table(release: Release) -> Table:
    entries = Counter[str](entry.target.level for entry in release.interactions)
    ratings = Counter[str](entry.target.level for entry in release.interactions for _ in entry.rows)
    return Table(
        "What interaction entries are written for",
        ("", "Entries", "Rated rows"),
        tuple(_row(level.label, entries[level], ratings[level]) for level in TargetLevel),
    )


def evidence_table(release: Release) -> Table:
    found = Counter[tuple[str, str]](
        (item.evidence_level, item.evidence_direction)
        for entry in release.interactions
        for item in structs_in(entry)
        if isinstance(item, Evidence)
    )
    headline = Counter[str](row.evidence_level for entry in release.interactions for row in entry.rows)
    rows = (
        _row(level.label, headline[level], *(found[level, direction] for direction in EvidenceDirection))
        for level in EvidenceLevel
    )
    return Table(
        "The evidence of rated rows",
        ("", "Rows at this level", "Statements that support", "Mixed", "That speak against"),
        tuple(rows),
        "A row has the level of its own evidence; what is carried over from another medicine counts as mechanism.",
    )


def medicines_table(release: Release) -> Table:
    """Medicines by their most severe row in the reference case, and how many have it only by an unverified role."""
    entries = {entry.slug: entry for entry in release.interactions}
    products = {product.slug for product in release.combination_products}
    headlines, from_memory, of_products = Counter[str](), Counter[str](), Counter[str]()
    for resolved in release.resolved_interactions:
        severity, remembered = _headline(resolved, entries)
        if resolved.medication in products:
            of_products[severity] += 1
        else:
            headlines[severity] += 1
            from_memory[severity] += remembered
    known = {m.slug for m in release.medications} | {r.medication for r in release.resolved_interactions}
    rows = [_row(s.label, headlines[s], from_memory[s], of_products[s]) for s in reversed(Severity)]
    silent = len(products) - of_products.total()
    rows.append(_row("No entry applies", len(known - products) - headlines.total(), 0, silent))
    return Table(
        "Medicines by their most severe finding",
        ("", "Medicines", "Of these by a role from memory", "Combination products"),
        tuple(rows),
        f"With nothing known of the patient. “No entry applies” is {NOT_THE_SAME_AS_SAFE}.",
    )


def _headline(resolved: ResolvedInteraction, entries: dict[str, Interaction]) -> tuple[str, bool]:
    """The highest severity of the rows, and whether every row with it rests on an unverified role."""
    rated = [(entries[r.entry].rows[r.row].severity, r) for r in resolved.rows]
    worst = max(severity for severity, _ in rated)
    return worst, all(row.role_from_memory for severity, row in rated if severity == worst)


def roles_table(release: Release) -> Table:
    bases = Counter(role.basis for medication in release.medications for role in medication.roles)
    with_roles = sum(bool(medication.roles) for medication in release.medications)
    complete = sum(medication.roles_complete_on is not None for medication in release.medications)
    return Table(
        "Roles of medicines",
        ("", "Number"),
        (
            _row("Medicines with roles", with_roles),
            _row("Medicines whose roles were verified complete", complete),
            _row("Roles read in a source", bases[Basis.SEEN]),
            _row("Roles from memory", bases[Basis.NEEDS_VERIFICATION] + bases[Basis.JUDGEMENT]),
        ),
    )


def sources_table(release: Release) -> Table:
    sources = release.sources
    return Table(
        "Sources",
        ("", "Number"),
        (
            _row("Cited", len(sources)),
            _row("Opened by us", _count(s.identification == "seen" for s in sources)),
            _row("Not opened: what rests on them alone needs verification", _count(s.identification != "seen" for s in sources)),
            _row("Facts and sources left out, with the reason", len(release.exclusions)),
            _row("Studies whose funder is known, and shown", _count(s.funder for s in sources)),
        ),
    )  # fmt: skip


def _count(answers: Iterable[object]) -> int:
    return sum(bool(answer) for answer in answers)


def _row(label: str, *numbers: int) -> tuple[str, ...]:
    return (label, *(f"{number:,}" for number in numbers))
