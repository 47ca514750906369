"""Which boxes lead the answer for a patient, and which medicines belong to them."""

from __future__ import annotations

from interactions.chart.line import ChartLine
from interactions.rating.actions import Actions, in_danger
from reference.release.schema.patient import LeadBox, LeadMembers, SettingMember
from reference.release.schema.terms import KratomAction, MedicineAction, RouteClass, Setting, Severity

from .patient_context import PatientContext
from .patient_situation import PatientSituation
from .release_index import ReleaseIndex

IN_DANGER = (MedicineAction.ADJUST, MedicineAction.NO_CHANGE, MedicineAction.ADVISE_AGAINST)
"""In an emergency these say nothing that helps: the phrase says instead what to look for."""


def boxes_for(context: PatientContext, index: ReleaseIndex) -> tuple[LeadBox, ...]:
    """The boxes of this setting and of this patient, most urgent first."""
    return tuple(box for box in index.lead_boxes if _leads(box, context))


def _leads(box: LeadBox, context: PatientContext) -> bool:
    if box.setting is not None:
        return box.setting == context.setting
    return is_answered(box.factor, context)


def is_answered(factor: str | None, context: PatientContext) -> bool:
    """Whether a question was answered with yes, or with a date."""
    return factor is not None and getattr(context, factor) not in (None, False)


def belongs(member: SettingMember, slug: str, one_dose: bool, index: ReleaseIndex) -> bool:
    """Whether a medicine is one of these. `one_dose`: it is injected on no schedule."""
    groups = index.belongs_to(slug)
    as_given = one_dose or not member.injected_once
    return as_given and not groups.isdisjoint(member.targets) and groups.isdisjoint(member.except_targets)


def is_one_dose(chart: ChartLine) -> bool:
    """An injection on no schedule. A patch or a pump goes on at home."""
    lasting = chart.form == "patch" or "pump" in chart.text.lower()
    return chart.route_class == RouteClass.PARENTERAL and chart.times_a_day is None and not lasting


def membership(
    slug: str, situation: PatientSituation, index: ReleaseIndex
) -> tuple[LeadBox, LeadMembers] | None:
    """The leading box that a medicine belongs to. One injected dose belongs to a procedure, wherever it is given."""
    boxes = boxes_for(situation.context, index)
    if situation.one_dose:
        boxes += tuple(box for box in index.lead_boxes if box.setting == Setting.PROCEDURE)
    for box in boxes:
        for member in box.members:
            if belongs(member, slug, situation.one_dose, index):
                return box, member
    return None


def is_replaced(member: LeadMembers, context: PatientContext) -> bool:
    """Whether another medicine is chosen because the QT interval is long."""
    return member.in_long_qt is not None and context.long_qt is True


def actions_in_setting(
    rated: Actions, severity: Severity, member: LeadMembers | None, situation: PatientSituation
) -> Actions:
    """Both actions as the setting has them: what belongs to it is given; in danger nothing simply goes on; before and in
    a procedure the team is told, and nobody reduces kratom there.
    """
    if severity == Severity.NONE:
        return rated
    if member is not None and is_replaced(member, situation.context):
        return Actions(MedicineAction.CHOOSE_OTHER, member.kratom_action or rated.kratom)
    if member is not None:
        return Actions(member.medicine_action, member.kratom_action or rated.kratom)
    context = situation.context
    if context.setting == Setting.EMERGENCY:
        return in_danger(rated)
    if context.acute_liver_injury:
        return rated._replace(kratom=KratomAction.STOP_NOW)
    if context.setting == Setting.PROCEDURE:
        return rated._replace(kratom=KratomAction.TELL)
    return rated


def where_kratom_stopped(actions: Actions, situation: PatientSituation) -> Actions:
    """Nobody who has stopped is told to reduce: what is left is not to start again, and to treat withdrawal."""
    if situation.kratom_stopped and actions.kratom in (KratomAction.BETTER_WITHOUT, KratomAction.STOP):
        return actions._replace(kratom=KratomAction.STOP_NOW)
    return actions
