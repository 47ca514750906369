"""One medicine for one patient: its rows rated in that patient's context, the driver row first."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from interactions.rating.actions import Actions
from interactions.rating.phrases import action_phrase, capitalised, completing_words
from interactions.rating.rules import Rating, Strength, is_pharmacodynamic, rate, strength
from reference.release.schema.interaction import (
    Interaction,
    InteractionRow,
    ModifyingFactor,
    ResolvedRow,
)
from reference.release.schema.statement import Statement
from reference.release.schema.terms import Action, K, KratomProduct, RouteClass, Severity

from .patient_situation import PatientSituation
from .release_index import ReleaseIndex
from .row_actions import finding_actions, only_a_start_waits, row_actions
from .screening_report import FindingReport, NotConsidered, RowReport, Worse

PASSES_THE_GUT = "It works in the gut wall, which this route passes by."
WORSE_PRODUCTS: tuple[KratomProduct, ...] = (KratomProduct.EXTRACT, KratomProduct.SEVEN_OH)


class RatedRow(NamedTuple):
    """A row of an entry, rated in one situation."""

    resolved: ResolvedRow
    entry: Interaction
    row: InteractionRow
    rating: Rating
    because: tuple[str, ...]
    actions: Actions

    @property
    def strength(self) -> Strength:
        return strength(self.row, self.rating)


def rated_rows(slug: str, situation: PatientSituation, index: ReleaseIndex) -> list[RatedRow]:
    """The rows that apply by this route, rated in context, strongest first."""
    return index.once(("rows", slug, *situation.key()), lambda: _rate_rows(slug, situation, index))


def _rate_rows(slug: str, situation: PatientSituation, index: ReleaseIndex) -> list[RatedRow]:
    rows = (_rated(resolved, slug, situation, index) for resolved in index.applicable_rows(slug))
    return sorted(
        (r for r in rows if applies_by_route(r.row, situation.route)), key=lambda r: r.strength, reverse=True
    )


def headline(slug: str, situation: PatientSituation, index: ReleaseIndex) -> tuple[Severity, Action] | None:
    """The driver row's severity and action; None where no row applies."""
    rows = rated_rows(slug, situation, index)
    return (rows[0].rating.severity, rows[0].rating.action) if rows else None


def applies_by_route(row: InteractionRow, route: RouteClass) -> bool:
    """No row applies to a local product, and no gut-wall row to a parenteral one: entries are about systemic use."""
    if route == RouteClass.LOCAL:
        return False
    return not (
        route in (RouteClass.PARENTERAL, RouteClass.DEPOT)
        and not is_pharmacodynamic(row.mechanism)
        and row.site == "gut"
    )


def _rated(resolved: ResolvedRow, slug: str, situation: PatientSituation, index: ReleaseIndex) -> RatedRow:
    entry = index.entries[resolved.entry]
    row = entry.rows[resolved.row]
    factors = _factors(row, slug, situation, index)
    rating = _rating(entry, row, factors, index.k[row.mechanism])
    because = tuple(_because(f, index) for f in factors)
    return RatedRow(resolved, entry, row, rating, because, row_actions(resolved, row, rating, factors))


def _rating(entry: Interaction, row: InteractionRow, factors: list[ModifyingFactor], k: K) -> Rating:
    raised = [f.consequence for f in factors if f.consequence is not None]
    watchable = next((f.watchable for f in factors if f.watchable is not None), None)
    if not raised and watchable is None:  # a factor may add a sentence without changing the rating
        return Rating(row.consequence, row.support, False, row.severity, row.action, True, False)
    adjusted = rate(
        row,
        k=k,
        agonist_treatment=entry.agonist_treatment,
        consequence=max([row.consequence, *raised]),
        watchable=watchable,
    )
    if row.deviation is not None and not raised:
        adjusted = adjusted._replace(severity=row.severity)
    return adjusted


def _factors(
    row: InteractionRow, slug: str, situation: PatientSituation, index: ReleaseIndex
) -> list[ModifyingFactor]:
    answers = situation.answers()
    return [
        factor
        for factor in index.factors.get(row.mechanism, ())
        if answers.get(factor.factor) in factor.values
        and (factor.from_consequence is None or factor.from_consequence == row.consequence)
        and may_concern(factor, slug, index)
    ]


def may_concern(factor: ModifyingFactor, slug: str, index: ReleaseIndex) -> bool:
    """Whether a factor concerns this medicine at all, whatever the answers are."""
    belongs = index.belongs_to(slug)
    named = not factor.targets or not belongs.isdisjoint(factor.targets)
    return named and belongs.isdisjoint(factor.except_targets)


def _because(factor: ModifyingFactor, index: ReleaseIndex) -> str:
    warning = index.warning_of("modifying_factors", factor.slug)
    return f"{factor.sentence.text} {warning}" if warning else factor.sentence.text


def finding(slug: str, situation: PatientSituation, index: ReleaseIndex) -> FindingReport | None:
    """The verdict on one medicine, combination product or class; None where no row is above `none`."""
    return index.once(("finding", slug, *situation.key()), lambda: _find(slug, situation, index))


def _find(slug: str, situation: PatientSituation, index: ReleaseIndex) -> FindingReport | None:
    rows = rated_rows(slug, situation, index)
    if not rows or rows[0].rating.severity == Severity.NONE:
        return None
    driver, name = rows[0], index.name(slug)
    actions = finding_actions(rows)
    return FindingReport(
        medication=slug,
        kind=_kind(slug, index),
        name=name,
        severity=driver.rating.severity,
        action=driver.rating.action,
        medicine_action=actions.medicine,
        kratom_action=actions.kratom,
        action_phrase=_phrase(driver, actions, name, situation.route),
        headline=_headline(rows, name, index),
        evidence_level=driver.row.evidence_level,
        evidence_direction=driver.row.evidence_direction,
        reports=driver.row.reports,
        extrapolated_from=driver.row.extrapolated_from,
        onset=driver.row.onset,
        offset=driver.row.offset,
        entry=driver.entry.slug,
        base_severity=driver.row.severity,
        because=driver.because,
        management=index.management(driver.entry.slug, name),
        product_note=_for(driver.entry.product_note, name, index),
        practice_notes=tuple(dict.fromkeys(note for r in rows for note in r.entry.practice_notes)),
        mechanisms=tuple(row_report(r, name, index) for r in rows),
        worse_with=_worse(slug, situation, index, driver),
        notes=(*_inactive_ingredients(slug, index), *_class_note(slug, situation, index)),
        not_considered=_not_considered(slug, situation.route, index),
        under_correction=_under_correction(rows, index),
    )


def _phrase(driver: RatedRow, actions: Actions, name: str, route: RouteClass) -> str:
    row = driver.row
    return action_phrase(actions, name, completing_words(row), running=only_a_start_waits(row, route))


def _under_correction(rows: list[RatedRow], index: ReleaseIndex) -> str | None:
    """A recall of the driver's entry concerns the whole finding; of another row's entry, only its mechanism."""
    if warning := index.warning_of("interactions", rows[0].entry.slug):
        return warning
    found = []
    for rated in rows[1:]:
        if warning := index.warning_of("interactions", rated.entry.slug):
            found.append(f"{rated.row.mechanism.label}, {warning[:1].lower()}{warning[1:]}")
    return " ".join(dict.fromkeys(found)) or None


def _headline(rows: list[RatedRow], name: str, index: ReleaseIndex) -> str:
    """The driver's bottom line and, if major, that of every other major row: none may be folded away."""
    worst = rows[0].rating.severity
    top = [r for r in rows if r.rating.severity == worst == Severity.MAJOR]
    return " ".join(dict.fromkeys(index.named(r.row.summary.text, name) for r in top or rows[:1]))


def row_report(rated: RatedRow, name: str, index: ReleaseIndex) -> RowReport:
    """One mechanism as the report shows it."""
    row, resolved = rated.row, rated.resolved
    worded = index.worded(rated.entry.slug, resolved.row, name)
    return RowReport(
        mechanism=row.mechanism,
        enzyme=row.enzyme,
        object=row.object,
        site=row.site,
        entry=rated.entry.slug,
        level=resolved.level,
        path=resolved.path,
        replaced=resolved.replaced,
        conflict=resolved.conflict,
        consequence=rated.rating.consequence,
        support=rated.rating.support,
        severity=rated.rating.severity,
        action=rated.rating.action,
        medicine_action=rated.actions.medicine,
        kratom_action=rated.actions.kratom,
        summary=worded.summary,
        evidence_level=row.evidence_level,
        evidence_direction=row.evidence_direction,
        reports=row.reports,
        extrapolated_from=row.extrapolated_from,
        domain=row.domain,
        onset=row.onset,
        offset=row.offset,
        monitoring=worded.monitoring,
        evidence=worded.evidence,
        citations=worded.citations,
        role_from_memory=resolved.role_from_memory,
        base_severity=row.severity,
        because=rated.because,
        under_correction=index.warning_of("interactions", rated.entry.slug),
    )


def _for(statement: Statement | None, name: str, index: ReleaseIndex) -> Statement | None:
    return statement and msgspec.structs.replace(statement, text=index.named(statement.text, name))


def _worse(
    slug: str, situation: PatientSituation, index: ReleaseIndex, driver: RatedRow
) -> tuple[Worse, ...]:
    """How extract or 7-OH would be rated, as long as the product is not known."""
    if situation.context.product not in (None, KratomProduct.UNKNOWN_PRODUCT):
        return ()
    found = []
    for product in WORSE_PRODUCTS:
        context = msgspec.structs.replace(situation.context, product=product)
        rows = rated_rows(slug, situation._replace(context=context), index)
        if rows and rows[0].strength[:2] > driver.strength[:2]:
            found.append(
                Worse(
                    product=product,
                    severity=rows[0].rating.severity,
                    action=rows[0].rating.action,
                    because=rows[0].because,
                )
            )
    return tuple(found)


def _kind(slug: str, index: ReleaseIndex) -> Literal["medicine", "product", "drug_class"]:
    if slug in index.products:
        return "product"
    return "drug_class" if slug in index.classes else "medicine"


def worse_members(drug_class: str, situation: PatientSituation, index: ReleaseIndex) -> list[str]:
    """Members of a class with a more severe finding than the class itself, most severe first."""
    own = headline(drug_class, situation, index)
    worse = []
    for member in index.hierarchy.members(drug_class):
        found = headline(member, situation, index)
        if found and (own is None or found > own):
            worse.append((found[0], member))
    worse.sort(key=lambda pair: (-pair[0].place, index.name(pair[1])))
    return [member for _, member in worse]


def _class_note(slug: str, situation: PatientSituation, index: ReleaseIndex) -> tuple[str, ...]:
    if slug not in index.classes:
        return ()
    note = "This answers for the class, not for one medicine: name the medicine for its own answer."
    worse = worse_members(slug, situation, index)
    if worse:
        note += f" Graver for {', '.join(index.name(m) for m in worse)}."
    return (note,)


def _not_considered(slug: str, route: RouteClass, index: ReleaseIndex) -> tuple[NotConsidered, ...]:
    rows = ((r.entry, index.entries[r.entry].rows[r.row]) for r in index.applicable_rows(slug))
    return tuple(
        NotConsidered(entry=entry, mechanism=row.mechanism, enzyme=row.enzyme, reason=PASSES_THE_GUT)
        for entry, row in rows
        if not applies_by_route(row, route)
    )


def _inactive_ingredients(slug: str, index: ReleaseIndex) -> tuple[str, ...]:
    product = index.products.get(slug)
    return tuple(
        f"{capitalised(index.name(i.medication))} is not active by this route: {i.inactive_by_route}"
        for i in (product.ingredients if product else ())
        if i.inactive_by_route
    )
