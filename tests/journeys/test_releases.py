"""From a wrong statement to a report, from a date to the release of that day."""

from __future__ import annotations

import pytest

from .visit import Visit

PHONE = {"viewport": {"width": 390, "height": 844}}
SMALL = {"viewport": {"width": 320, "height": 640}}


def test_a_problem_is_reported_from_the_entry_with_the_keyboard_alone(visit: Visit):
    page = visit.page
    page.goto("/interactions/quetiapine/")
    page.get_by_role("link", name="Report a problem").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Report a problem").wait_for()
    page.get_by_label("What is wrong").focus()
    page.keyboard.type("A citation")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Send the report").press("Enter")
    page.get_by_role("heading", level=1, name="Thank you. The report is kept.").wait_for()
    assert visit.posted["entry"] == "interactions/quetiapine"
    assert set(visit.posted) == {"entry", "release", "kind"}
    assert page.get_by_text("A citation does not say it").is_visible()
    assert "quetiapine" not in page.url


def test_a_day_leads_to_the_release_of_that_day(visit: Visit):
    page = visit.page
    page.goto("/releases/")
    page.get_by_label("What it said at the end of the day").fill(
        page.locator("#as-of").get_attribute("min") or ""
    )
    page.get_by_role("button", name="Open that release").click()
    page.get_by_role("heading", level=1, name="Release 2026.11.1").wait_for()


@pytest.mark.parametrize("options", [PHONE, SMALL], ids=["phone", "small"])
def test_nothing_is_wider_than_a_phone(visit: Visit):
    page = visit.page
    for path in (
        "/releases/",
        "/releases/compare/",
        "/corrections/",
        "/report/?entry=interactions/quetiapine",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        for section in page.locator("summary").all():
            section.click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
