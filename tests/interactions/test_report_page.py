"""A reader reports a problem: an entry, its release and a kind of problem; nothing of a patient, nothing of the reader."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from rest_framework.throttling import SimpleRateThrottle

from reference import problem_reports
from reference.problem_reports import ReportBox
from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import open_page

ENTRY = "interactions/quetiapine"
RELEASE = "2026.11.1"


@pytest.fixture
def box(settings, library_with_shipped_content) -> ReportBox:
    return ReportBox(settings.REPORTS_DIR)


def send(**fields: str):
    return open_page("/report/", {"release": RELEASE, "kind": "missing", **fields})


def test_the_form_is_fixed_to_the_entry_and_the_release_it_was_opened_from(box):
    page = open_page(f"/report/?entry={ENTRY}")
    assert is_sound(page)
    assert f'name="entry" value="{ENTRY}"' in page.html
    assert f'name="release" value="{RELEASE}"' in page.html
    assert "Nothing about a patient" in page.text
    assert "textarea" not in page.html


@pytest.mark.parametrize(
    "entry",
    ["medications/tacrolimus", "medications/azilsartan", "risks/liver-injury", "practice_notes/surgery",
     "claims/alkaloids", "alkaloids/mitragynine", "sources/tanna2023", "rescue_medicines/naloxone"],
)  # fmt: skip
def test_whatever_has_a_page_can_be_reported(entry, box):
    assert open_page(f"/report/?entry={entry}").status == 200
    assert send(entry=entry, kind="fact").status == 200
    assert [r.entry for r in box.open()] == [entry]


@pytest.mark.parametrize("entry", ["interactions/nothing", "manifest/x", "substances", "../x"])
def test_what_the_release_does_not_hold_cannot_be_reported(entry, box):
    assert open_page(f"/report/?entry={entry}").status == 404
    assert send(entry=entry, kind="fact").status == 404
    assert box.count() == 0


def test_a_report_is_kept_with_nothing_but_what_the_page_says(box):
    page = send(entry=ENTRY, kind="citation", medicine="Mr Smith, 54")
    assert page.status == 200
    assert is_sound(page)
    assert page.response["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.response
    assert "nobody can promise" in page.text
    (kept,) = box.open()
    assert (kept.entry, kept.release, kept.kind, kept.medicine) == (ENTRY, RELEASE, "citation", "")
    assert kept.number in page.text
    assert "Smith" not in page.html


@pytest.mark.parametrize(
    "name", ["zyxivorane", "Zyx-677 XR", "zyxivorane hydrochloride 20 mg", "zyxin B12", "zyx/vorane 5/10 mg"]
)
def test_a_missing_medicine_is_kept_by_its_name(name, box):
    assert send(medicine=name).status == 200
    assert [r.medicine for r in box.open()] == [name]


@pytest.mark.parametrize(
    "name",
    ["", "Mr Smith", "Name: John Smith", "DOB 01/02/1970", "MRN 12345678", "patient on zyxivorane", "john@example.org",
     "555-123-4567", "zyxivorane, started 2024-01-02", "zyxivorane <b>", "12 Main Street", "x" * 61],
)  # fmt: skip
def test_what_may_tell_of_a_person_is_not_kept(name, box):
    page = send(medicine=name)
    assert page.status == 400
    assert "Not sent." in page.text
    assert is_sound(page)
    assert box.count() == 0


def test_a_name_that_is_known_is_not_missing(box):
    page = send(medicine="Seroquel")
    assert page.status == 400
    assert "is in the vocabulary of this release" in page.text


def test_without_an_entry_only_a_missing_medicine_can_be_reported(box):
    assert "Report a missing medicine" in open_page("/report/").text
    assert send(kind="fact").status == 404
    assert send(entry=ENTRY, kind="nothing").status == 400


def test_a_report_names_the_release_that_was_read(box):
    assert send(entry=ENTRY, kind="fact", release="2020.1.1").status == 404
    page = open_page(f"/releases/{RELEASE}/report/?entry={ENTRY}")
    assert f'action="/releases/{RELEASE}/report/"' in page.html


def test_what_cannot_be_kept_is_said_and_not_lost_silently(box, settings, monkeypatch):
    monkeypatch.setattr(problem_reports, "MOST_OPEN", 0)
    page = send(entry=ENTRY, kind="fact")
    assert page.status == 503
    assert "no more are taken now" in page.text
    settings.REPORTS_DIR.parent.mkdir(exist_ok=True)
    settings.REPORTS_DIR.write_text("a file where the folder should be")
    monkeypatch.setattr(problem_reports, "MOST_OPEN", 9)
    assert "cannot write it" in send(entry=ENTRY, kind="fact").text


def test_reports_are_taken_in_a_number_that_people_can_read(box, monkeypatch):
    monkeypatch.setattr("reference.api.throttling.time", SimpleNamespace(time=lambda: 6_000_015.0))
    monkeypatch.setattr(
        SimpleRateThrottle, "THROTTLE_RATES", {**SimpleRateThrottle.THROTTLE_RATES, "reports": "1/hour"}
    )
    assert send(entry=ENTRY, kind="fact").status == 200
    page = send(entry=ENTRY, kind="number")
    assert page.status == 429
    assert open_page("/", {"medications": "tacrolimus"}).status == 200
