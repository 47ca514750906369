"""Screens a list of chart lines. Order never matters; nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence

from reference.release.names.index import NameHit
from reference.release.schema.terms import Setting

from .answer import answer_line
from .list_rules import list_findings, when_kratom_stops
from .long_qt import with_long_qt
from .medication_list import CodedInput, read_list
from .open_questions import questions
from .pasted_list import MAX_LENGTH, MAX_LINES
from .patient_context import PatientContext
from .plan import plan
from .read_line import ReadLine, read_name
from .release_index import ReleaseIndex
from .screening import Screening
from .screening_report import LineReport, ScreeningReport
from .setting import for_setting, is_said_in, lead
from .stacking import stacks, with_their_stacks

SCOPE = "Kratom with medicines, alcohol and other substances that patients combine with it; not medicines with each other."


def screen_medications(
    inputs: Sequence[str | CodedInput], context: PatientContext, index: ReleaseIndex
) -> ScreeningReport:
    """Screen a list. Raises ValueError beyond MAX_LINES lines or MAX_LENGTH characters: callers must check first."""
    if len(inputs) > MAX_LINES or any(len(str(item)) > MAX_LENGTH for item in inputs):
        raise ValueError(f"at most {MAX_LINES} lines of {MAX_LENGTH} characters")
    screening = Screening(read_list(inputs, index), context, index)
    answered = tuple(answer_line(line, screening) for line in screening.lines)
    boxes = lead(screening.context, screening.lines, answered, index)
    stacked = tuple(stack for stack in stacks(answered, screening) if not is_said_in(boxes, stack))
    reports = with_their_stacks(with_long_qt(answered, stacked, screening), stacked, index)
    in_danger = screening.context.setting == Setting.EMERGENCY
    return ScreeningReport(
        release=index.stamp,
        review=index.review,
        scope=SCOPE,
        context=screening.context,
        context_from_list=tuple(sorted(screening.from_list)),
        lines=reports,
        stacked=for_setting(stacked, in_danger),
        two_step=for_setting(list_findings("two_step", reports, screening), in_danger),
        therapy_at_stake=for_setting(list_findings("therapy_at_stake", reports, screening), in_danger),
        ask_me=questions(screening),
        when_kratom_stops=() if in_danger else when_kratom_stops(reports),
        lead=boxes,
        plan=plan(reports, stacked, (box.kind for box in boxes), screening.answers(), index),
    )


def screen_line(line: ReadLine, index: ReleaseIndex) -> LineReport:
    """The outcome of one line alone, in the reference case, without interactions of a whole list."""
    return answer_line(line, Screening([line], PatientContext(), index))


def screen_name(hit: NameHit, index: ReleaseIndex) -> LineReport:
    """The outcome of one name, as if it were the only line of a list."""
    return screen_line(read_name(hit, index), index)
