"""Reports are kept whole, once, within bounds, and without the database."""

from __future__ import annotations

import datetime as dt

import pytest

from reference import problem_reports
from reference.problem_reports import ProblemReport, ReportBox, TooManyReports, UnknownReport

DAY = dt.date(2026, 11, 23)


def report(entry: str = "interactions/quetiapine", **more) -> ProblemReport:
    return ProblemReport(**{"day": DAY, "release": "2026.11.1", "kind": "fact", "entry": entry, **more})


@pytest.fixture
def box(tmp_path) -> ReportBox:
    return ReportBox(tmp_path / "reports")


def test_a_report_is_read_as_it_was_sent(box):
    box.add(report())
    assert box.open() == [report()]
    assert [path.name[0] for path in box.folder.iterdir()] == ["2"]  # nothing half-written lies beside it


def test_the_same_report_of_one_day_is_one_report(box):
    assert box.add(report()) == box.add(report())
    assert box.count() == 1
    box.add(report(day=DAY + dt.timedelta(days=1)))
    assert [r.day.day for r in box.open()] == [24, 23]


def test_a_settled_report_says_by_whom_and_does_not_come_back_that_day(box):
    number = box.add(report())
    box.settle(number, by="anna", on=DAY)
    assert (box.open(), [r.settled_by for r in box.settled()]) == ([], ["anna"])
    assert box.add(report()) == number
    assert box.count() == 0


@pytest.mark.parametrize("number", ["", "../index", "2026-11-23-0000000000"])
def test_what_is_no_open_report_cannot_be_settled(box, number):
    with pytest.raises(UnknownReport):
        box.settle(number, by="anna", on=DAY)


def test_a_full_box_takes_no_more_until_some_are_settled(box, monkeypatch):
    monkeypatch.setattr(problem_reports, "MOST_OPEN", 1)
    number = box.add(report())
    with pytest.raises(TooManyReports):
        box.add(report("interactions/other"))
    box.settle(number, by="anna", on=DAY)
    box.add(report("interactions/other"))


def test_a_report_too_large_is_refused(box):
    with pytest.raises(TooManyReports):
        box.add(report(medicine="x" * problem_reports.LARGEST))


def test_a_damaged_file_hides_no_other_report(box):
    number = box.add(report())
    (box.folder / f"{number[:-1]}{'0' if number[-1] != '0' else '1'}.json").write_bytes(b"{")
    assert box.open() == [report()]
