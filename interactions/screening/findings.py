"""The verdict on one medicine for one patient, from its rated rows."""

from __future__ import annotations

from typing import Literal

import msgspec

from interactions.rating.actions import Actions
from interactions.rating.phrases import (
    KRATOM_PHRASE,
    action_phrase,
    capitalised,
    completing_words,
    danger_phrase,
)
from reference.release.schema.interaction import (
    InteractionRow,
    Management,
)
from reference.release.schema.patient import LeadMembers
from reference.release.schema.statement import Statement
from reference.release.schema.terms import (
    KratomProduct,
    Mechanism,
    MedicineAction,
    RouteClass,
    Setting,
    Severity,
)

from .patient_situation import PatientSituation, TherapyStage
from .rated_rows import RatedRow, applies_by_route, headline, rated_rows
from .release_index import ReleaseIndex
from .row_actions import finding_actions, only_a_start_waits
from .screening_report import FindingReport, NotConsidered, RowReport, Worse
from .setting_members import IN_DANGER, boxes_for, is_replaced, membership

PASSES_THE_GUT = "It works in the gut wall, which this route passes by."
WORSE_PRODUCTS: tuple[KratomProduct, ...] = (KratomProduct.EXTRACT, KratomProduct.SEVEN_OH)


def finding(slug: str, situation: PatientSituation, index: ReleaseIndex) -> FindingReport | None:
    """The verdict on one medicine, combination product or class; None where no row is above `none`."""
    return index.once(("finding", slug, *situation.key()), lambda: _find(slug, situation, index))


def _find(slug: str, situation: PatientSituation, index: ReleaseIndex) -> FindingReport | None:
    rows = rated_rows(slug, situation, index)
    if not rows or rows[0].rating.severity == Severity.NONE:
        return None
    driver, name = rows[0], index.name(slug)
    actions, member = finding_actions(rows), membership(slug, situation, index)
    return FindingReport(
        medication=slug,
        kind=_kind(slug, index),
        name=name,
        severity=driver.rating.severity,
        action=driver.rating.action,
        medicine_action=actions.medicine,
        kratom_action=actions.kratom,
        action_phrase=_phrase(rows, actions, name, situation, member and member[1]),
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
        management=_management(driver, name, situation, index),
        product_note=_for(driver.entry.product_note, name, index),
        practice_notes=tuple(dict.fromkeys(note for r in rows for note in r.entry.practice_notes)),
        mechanisms=tuple(row_report(r, name, index) for r in rows),
        worse_with=_worse(slug, situation, index, driver),
        notes=(*_inactive_ingredients(slug, index), *_class_note(slug, situation, index)),
        not_considered=_not_considered(slug, situation.route, index),
        under_correction=_under_correction(rows, index),
        stage=_stage(driver.row, situation),
        leads_in=member[0].kind if member and member[0] in boxes_for(situation.context, index) else None,
    )


def _phrase(
    rows: list[RatedRow], actions: Actions, name: str, situation: PatientSituation, member: LeadMembers | None
) -> str:
    """What to do; in an emergency, what to look for."""
    if situation.context.setting == Setting.EMERGENCY and actions.medicine in IN_DANGER:
        return _danger(rows, actions, name)
    row = rows[0].row
    completing = completing_words(row)
    if member is not None:
        instead = member.in_long_qt if is_replaced(member, situation.context) else None
        completing = completing._replace(caution=member.caution or completing.caution, instead=instead)
    planned = situation.stage == "planned"
    running = only_a_start_waits(row, situation.route) and actions.medicine != MedicineAction.GIVE
    return action_phrase(
        actions,
        name,
        completing,
        running=running and not planned,
        planned=planned,
        kratom_stopped=situation.kratom_stopped,
    )


def _stage(row: InteractionRow, situation: PatientSituation) -> TherapyStage | None:
    """The stage where it changes what is said, so that a medicine on two lines stays one finding."""
    return situation.stage if situation.stage == "planned" or row.when_running else None


def _danger(rows: list[RatedRow], actions: Actions, name: str) -> str:
    """In an emergency: a warning that the driver keeps for it, or what to look for."""
    if warning := rows[0].row.in_emergency:
        return f"{warning.rstrip('.')}. {KRATOM_PHRASE[actions.kratom]}"
    harms = (r.row.mechanism for r in rows if r.rating.severity != Severity.NONE)
    return danger_phrase(
        name, tuple(dict.fromkeys(harms)), actions.kratom, dose_waits=_slows_breathing(rows, actions)
    )


def _slows_breathing(rows: list[RatedRow], actions: Actions) -> bool:
    """Whether a prescribed medicine slows breathing enough that its next dose waits for the patient to wake."""
    return actions.medicine == MedicineAction.ADJUST and any(
        r.row.mechanism == Mechanism.CNS_DEPRESSION and r.rating.severity >= Severity.MODERATE for r in rows
    )


def _management(driver: RatedRow, name: str, situation: PatientSituation, index: ReleaseIndex) -> Management:
    """What to do, slot by slot; in an emergency no advice for home."""
    told = index.management(driver.entry.slug, name)
    return Management(emergency=told.emergency) if situation.context.setting == Setting.EMERGENCY else told


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
