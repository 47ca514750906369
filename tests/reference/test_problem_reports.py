"""Reports are kept whole, counted, never in anybody's way, and without the database."""

from __future__ import annotations

import datetime as dt
import fcntl
import json

import msgspec
import pytest

from reference import problem_reports
from reference.problem_reports import ProblemReport, ReportBox, UnknownReport

DAY = dt.date(2026, 11, 23)
LATER = dt.date(2026, 11, 25)


def report(entry: str = "interactions/quetiapine", **more) -> ProblemReport:
    return ProblemReport(**{"day": DAY, "release": "2026.11.1", "kind": "fact", "entry": entry, **more})


def told(box: ReportBox) -> list[ProblemReport]:
    """The open reports, without the names of their files."""
    return [msgspec.structs.replace(r, number="") for r in box.open()]


@pytest.fixture
def box(tmp_path) -> ReportBox:
    return ReportBox(tmp_path / "reports")


def test_a_report_is_read_as_it_was_sent(box):
    number = box.add(report())
    assert told(box) == [report()]
    assert {path.name for path in box.folder.iterdir()} == {".lock", f"{number}.json"}


def test_the_same_report_is_counted_and_says_when_and_where_it_was_met_first_and_last(box):
    assert box.add(report()) == box.add(report(day=LATER, release="2026.11.2"))
    (kept,) = box.open()
    assert (kept.count, kept.day, kept.latest, kept.releases) == (2, DAY, LATER, "2026.11.1 – 2026.11.2")


@pytest.mark.parametrize("other", [{"kind": "number"}, {"entry": "interactions/x"}, {"letter": "B"}])
def test_a_different_problem_is_a_separate_report(box, other):
    assert box.add(report()) != box.add(report(**other))
    assert box.count() == 2


def test_thousands_of_open_reports_still_leave_room_for_another(box):
    box.folder.mkdir()
    for number in range(2_500):
        (box.folder / f"{number:016x}.json").write_bytes(
            msgspec.json.encode(report(f"interactions/{number}"))
        )
    box.add(report("interactions/quetiapine"))
    assert box.count() == 2_501


def test_a_settled_report_says_by_whom_and_is_open_again_when_repeated(box):
    number = box.add(report())
    box.settle(number, by="anna", on=DAY)
    assert (box.open(), [r.settled_by for r in box.settled()]) == ([], ["anna"])
    assert box.add(report()) == number
    assert box.count() == 1
    box.settle(number, by="bert", on=DAY)
    assert [(r.settled_by, r.count) for r in box.settled()] == [("bert", 2)]


@pytest.mark.parametrize("number", ["", "../index", "2026-11-23-0000000000", "0123456789abcdef"])
def test_only_an_open_report_can_be_settled(box, number):
    with pytest.raises(UnknownReport):
        box.settle(number, by="anna", on=DAY)


def test_a_name_that_an_older_version_kept_is_neither_shown_nor_kept_on(box):
    box.folder.mkdir()
    older = {
        "day": "2026-11-20",
        "release": "2026.11.1",
        "kind": "missing",
        "entry": "",
        "medicine": "Zyxivorane",
    }
    (box.folder / "2026-11-20-0123456789.json").write_text(json.dumps(older))
    (kept,) = box.open()
    assert "Zyxivorane" not in repr(kept)
    box.settle(kept.number, by="anna", on=DAY)
    assert box.count() == 0
    assert all(b"Zyxivorane" not in path.read_bytes() for path in box.folder.rglob("*.json"))


def test_a_damaged_file_hides_no_other_report(box):
    box.add(report())
    (box.folder / "0123456789abcdef.json").write_bytes(b"\xff{")
    assert told(box) == [report()]


def test_a_process_that_holds_the_folder_delays_a_reader_only_briefly(box, monkeypatch):
    monkeypatch.setattr(problem_reports, "BETWEEN_TRIES", 0.0)
    box.add(report())
    with open(box.folder / ".lock") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(OSError, match="another process"):
            box.add(report())
