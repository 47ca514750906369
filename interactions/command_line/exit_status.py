"""The worst result of a screen as exit status. Status 0 is never given for a line without an answer."""

from __future__ import annotations

import datetime as dt
from enum import IntEnum

from interactions.screening.screening_report import LineReport, ScreeningReport
from reference.release.storage.provenance import ReleaseStamp


class ExitStatus(IntEnum):
    """Ordered: the highest of several patients counts. 1 and 2 are reserved for errors."""

    NOTHING_FOUND = 0
    OPEN = 10
    MINOR = 20
    MODERATE = 30
    MAJOR = 40


OF_SEVERITY = {
    "none": ExitStatus.OPEN,
    "minor": ExitStatus.MINOR,
    "moderate": ExitStatus.MODERATE,
    "major": ExitStatus.MAJOR,
}
EXPLAINED = """\
exit status:
   0  nothing found and nothing open: at least one medicine was assessed without
      an interaction or is a rescue medicine; every other line is such a medicine,
      is kratom itself or is not a medicine
  10  something is open: a line not assessed, not known, to be clarified or under
      correction; a question; a therapy at stake; no medicine in the list; a
      release that is withdrawn, past its date, only a preview, or not the newest
      because that cannot be read
  20  the worst finding is minor
  30  the worst finding is moderate
  40  the worst finding is major
      (from 20 upwards lines may be open too, and an open line may hold worse)
   1  error: nothing was checked, or, with --csv, at least one patient was not
   2  the command was not understood
With --csv the highest over all patients."""


def exit_status(report: ScreeningReport, today: dt.date) -> ExitStatus:
    """The exit status of one list."""
    severities = [finding.severity for line in report.lines for finding in line.findings]
    severities += [stack.severity for stack in report.stacked]
    worst = max((OF_SEVERITY[severity] for severity in severities), default=ExitStatus.NOTHING_FOUND)
    return max(worst, ExitStatus.OPEN) if _open(report, today) else worst


def _open(report: ScreeningReport, today: dt.date) -> bool:
    checked = any(line.outcome in ("assessed_no_interaction", "rescue") for line in report.lines)
    whole_list = bool(report.two_step or report.therapy_at_stake)
    return (
        not checked or whole_list or _doubtful(report.release, today) or any(map(is_open_line, report.lines))
    )


def is_open_line(line: LineReport) -> bool:
    """Whether a part of the line was not answered, or its answer must not be relied on."""
    if line.under_correction or line.warning or line.not_checked:
        return True
    if line.outcome == "unrecognised":
        return line.reason != "not_a_medicine" or bool(line.see)
    return line.outcome in ("not_assessed", "ambiguous")


def _doubtful(release: ReleaseStamp, today: dt.date) -> bool:
    return bool(release.withdrawn or release.preview or release.instead_of) or release.valid_until < today
