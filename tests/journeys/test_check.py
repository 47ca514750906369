"""From the first page to an answer."""

from __future__ import annotations

from tests.journeys.visit import Visit


def test_a_medicine_is_checked_with_the_keyboard_alone(visit: Visit):
    page = visit.page
    page.goto("/")
    for _ in range(20):
        page.keyboard.press("Tab")
        if visit.list.evaluate("list => list === document.activeElement"):
            break
    page.keyboard.type("naltrexone")
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", level=1, name="Kratom with 1 medicine").wait_for()
    assert page.locator("article.finding").first.get_by_role("heading", name="naltrexone").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
