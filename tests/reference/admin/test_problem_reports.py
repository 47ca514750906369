"""Editors read what readers reported and settle it; nobody else sees it."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.management import call_command

from reference.problem_reports import ProblemReport, ReportBox
from tests import factories as f
from tests.reference.admin.test_editorial import browser, told

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
    assert "no open report has this number" in told(anna.post(PAGE, {"number": number}, follow=True))


def test_somebody_without_an_editorial_role_sees_none(number, settings):
    visitor = browser(f.person("otto"))
    assert visitor.get(PAGE).status_code in (302, 403)
    assert visitor.post(PAGE, {"number": number}).status_code in (302, 403)
    assert ReportBox(settings.REPORTS_DIR).count() == 1


def test_the_command_lists_them(number):
    out = io.StringIO()
    call_command("reports", stdout=out)
    assert f"{number}  2026.11.1  A fact is wrong: interactions/dormirol\n1 open" in out.getvalue()
