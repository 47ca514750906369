"""The setting that a list tells, and the boxes that lead its answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import TypeVar

import msgspec

from reference.release.schema.patient import LeadBox, ListSign, SettingSigns
from reference.release.schema.statement import Statement
from reference.release.schema.terms import Setting
from reference.release.schema.traverse import citations_in

from .patient_context import PatientContext
from .read_line import ReadLine
from .release_index import ReleaseIndex
from .screening_report import FindingReport, LeadReport, LineReport, ListReport, StackReport
from .setting_members import belongs, boxes_for, is_answered, is_one_dose

Alert = TypeVar("Alert", StackReport, ListReport)


def setting_of(lines: Sequence[ReadLine], context: PatientContext, index: ReleaseIndex) -> Setting | None:
    """The most urgent of what was answered, what the words say and what the list holds; None where nothing tells."""
    told = [said.record.setting for line in lines for said in line.told if said.record]
    told += [box.setting for box in index.lead_boxes if _is_told(box, lines, context, index)]
    return max((setting for setting in (context.setting, *told) if setting), default=None)


def _is_told(box: LeadBox, lines: Sequence[ReadLine], context: PatientContext, index: ReleaseIndex) -> bool:
    if is_answered(box.factor, context):
        return True
    return any(_are_met(signs, lines, context, index) for signs in box.signs)


def _are_met(
    signs: SettingSigns, lines: Sequence[ReadLine], context: PatientContext, index: ReleaseIndex
) -> bool:
    if signs.with_kratom and context.product is None:
        return False
    return all(_count(sign, lines, index) >= sign.at_least for sign in signs.all_of)


def _count(sign: ListSign, lines: Sequence[ReadLine], index: ReleaseIndex) -> int:
    """How many different current medicines of the list a sign counts; rescue medicines are none."""
    found = set()
    for line in lines:
        for slug in line.slugs if line.chart.status == "current" else ():
            if any(belongs(member, slug, is_one_dose(line.chart), index) for member in sign.members):
                found.add(slug)
    return len(found)


def lead(
    context: PatientContext, read: Iterable[ReadLine], lines: Iterable[LineReport], index: ReleaseIndex
) -> tuple[LeadReport, ...]:
    """What is read before everything else, most urgent first."""
    told = {said.record.slug for line in read for said in line.told if said.record}
    findings = [finding for line in lines for finding in line.findings if line.line_status == "current"]
    boxes = boxes_for(context, index)
    return tuple(_report(box, _steps(box, told, context), findings, index) for box in boxes)


def _steps(box: LeadBox, told: Set[str], context: PatientContext) -> tuple[Statement, ...]:
    """The steps of a box, with those that need a word of the list or an answer."""
    steps = list(box.steps)
    for further in box.further:
        if not told.isdisjoint(further.words) or any(is_answered(f, context) for f in further.factors):
            steps += further.steps
    return tuple(steps)


def _report(
    box: LeadBox, steps: tuple[Statement, ...], findings: Sequence[FindingReport], index: ReleaseIndex
) -> LeadReport:
    return LeadReport(
        kind=box.kind,
        box=box.slug,
        name=box.name,
        message=box.message.text,
        steps=steps,
        links=index.links_of(box),
        medications=tuple(dict.fromkeys(f.name for f in findings if f.leads_in == box.kind)),
        citations=citations_in(box),
        under_correction=index.warning_of("lead_boxes", box.slug),
    )


def is_said_in(boxes: Iterable[LeadReport], stack: StackReport) -> bool:
    """Whether every member of a stack belongs to a leading box, which says what to do with them: an anaesthetic."""
    return any(set(stack.medications) <= set(box.medications) for box in boxes)


def for_setting(alerts: tuple[Alert, ...], in_danger: bool) -> tuple[Alert, ...]:
    """Alerts about the list. In an emergency they say what is in the patient, without their steps for home."""
    return tuple(msgspec.structs.replace(alert, steps=()) for alert in alerts) if in_danger else alerts
