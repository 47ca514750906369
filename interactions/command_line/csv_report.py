"""The answers for many patients as one table: one row per line, and no cell is a formula for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from interactions.pages.check.other_lines import needs_answer, silent_parts
from interactions.pages.entries.csv_table import harmless
from interactions.rating.phrases import EMERGENCY_LINE
from interactions.screening.screening_report import LineReport, ListReport, ScreeningReport, StackReport
from reference.release.storage.library import LoadedRelease
from reference.views.shared.frame import frame

from .patient_table import PatientList

COLUMNS = (
    "patient", "line", "outcome", "reason", "medication", "severity", "medicine_action", "kratom_action", "action_phrase", "message",
    "setting", "lead", "plan", "stacks", "two_step", "therapy_at_stake", "needs_answer", "under_correction", "release", "valid_until",
    "release_notice", "emergency_line",
)  # fmt: skip
NOT_CHECKED = "Nothing was checked for this patient."

Row = dict[str, str]
Answered = tuple[PatientList, ScreeningReport | None]


def as_table(answered: Iterable[Answered], loaded: LoadedRelease, *, pinned: bool) -> str:
    """CSV with one row per line of each patient, and one row for a patient who was not checked."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    release = _release(loaded, pinned)
    for patient, report in answered:
        for row in _rows(patient, report):
            cells = {"patient": patient.patient, **row, **release}
            writer.writerow({name: harmless(cell) for name, cell in cells.items()})
    return written.getvalue()


def _release(loaded: LoadedRelease, pinned: bool) -> Row:
    header = frame(loaded, pinned=pinned)
    return {
        "emergency_line": EMERGENCY_LINE,
        "release": header.version,
        "valid_until": header.valid_until.isoformat(),
        "release_notice": " ".join([header.banner, *(notice.text for notice in header.notices)]),
    }


def _rows(patient: PatientList, report: ScreeningReport | None) -> Iterator[Row]:
    if report is None:
        yield {"outcome": "refused", "reason": patient.refused or "", "message": NOT_CHECKED}
        return
    of_list = {
        "setting": report.context.setting or "",
        "lead": _said(_warned(f"{box.name}: {box.message}", box.under_correction) for box in report.lead),
        "plan": _said(step.text for step in report.plan),
        "stacks": _said(map(_stack, report.stacked)),
        "two_step": _said(map(_rule, report.two_step)),
        "therapy_at_stake": _said(map(_rule, report.therapy_at_stake)),
    }
    for line in report.lines:
        yield {**_line(line), **of_list}


def _line(line: LineReport) -> Row:
    worst = max(line.findings, key=lambda finding: finding.severity, default=None)
    silent = (part.message for part in silent_parts(line))
    stopped = f"On the list as stopped ({line.status_words})." if line.line_status == "stopped" else ""
    return {
        "line": line.input,
        "outcome": line.outcome,
        "reason": line.reason or "",
        "medication": " + ".join(medication.name for medication in line.medications),
        "severity": worst.severity if worst else "",
        "medicine_action": worst.medicine_action if worst else "",
        "kratom_action": worst.kratom_action if worst else "",
        "action_phrase": worst.action_phrase if worst else line.phrase or "",
        "message": " ".join(filter(None, [line.message, *silent, stopped])),
        "needs_answer": "yes" if needs_answer(line) else "no",
        "under_correction": line.under_correction or "",
    }


def _stack(stack: StackReport) -> str:
    words = f"{stack.name} ({stack.severity}): {', '.join((*stack.medications, *stack.also))}"
    return _warned(words, stack.under_correction)


def _rule(rule: ListReport) -> str:
    then = f" → {', '.join(rule.others)}" if rule.others else ""
    return _warned(f"{rule.name}: {', '.join(rule.members)}{then}", rule.under_correction)


def _warned(words: str, warning: str | None) -> str:
    return f"{words}. {warning}" if warning else words


def _said(items: Iterable[str]) -> str:
    return " | ".join(items)
