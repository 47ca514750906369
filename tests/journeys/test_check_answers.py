"""Answers that come into the same page: what is announced, what Back finds, and what happens when that fails."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .visit import Visit

ASKS = "hydroxizine 25 mg\nSeroquel XR 200 mg\nqwxzv"
SHIFTS = """() => {
    window.shifted = 0;
    const add = (entries) => { for (const entry of entries) if (!entry.hadRecentInput) window.shifted += entry.value; };
    new PerformanceObserver((list) => add(list.getEntries())).observe({ type: "layout-shift", buffered: true });
}"""


@pytest.fixture
def same_page(visit: Visit) -> Visit:
    """A page with a mark that only a new page would lose."""
    visit.page.goto("/")
    visit.page.evaluate("window.mark = true")
    return visit


def is_marked(visit: Visit) -> bool:
    return bool(visit.page.evaluate("window.mark === true"))


def announced(visit: Visit):
    return visit.page.locator("body > [role=status]")


def test_the_answer_comes_into_the_page_and_is_announced(same_page: Visit):
    same_page.list.fill("tacrolimus\nlisinopril")
    same_page.send()
    expect(same_page.page.locator("#answer")).to_be_focused()
    expect(announced(same_page)).to_have_text(
        "Kratom with 2 medicines. 1 finding, worst major; 1 not assessed, which is not the same as safe."
    )
    assert is_marked(same_page)
    assert same_page.page.title().startswith("1 major: Kratom with 2 medicines")


def test_back_finds_the_list_and_forward_the_answer_from_memory_alone(same_page: Visit):
    page = same_page.page
    same_page.list.fill("tacrolimus 3 mg\nlisinopril")
    page.get_by_label("Alcohol").select_option("yes")
    same_page.send()
    asked = len(same_page.requests)
    page.go_back()
    assert same_page.list.input_value() == "tacrolimus 3 mg\nlisinopril"
    assert page.get_by_label("Alcohol").input_value() == "yes"
    page.go_forward()
    assert page.get_by_role("heading", level=1).inner_text() == "Kratom with 2 medicines"
    assert is_marked(same_page)
    assert not [r.url for r in same_page.requests[asked:] if urlsplit(r.url).path == "/"]
    kept = page.evaluate("JSON.stringify([history.state, {...localStorage}, {...sessionStorage}])")
    assert "tacrolimus" not in kept + page.url


def test_a_link_inside_the_answer_is_a_step_back_to_the_answer(same_page: Visit):
    page = same_page.page
    same_page.list.fill("tacrolimus\nlisinopril")
    same_page.send()
    page.get_by_role("link", name="1 not assessed").click()
    page.go_back()
    assert page.get_by_role("heading", level=1).inner_text() == "Kratom with 2 medicines"
    page.go_back()
    assert same_page.list.input_value() == "tacrolimus\nlisinopril"


def test_a_page_that_was_left_says_that_its_list_is_gone(same_page: Visit):
    same_page.list.fill("tacrolimus")
    same_page.send()
    same_page.page.get_by_role("link", name="tacrolimus").first.click()
    same_page.page.go_back()
    expect(same_page.page.get_by_text("kept nowhere, so they are gone")).to_be_visible()
    assert same_page.list.input_value() == ""


def test_one_key_takes_the_first_candidate_and_the_list_is_screened_again(same_page: Visit):
    page = same_page.page
    same_page.list.fill(ASKS)
    same_page.send()
    first = page.locator("#to-settle button[name=choice]").first
    expect(first).to_be_focused()
    name = first.inner_text().split("(")[0].strip()
    assert "moderate" in page.locator("#to-settle .row").first.inner_text()
    page.keyboard.press("Space")  # Enter too, once it can no longer be meant for the form
    expect(announced(same_page)).to_have_text(
        "Kratom with 2 medicines. 2 findings, worst major; 1 line needs an answer."
    )
    assert is_marked(same_page)
    assert same_page.posted["choice"] == f"0|{name}"


def test_enter_pressed_twice_takes_nothing(same_page: Visit):
    same_page.list.fill(ASKS)
    same_page.page.get_by_role("button", name="Check", exact=True).first.focus()
    same_page.page.keyboard.press("Enter")
    expect(same_page.page.locator("#to-settle button[name=choice]").first).to_be_focused()
    same_page.page.keyboard.press("Enter")
    expect(same_page.page.locator("#to-settle")).to_contain_text("hydroxizine")
    assert "choice" not in same_page.posted


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}])
def test_a_name_typed_for_one_line_takes_no_candidate_of_another(visit: Visit):
    visit.check(ASKS)
    visit.page.get_by_label("Instead of qwxzv").fill("sertraline")
    with visit.page.expect_navigation():
        visit.page.get_by_label("Instead of qwxzv").press("Enter")
    assert "choice" not in visit.posted
    assert visit.page.locator("#to-settle").get_by_text("hydroxizine").is_visible()


def test_none_of_the_candidates_may_be_right(same_page: Visit):
    same_page.list.fill(ASKS)
    same_page.send()
    same_page.page.get_by_text("other", exact=True).first.click()
    same_page.page.get_by_label("Instead of hydroxizine 25 mg").fill("cetirizine")
    with same_page.page.expect_navigation():
        same_page.page.get_by_label("Instead of hydroxizine 25 mg").press("Enter")
    assert same_page.page.locator("#to-settle").get_by_text("hydroxizine").count() == 0


def test_an_answer_about_the_patient_keeps_the_list_and_what_was_known(same_page: Visit):
    page = same_page.page
    same_page.list.fill("gabapentin 300 mg\nDOB: 1/2/1970")
    page.get_by_label("Pregnancy").select_option("no")
    same_page.send()
    button = page.locator("#ask-me button").first
    factor = button.get_attribute("name")
    with page.expect_navigation():
        button.click()
    assert is_marked(same_page)
    assert same_page.posted["medications"] == "gabapentin 300 mg"
    assert same_page.posted["pregnancy"] == "no"
    assert factor in same_page.posted
    assert page.get_by_text("1 line was not sent: a birth date.").is_visible()


def test_change_keeps_the_list_and_reads_it_again(same_page: Visit):
    page = same_page.page
    same_page.list.fill("tacrolimus\nhydroxizine 25")
    same_page.send()
    page.get_by_text("Change", exact=True).click()
    expect(page.locator(".chip")).to_have_count(2)
    same_page.list.fill(same_page.list.input_value() + "\nlithium")
    same_page.send()
    assert same_page.posted["medications"] == "tacrolimus\nhydroxizine 25\nlithium"
    page.get_by_role("heading", name="Kratom with 2 medicines").wait_for()


def test_an_answer_that_does_not_come_is_asked_for_by_the_plain_form(same_page: Visit):
    page = same_page.page
    page.route(
        "**/*", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    same_page.list.fill("tacrolimus")
    same_page.send()
    assert page.get_by_role("heading", name="Kratom with 1 medicine").is_visible()
    assert not is_marked(same_page)
    same_page.errors.clear()  # the console reports the request that was cut off here


def test_a_list_that_is_refused_is_not_lost(same_page: Visit):
    same_page.list.fill("\n".join(["tacrolimus"] * 101))
    same_page.press_check()
    same_page.page.locator("#errors").get_by_text("at most 100 are checked at once").wait_for()
    assert same_page.list.input_value().count("tacrolimus") == 101
    assert is_marked(same_page)
    same_page.errors.clear()  # the browser reports the refusal


def test_nothing_moves_but_by_the_readers_hand(visit: Visit):
    page = visit.page
    page.goto("/")
    page.evaluate(SHIFTS)
    visit.list.focus()
    page.keyboard.type("Seroquel XR 200 mg\nhydroxizine 25\nlisinopril\n")
    expect(page.locator(".chip")).to_have_count(3)
    page.keyboard.press("Control+Enter")
    page.locator("#answer").wait_for()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("window.shifted") == 0
