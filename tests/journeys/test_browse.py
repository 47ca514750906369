"""Browsing in a real browser: with the keyboard, without JavaScript, on a phone, from a link into a fold."""

from __future__ import annotations

import pytest

from .visit import Visit

NO_SCRIPT = {"java_script_enabled": False}
PHONE = {"viewport": {"width": 390, "height": 844}}
PATHS = (
    "/interactions/",
    "/interactions/?severity=none&action=avoid&enzyme=CYP3A",
    "/interactions/role-hepatotoxic-medicines/",
    "/medications/",
    "/medications/buprenorphine-naloxone/",
    "/sources/",
    "/sources/tanna2023/",
    "/alkaloids/mitragynine/",
)


@pytest.mark.parametrize("options", [{}, NO_SCRIPT], ids=["script", "no script"])
def test_a_typed_name_filters_the_list_and_is_in_no_address(visit: Visit):
    page = visit.page
    page.goto("/interactions/")
    page.get_by_label("Medicine or class").fill("clonazepam")
    page.get_by_label("Severity").select_option("major")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("button", name="Take away Severity: Major").click()
    page.get_by_role("button", name="Take away Severity: Major").wait_for(state="detached")
    assert page.get_by_label("Medicine or class").input_value() == "clonazepam"
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV of what is shown").click()
    assert download.value.suggested_filename.endswith(".csv")
    page.get_by_role("link", name="Benzodiazepines").click()
    page.get_by_role("heading", level=1, name="Kratom and benzodiazepines").wait_for()
    assert not any("clonazepam" in request.url.lower() for request in visit.requests)


def test_back_from_an_entry_leads_to_the_list(visit: Visit):
    page = visit.page
    page.goto("/interactions/")
    page.get_by_label("Medicine or class").fill("clonazepam")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="CSV of what is shown").wait_for()
    page.get_by_role("link", name="Benzodiazepines").click()
    page.get_by_role("heading", level=1, name="Kratom and benzodiazepines").wait_for()
    page.go_back()
    assert page.get_by_role("heading", level=1, name="Interactions").is_visible()


@pytest.mark.parametrize("options", [{}, NO_SCRIPT], ids=["script", "no script"])
def test_filters_alone_lead_to_an_entry_and_back_to_the_same_list(visit: Visit):
    page = visit.page
    page.goto("/interactions/")
    page.get_by_label("Severity").select_option("major")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/interactions/?severity=major")
    page.get_by_role("link", name="Benzodiazepines").first.click()
    page.get_by_role("heading", level=1, name="Kratom and benzodiazepines").wait_for()
    page.go_back()
    page.get_by_role("link", name="Take away Severity: Major").click()
    page.wait_for_url("**/interactions/")


def test_a_name_opens_its_page_with_the_keyboard_and_is_in_no_address(visit: Visit):
    page = visit.page
    page.goto("/medications/")
    page.get_by_label("Generic name, brand or synonym").focus()
    page.keyboard.type("Prograf")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Tacrolimus with kratom").wait_for()
    assert not any("prograf" in request.url.lower() for request in visit.requests)


def test_a_table_is_handed_over_as_a_file(visit: Visit):
    visit.page.goto("/interactions/?severity=major")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("link", name="CSV of what is shown").click()
    assert download.value.suggested_filename.endswith(".csv")


def test_a_link_to_an_enzyme_opens_its_fold(visit: Visit):
    page = visit.page
    page.goto("/alkaloids/mitragynine/")
    first = page.locator("#enzymes ~ .folds tr[id]").first
    assert not first.is_visible()
    anchor = first.get_attribute("id")
    page.goto(f"/kratom/#{anchor}")
    page.goto(f"/alkaloids/mitragynine/#{anchor}")
    assert page.locator(f"#{anchor}").is_visible()


@pytest.mark.parametrize("options", [PHONE])
def test_no_page_scrolls_sideways_or_is_endless_on_a_phone(visit: Visit):
    for path in PATHS:
        visit.page.goto(path)
        width, height = visit.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        assert width <= 390, path
        if path not in ("/interactions/", "/sources/"):  # whole lists, with filters on their first screen
            assert height < 15_000, path
