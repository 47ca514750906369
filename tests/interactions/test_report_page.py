"""A reader reports a problem: an entry, its release and a kind of problem; nothing about a patient or the reader."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.test import Client
from rest_framework.throttling import SimpleRateThrottle

from reference.problem_reports import ReportBox
from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import Page, open_page

ENTRY = "interactions/quetiapine"
RELEASE = "2026.11.1"


@pytest.fixture
def box(settings, library_with_shipped_content) -> ReportBox:
    return ReportBox(settings.REPORTS_DIR)


def send(headers: dict[str, str] | None = None, **fields: str) -> Page:
    sent = {"release": RELEASE, **fields}
    return Page(Client(enforce_csrf_checks=True).post("/report/", sent, headers=headers))


def test_the_form_is_fixed_to_the_entry_and_the_release_it_was_opened_from(box):
    page = open_page(f"/report/?entry={ENTRY}")
    assert is_sound(page)
    assert f'name="entry" value="{ENTRY}"' in page.html
    assert f'name="release" value="{RELEASE}"' in page.html
    assert "nothing about a patient" in page.text
    assert page.response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "entry",
    ["medications/tacrolimus", "medications/azilsartan", "risks/liver-injury", "practice_notes/surgery",
     "claims/alkaloids", "alkaloids/mitragynine", "sources/tanna2023", "rescue_medicines/naloxone"],
)  # fmt: skip
def test_every_entry_with_a_page_can_be_reported(entry, box):
    assert open_page(f"/report/?entry={entry}").status == 200
    assert send(entry=entry, kind="fact").status == 200
    assert [r.entry for r in box.open()] == [entry]


@pytest.mark.parametrize("entry", ["interactions/nothing", "manifest/x", "substances", "../x"])
def test_an_entry_missing_from_the_release_cannot_be_reported(entry, box):
    assert open_page(f"/report/?entry={entry}").status == 404
    assert send(entry=entry, kind="fact").status == 404
    assert box.count() == 0


@pytest.mark.parametrize("path", ["/report/", f"/report/?entry={ENTRY}"])
def test_the_form_has_no_text_field(path, box):
    page = open_page(path)
    assert "textarea" not in page.html
    assert set(re.findall(r'<input [^>]*?type="([^"]+)"', page.html)) == {"hidden"}


@pytest.mark.parametrize(
    "typed", ["John Smith", "Kimberly Ann Jones overdose", "my patient has HIV", "zyxivorane"]
)
def test_only_the_choices_are_stored(typed, box):
    beside = {"medicine": typed, "name": typed, "text": typed, "settled_by": typed}
    assert send(entry=ENTRY, kind="citation", **beside).status == 200
    assert send(group="supplement", letter="Z", **beside).status == 200
    assert send(group=typed).status == 400
    assert send(group="supplement", letter=typed).status == 400
    assert send(entry=ENTRY, kind=typed).status == 400
    kept = [path.read_text() for path in box.folder.rglob("*.json")]
    assert len(kept) == 2
    assert not any(typed in text for text in kept)


def test_a_report_is_stored_with_only_what_the_page_says(box):
    page = send(entry=ENTRY, kind="citation")
    assert page.status == 200
    assert is_sound(page)
    assert page.response["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.response
    assert "nobody can promise" in page.text
    (kept,) = box.open()
    assert (kept.entry, kept.release, kept.kind, kept.group, kept.letter) == (
        ENTRY,
        RELEASE,
        "citation",
        "",
        "",
    )
    assert kept.number in page.text


def test_a_missing_medicine_is_kept_by_its_kind_and_first_letter(box):
    page = send(group="benzodiazepines", letter="Z")
    assert page.status == 200
    assert is_sound(page)
    assert "Begins with Z" in page.text
    send(group="benzodiazepines", letter="Z")
    (kept,) = box.open()
    assert (kept.kind, kept.group, kept.letter, kept.count) == ("missing", "benzodiazepines", "Z", 2)


def test_the_page_says_where_to_write_only_if_somebody_is_named(box, settings):
    assert "write to" not in open_page("/report/").text
    settings.CONTACT = "mailto:desk@example.org"
    page = open_page("/report/")
    assert "mailto:desk@example.org" in page.links
    assert "write to desk@example.org" in page.text


def test_without_an_entry_only_a_missing_medicine_can_be_reported(box):
    assert "Report a missing medicine" in open_page("/report/").text
    assert send(kind="fact").status == 404
    assert send(entry=ENTRY, kind="nothing").status == 400
    assert send().status == 400
    assert box.count() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://testserver"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"referer": "https://evil.example/http://testserver/"},
        {"referer": "http://["},
    ],
)
def test_a_form_on_another_site_reports_nothing(headers, box):
    page = send(entry=ENTRY, kind="fact", headers=headers)
    assert page.status == 403
    assert "came from another site" in page.text
    assert is_sound(page)
    assert box.count() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"sec-fetch-site": "none"},
        {"origin": "http://testserver"},
        {"origin": "http://127.0.0.1:8000"},
        {"referer": "http://testserver/report/"},
        {},
    ],
)
def test_our_own_form_works_in_every_browser(headers, box):
    assert send(entry=ENTRY, kind="fact", headers=headers).status == 200


def test_a_report_names_the_release_that_was_read(box):
    assert send(entry=ENTRY, kind="fact", release="2020.1.1").status == 404
    page = open_page(f"/releases/{RELEASE}/report/?entry={ENTRY}")
    assert f'action="/releases/{RELEASE}/report/"' in page.html


def test_a_report_that_cannot_be_stored_says_so(box, settings):
    settings.REPORTS_DIR.parent.mkdir(exist_ok=True)
    settings.REPORTS_DIR.write_text("a file where the folder should be")
    page = send(entry=ENTRY, kind="fact")
    assert page.status == 503
    assert "cannot write it" in page.text


@pytest.fixture
def _one_an_hour(monkeypatch, settings) -> None:
    settings.NUM_PROXIES = 1
    monkeypatch.setattr("reference.api.throttling.time", SimpleNamespace(time=lambda: 6_000_015.0))
    monkeypatch.setattr(
        SimpleRateThrottle, "THROTTLE_RATES", {**SimpleRateThrottle.THROTTLE_RATES, "reports": "1/hour"}
    )


def from_address(address: str) -> int:
    return send(entry=ENTRY, kind="fact", headers={"x-forwarded-for": address}).status


@pytest.mark.usefixtures("_one_an_hour")
def test_the_number_of_reports_accepted_is_limited(box):
    assert from_address("203.0.113.5") == 200
    assert from_address("203.0.113.5") == 429
    assert open_page("/", {"medications": "tacrolimus"}).status == 200


@pytest.mark.usefixtures("_one_an_hour")
@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("203.0.113.5:1001", "203.0.113.5:1002"),
        ("2001:db8::1", "2001:db8::ffff:2"),
        ("198.51.100.1, 203.0.113.5", "203.0.113.5"),
    ],
)
def test_one_caller_is_one_caller_however_it_is_written(first, again, box):
    assert [from_address(first), from_address(again)] == [200, 429]


@pytest.mark.usefixtures("_one_an_hour")
def test_a_limit_is_remembered_however_many_others_ask(box):
    assert from_address("203.0.113.5") == 200
    for number in range(400):
        assert from_address(f"198.51.{number // 250}.{number % 250}") == 200
    assert from_address("203.0.113.5") == 429
