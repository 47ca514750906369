"""Editors read what readers reported and settle it; others do not see it."""

from __future__ import annotations

import datetime as dt
import io
import re

import msgspec
import pytest
from django.core.management import call_command

from reference.admin.problem_reports import SHOWN
from reference.problem_reports import ProblemReport, ReportBox
from tests import factories as f

from .entries.test_editorial import browser, told

pytestmark = pytest.mark.django_db
PAGE = "/admin/reports/"


@pytest.fixture
def number(settings) -> str:
    report = ProblemReport(
        day=dt.date(2026, 11, 23), release="2026.11.1", kind="fact", entry="interactions/dormirol"
    )
    return ReportBox(settings.REPORTS_DIR).add(report)


def test_the_start_page_counts_them_and_the_list_leads_to_the_entry(number):
    anna = browser(f.editor("anna"))
    assert "1 to look at" in anna.get("/admin/").content.decode()
    page = anna.get(PAGE).content.decode()
    assert "A fact is wrong" in page
    assert "/releases/2026.11.1/interactions/dormirol/" in page
    assert "/admin/interactions/interaction/dormirol/change/" in page


def test_settling_one_names_who_did_it(number, settings):
    anna = browser(f.editor("anna"))
    assert f"Settled: {number}." in told(anna.post(PAGE, {"number": number}, follow=True))
    box = ReportBox(settings.REPORTS_DIR)
    assert (box.open(), box.settled()[0].settled_by) == ([], "anna")
    assert "waited no more" in told(anna.post(PAGE, {"number": number}, follow=True))
    assert "tick the reports" in told(anna.post(PAGE, follow=True))


def test_many_are_settled_at_once_and_those_of_another_kind_stay(number, settings):
    box = ReportBox(settings.REPORTS_DIR)
    for place in range(SHOWN + 5):
        box.add(
            ProblemReport(
                day=dt.date(2026, 11, 24), release="2026.11.1", kind="number", entry=f"risks/{place}"
            )
        )
    anna = browser(f.editor("anna"))
    page = anna.get(PAGE, {"kind": "number"}).content.decode()
    shown = re.findall(r'name="shown" value="(\w+)"', page)
    assert (len(shown), number in shown) == (SHOWN, False)
    assert f"The first {SHOWN} of {SHOWN + 5} are shown" in page
    answer = anna.post(f"{PAGE}?kind=number", {"shown": shown, "all": "1"}, follow=True)
    assert f"Settled: {SHOWN} reports." in told(answer)
    anna.post(PAGE, {"shown": [number], "number": [r.number for r in box.open() if r.kind == "number"]})
    assert [r.number for r in box.open()] == [number]


def test_how_often_and_when_the_same_was_reported_is_shown(number, settings):
    box = ReportBox(settings.REPORTS_DIR)
    (kept,) = box.open()
    box.add(msgspec.structs.replace(kept, day=dt.date(2026, 11, 30), release="2026.11.2"))
    page = browser(f.editor("anna")).get(PAGE).content.decode()
    assert "2 times" in page
    assert "2026-11-23 – 2026-11-30" in " ".join(page.split())
    assert "/releases/2026.11.2/interactions/dormirol/" in page


def test_somebody_without_an_editorial_role_sees_none(number, settings):
    visitor = browser(f.person("otto"))
    assert visitor.get(PAGE).status_code in (302, 403)
    assert visitor.post(PAGE, {"number": number}).status_code in (302, 403)
    assert ReportBox(settings.REPORTS_DIR).count() == 1


def test_the_command_lists_them(number):
    out = io.StringIO()
    call_command("reports", stdout=out)
    assert f"{number}  2026.11.1  A fact is wrong: interactions/dormirol\n1 open" in out.getvalue()
