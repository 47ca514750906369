"""One medicine in one patient's context: its rows rated anew, the driver row first."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from reference.release.interaction import (
    Interaction,
    InteractionRow,
    ModifyingFactor,
    ResolvedRow,
)
from reference.release.labels import MECHANISM_LABEL
from reference.release.statement import Statement
from reference.release.terms import KratomProduct, RouteClass

from .context import PatientContext
from .prepared import Prepared
from .rating import Rating, Strength, is_pharmacodynamic, rate, strength
from .report import FindingReport, RowReport, Worse
from .wording import action_phrase, for_medicine

WORSE_PRODUCTS: tuple[KratomProduct, ...] = ("extract", "seven_oh")


class Circumstances(NamedTuple):
    """What is known beside the medicine: the patient, the route, the rest of the list."""

    context: PatientContext = PatientContext()
    route: RouteClass = "systemic"
    another_depressant: bool = False

    def answers(self) -> dict[str, str | bool]:
        derived = {"another_depressant": True} if self.another_depressant else {}
        return {**self.context.answers(), **derived}


class RatedRow(NamedTuple):
    """A row of an entry as it stands in these circumstances."""

    resolved: ResolvedRow
    entry: Interaction
    row: InteractionRow
    rating: Rating
    because: tuple[str, ...]

    @property
    def strength(self) -> Strength:
        return strength(self.row, self.rating)


def rated_rows(slug: str, around: Circumstances, prepared: Prepared) -> list[RatedRow]:
    """The rows that apply by this route, rated in context, strongest first."""
    resolved = prepared.resolved.get(slug)
    rows = [_rated(r, slug, around, prepared) for r in (resolved.rows if resolved else ())]
    return sorted(
        (r for r in rows if applies_by_route(r.row, around.route)), key=lambda r: r.strength, reverse=True
    )


def applies_by_route(row: InteractionRow, route: RouteClass) -> bool:
    """Entries speak of systemic use: a local product gets no row, a parenteral one none that works in the gut wall."""
    if route == "local":
        return False
    return not (
        route in ("parenteral", "depot") and not is_pharmacodynamic(row.mechanism) and row.site == "gut"
    )


def _rated(resolved: ResolvedRow, slug: str, around: Circumstances, prepared: Prepared) -> RatedRow:
    entry = prepared.entries[resolved.entry]
    row = entry.rows[resolved.row]
    base = Rating(row.consequence, row.support, False, row.severity, row.action, True, False)
    factors = _factors(row, slug, around, prepared)
    if not factors:
        return RatedRow(resolved, entry, row, base, ())
    raised = [f.consequence for f in factors if f.consequence is not None]
    watchable = next((f.watchable for f in factors if f.watchable is not None), None)
    adjusted = rate(
        row,
        k=prepared.k[row.mechanism],
        agonist_treatment=entry.agonist_treatment,
        consequence=max([row.consequence, *raised]),
        watchable=watchable,
    )
    if row.deviation is not None and not raised:
        adjusted = adjusted._replace(severity=row.severity)
    return RatedRow(resolved, entry, row, adjusted, tuple(_because(f, prepared) for f in factors))


def _factors(
    row: InteractionRow, slug: str, around: Circumstances, prepared: Prepared
) -> list[ModifyingFactor]:
    answers = around.answers()
    return [
        factor
        for factor in prepared.factors.get(row.mechanism, ())
        if answers.get(factor.factor) in factor.values
        and (factor.from_consequence is None or factor.from_consequence == row.consequence)
        and (not factor.targets or not prepared.belongs_to(slug).isdisjoint(factor.targets))
    ]


def _because(factor: ModifyingFactor, prepared: Prepared) -> str:
    warning = prepared.warning_of("modifying_factors", factor.slug)
    return f"{factor.sentence.text} {warning}" if warning else factor.sentence.text


def finding(slug: str, around: Circumstances, prepared: Prepared) -> FindingReport | None:
    """The verdict on one medicine or combination product; None where no row is above `none`."""
    rows = rated_rows(slug, around, prepared)
    if not rows or rows[0].rating.severity == "none":
        return None
    driver, name = rows[0], prepared.name(slug)
    act_on = driver.resolved.act_on
    return FindingReport(
        medication=slug,
        name=name,
        severity=driver.rating.severity,
        action=driver.rating.action,
        act_on=act_on,
        action_phrase=action_phrase(driver.rating.action, act_on, name, driver.row.until, driver.row.on_both),
        headline=_headline(rows, name),
        evidence_level=driver.row.evidence_level,
        evidence_direction=driver.row.evidence_direction,
        reports=driver.row.reports,
        extrapolated_from=driver.row.extrapolated_from,
        onset=driver.row.onset,
        offset=driver.row.offset,
        entry=driver.entry.slug,
        base_severity=driver.row.severity,
        because=driver.because,
        management=prepared.management(driver.entry.slug, name),
        product_note=_for(driver.entry.product_note, name),
        practice_notes=tuple(dict.fromkeys(note for r in rows for note in r.entry.practice_notes)),
        mechanisms=tuple(row_report(r, name, prepared) for r in rows),
        worse_with=_worse(slug, around, prepared, driver),
        notes=_inactive_ingredients(slug, prepared),
        under_correction=_under_correction(rows, prepared),
    )


def _under_correction(rows: list[RatedRow], prepared: Prepared) -> str | None:
    """The driver's entry warns of the whole finding; another row's entry only of its own mechanism."""
    if warning := prepared.warning_of("interactions", rows[0].entry.slug):
        return warning
    found = (
        f"{MECHANISM_LABEL[r.row.mechanism]}, {warning[:1].lower()}{warning[1:]}"
        for r in rows[1:]
        if (warning := prepared.warning_of("interactions", r.entry.slug))
    )
    return " ".join(dict.fromkeys(found)) or None


def _headline(rows: list[RatedRow], name: str) -> str:
    """The driver's bottom line, and that of every other row as severe: none of them may be lost behind a fold."""
    top = [r for r in rows if r.rating.severity == rows[0].rating.severity and r.rating.severity == "major"]
    return " ".join(dict.fromkeys(for_medicine(r.row.summary.text, name) for r in top or rows[:1]))


def row_report(rated: RatedRow, name: str, prepared: Prepared) -> RowReport:
    """One mechanism as the answer shows it."""
    row, resolved = rated.row, rated.resolved
    worded = prepared.worded(rated.entry.slug, resolved.row, name)
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
        act_on=resolved.act_on,
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
        under_correction=prepared.warning_of("interactions", rated.entry.slug),
    )


def _for(statement: Statement | None, name: str) -> Statement | None:
    return statement and msgspec.structs.replace(statement, text=for_medicine(statement.text, name))


def _worse(slug: str, around: Circumstances, prepared: Prepared, driver: RatedRow) -> tuple[Worse, ...]:
    """What extract or 7-OH would make of it, while the product is not known."""
    if around.context.product not in (None, "unknown_product"):
        return ()
    found = []
    for product in WORSE_PRODUCTS:
        context = msgspec.structs.replace(around.context, product=product)
        rows = rated_rows(slug, around._replace(context=context), prepared)
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


def _inactive_ingredients(slug: str, prepared: Prepared) -> tuple[str, ...]:
    product = prepared.products.get(slug)
    return tuple(
        f"{prepared.name(i.medication).capitalize()} is not active by this route: {i.inactive_by_route}"
        for i in (product.ingredients if product else ())
        if i.inactive_by_route
    )
