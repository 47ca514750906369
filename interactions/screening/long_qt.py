"""In a setting a QT-prolonging medicine is not simply given beside another one: where the list adds up, another is chosen."""

from __future__ import annotations

import msgspec

from reference.release.schema.patient import LeadMembers
from reference.release.schema.terms import Mechanism, Severity

from .findings import finding
from .read_line import ReadLine
from .screening import Screening
from .screening_report import FindingReport, LineReport, StackReport
from .setting_members import membership


def with_long_qt(
    lines: tuple[LineReport, ...], stacked: tuple[StackReport, ...], screening: Screening
) -> tuple[LineReport, ...]:
    """The lines, each medicine of a setting that a QT stack counts said as for a patient whose QT is long."""
    counted = tuple(stack for stack in stacked if stack.mechanism == Mechanism.QT_PROLONGATION)
    if not counted:
        return lines
    both = zip(screening.lines, lines, strict=True)
    return tuple(_said_anew(read, line, counted, screening) for read, line in both)


def _said_anew(
    read: ReadLine, line: LineReport, stacked: tuple[StackReport, ...], screening: Screening
) -> LineReport:
    findings, message = [], line.message
    for found in line.findings:
        told = _replaced(found, read, stacked, screening)
        findings.append(told)
        message = message.replace(found.action_phrase, told.action_phrase)
    return msgspec.structs.replace(line, findings=tuple(findings), message=message)


def _replaced(
    found: FindingReport, read: ReadLine, stacked: tuple[StackReport, ...], screening: Screening
) -> FindingReport:
    """The finding with the actions of a long QT, its rating unchanged: a stack never raises its members."""
    situation = screening.situation(found.medication, read)
    member = membership(found.medication, situation, screening.index)
    if read.chart.status == "stopped" or member is None or not _counts(found, member[1], stacked):
        return found
    context = msgspec.structs.replace(situation.context, long_qt=True)
    long = finding(found.medication, situation._replace(context=context), screening.index)
    if long is None:
        return found
    return msgspec.structs.replace(
        found,
        medicine_action=long.medicine_action,
        kratom_action=long.kratom_action,
        action_phrase=long.action_phrase,
    )


def _counts(found: FindingReport, member: LeadMembers, stacked: tuple[StackReport, ...]) -> bool:
    """Whether a stack asks for another medicine: any beside one dose, a major one where a course is given."""
    return member.in_long_qt is not None and any(
        found.name in stack.medications and (member.injected_once or stack.severity == Severity.MAJOR)
        for stack in stacked
    )
