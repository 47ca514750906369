"""What is known about one medicine, and its outcome in the reference case, as a screen gives it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple, TypedDict, Unpack

from interactions.chart.line import read_chart_line
from interactions.prediction.stored_predictions import stored_predictions
from interactions.screening.read_line import slugs_to_assess
from interactions.screening.release_index import ReleaseIndex, release_index
from interactions.screening.row_actions import stored_actions
from interactions.screening.screen import screen_name
from interactions.screening.screening_report import LineReport
from reference.release.names.fuzzy import Why
from reference.release.names.index import ATC, RXNORM, UNII, NameHit, NameMatch
from reference.release.names.name_entries import MatchedBy, TargetKind
from reference.release.schema.medicines import Medication
from reference.release.schema.vocabulary_names import Substance
from reference.release.storage.library import LoadedRelease

from .answers import (
    ClassReport,
    IngredientReport,
    MedicationCode,
    MedicationHit,
    MedicationReport,
    RatedRow,
    RoleReport,
)

MANY = 25  # candidates that a search may offer at most


class _Match(TypedDict, total=False):
    """How a search found a medicine."""

    matched_by: MatchedBy
    matched: str | None
    why: Why
    score: float


class _Identity(TypedDict):
    pharmacologic_class: str | None
    brands: tuple[str, ...]
    other_names: tuple[str, ...]
    codes: tuple[MedicationCode, ...]
    roles: tuple[RoleReport, ...]
    roles_complete_on: dt.date | None


class Searched(NamedTuple):
    """`searched_all`: no part of the text was skipped because it was too long to compare."""

    hits: tuple[MedicationHit, ...]
    searched_all: bool


def medication_slugs(loaded: LoadedRelease) -> tuple[str, ...]:
    """Every medicine and described combination product, by slug. Use as `loaded.derived(…)`."""
    release = loaded.release
    slugs = {s.slug for s in release.substances} | {m.slug for m in release.medications}
    return tuple(sorted(slugs | {p.slug for p in release.combination_products}))


def search(text: str, loaded: LoadedRelease, limit: int) -> Searched:
    """The exact hit first, read as a chart line is; then ranked candidates, never chosen automatically."""
    index = loaded.derived(release_index)
    names = read_chart_line(text).name_texts or (text,)
    hit = next((found for name in names if (found := loaded.names.look_up(name))), None)
    hits = [_exact(hit, index)] if hit and hit.kind != "ask" else []
    offered = hit.candidates if hit and hit.kind == "ask" else ()
    searchable, searched_all = loaded.names.searchable(names)
    near = (match for name in searchable for match in loaded.names.search(name, min(limit, MANY)))
    listed = {found.slug for found in hits}
    for match in (*offered, *near):
        if match.slug not in listed:
            listed.add(match.slug)
            hits.append(_candidate(match, index))
    return Searched(tuple(hits[:limit]), searched_all)


def _exact(hit: NameHit, index: ReleaseIndex) -> MedicationHit:
    return _hit(hit.slug or "-".join(hit.ingredients), hit, index, matched_by=hit.matched_by)


def _candidate(match: NameMatch, index: ReleaseIndex) -> MedicationHit:
    hit = index.hit_of(match.slug)
    return _hit(match.slug, hit, index, matched=match.matched or None, why=match.why, score=match.score)


def listed(slug: str, index: ReleaseIndex) -> MedicationHit:
    """A medicine in the list of all medicines."""
    return _hit(slug, index.hit_of(slug), index)


def _hit(slug: str, hit: NameHit, index: ReleaseIndex, **match: Unpack[_Match]) -> MedicationHit:
    verdict = screen_name(hit, index) if hit.kind != "drug_class" else None
    worst = verdict.findings[0] if verdict and verdict.findings else None
    return MedicationHit(
        slug=slug,
        name=hit.name,
        kind=_kind(hit),
        outcome=verdict.outcome if verdict else None,
        severity=worst.severity if worst else None,
        medicine_action=worst.medicine_action if worst else None,
        kratom_action=worst.kratom_action if worst else None,
        under_correction=verdict.under_correction if verdict else None,
        **match,
    )


def _kind(hit: NameHit) -> TargetKind:
    """Raises ValueError for a name that may mean several medicines: its candidates are listed instead."""
    if hit.kind == "ask":
        raise ValueError(f"{hit.name} may mean several medicines")
    return hit.kind


def ingredients_of(hit: NameHit, index: ReleaseIndex) -> tuple[IngredientReport, ...]:
    product = index.products.get(hit.slug or "")
    inactive = {i.medication: i.inactive_by_route for i in product.ingredients} if product else {}
    slugs = tuple(inactive) or hit.ingredients
    return tuple(
        IngredientReport(medication=slug, name=index.name(slug), inactive_by_route=inactive.get(slug))
        for slug in slugs
    )


def medication_report(slug: str, loaded: LoadedRelease) -> MedicationReport | None:
    """Everything the release says about one medicine; None if it has none of this slug."""
    index = loaded.derived(release_index)
    if slug not in index.display_names and not index.names.by_slug(slug):
        return None
    hit = index.hit_of(slug)
    if hit.kind == "drug_class":
        return None
    verdict = screen_name(hit, index)
    return MedicationReport(
        slug=slug,
        name=hit.name,
        kind=_kind(hit),
        **_identity(slug, loaded),
        ingredients=ingredients_of(hit, index),
        classes=tuple(_classes(slug, index)),
        rows=tuple(row for part in slugs_to_assess(hit, index) for row in _rows(part, index)),
        outcome=verdict.outcome,
        reason=verdict.reason,
        message=verdict.message,
        finding=verdict.findings[0] if verdict.findings else None,
        other_findings=verdict.findings[1:],
        phrase=verdict.phrase,
        rescue_reason=verdict.rescue_reason,
        warning=verdict.warning,
        practice_notes=_practice_notes(verdict),
        combinations=tuple(product.slug for product in index.products_with(slug)),
        prediction=loaded.derived(stored_predictions).get(slug),
        under_correction=verdict.under_correction,
    )


def _identity(slug: str, loaded: LoadedRelease) -> _Identity:
    """Names, codes and roles; editors' records take precedence over public vocabularies."""
    record: Medication | None = loaded.by_slug("medications").get(slug)
    substance: Substance | None = loaded.by_slug("substances").get(slug)
    owned = record or loaded.by_slug("combination_products").get(slug)
    names = (*(owned.names if owned else ()), *(substance.synonyms if substance else ()))
    return {
        "pharmacologic_class": record.pharmacologic_class if record else None,
        "brands": substance.brands if substance else (),
        "other_names": tuple(dict.fromkeys(names)),
        "codes": tuple(_codes(substance)) if substance else (),
        "roles": tuple(_roles(record, loaded)) if record else (),
        "roles_complete_on": record.roles_complete_on if record else None,
    }


def _codes(substance: Substance) -> Iterator[MedicationCode]:
    for system, codes in ((RXNORM, (substance.rxcui,)), (UNII, (substance.unii,)), (ATC, substance.atc)):
        for code in codes:
            if code:
                yield MedicationCode(system=system, code=code)


def _roles(record: Medication, loaded: LoadedRelease) -> Iterator[RoleReport]:
    roles = loaded.by_slug("pharmacologic_roles")
    for assigned in record.roles:
        role = roles.get(assigned.role)
        yield RoleReport(
            role=assigned.role,
            name=role.name if role else assigned.role,
            definition=role.definition if role else "",
            basis=assigned.basis,
            citations=assigned.citations,
        )


def _classes(slug: str, index: ReleaseIndex) -> Iterator[ClassReport]:
    for ancestor in index.hierarchy.ancestors(slug):
        drug_class = index.classes.get(ancestor.slug)
        if drug_class is not None:
            yield ClassReport(
                drug_class=ancestor.slug,
                name=drug_class.name,
                path=ancestor.path,
                protected=drug_class.protected,
            )


def _rows(slug: str, index: ReleaseIndex) -> Iterator[RatedRow]:
    """Every row that the release resolved, including those rated `none`."""
    resolved = index.resolved.get(slug)
    for applied in resolved.rows if resolved else ():
        row = index.entries[applied.entry].rows[applied.row]
        actions = stored_actions(row, applied.therapy, applied.act_on)
        yield RatedRow(
            medication=slug,
            mechanism=row.mechanism,
            enzyme=row.enzyme,
            object=row.object,
            entry=applied.entry,
            row=applied.row,
            level=applied.level,
            path=applied.path,
            replaced=applied.replaced,
            merged_with=applied.merged_with,
            conflict=applied.conflict,
            role_from_memory=applied.role_from_memory,
            consequence=row.consequence,
            support=row.support,
            severity=row.severity,
            action=row.action,
            medicine_action=actions.medicine,
            kratom_action=actions.kratom,
            evidence_level=row.evidence_level,
            evidence_direction=row.evidence_direction,
            under_correction=index.warning_of("interactions", applied.entry),
        )


def _practice_notes(verdict: LineReport) -> tuple[str, ...]:
    of_findings = (note for found in verdict.findings for note in found.practice_notes)
    return tuple(dict.fromkeys((*verdict.practice_notes, *of_findings)))
