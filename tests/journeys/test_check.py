"""From the first page to an answer, in the same page: names offered, lines read, everything by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .visit import Visit


def begin(visit: Visit, text: str = "") -> None:
    visit.page.goto("/")
    visit.list.focus()
    visit.page.keyboard.type(text)


def offered(visit: Visit):
    return visit.page.get_by_role("listbox").get_by_role("option")


def chips(visit: Visit):
    return visit.page.locator(".chip:visible")


def posts_to(visit: Visit, path: str) -> list[str]:
    sent = [r for r in visit.requests if r.method == "POST" and r.url.endswith(path)]
    return [r.post_data or "" for r in sent]


def test_a_medicine_is_checked_with_the_keyboard_alone(visit: Visit):
    page = visit.page
    page.goto("/")
    for _ in range(20):
        page.keyboard.press("Tab")
        if visit.list.evaluate("list => list === document.activeElement"):
            break
    page.keyboard.type("naltrexone")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1, name="Kratom with 1 medicine")).to_be_focused()
    assert page.locator("article.finding").first.get_by_role("heading", name="naltrexone").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("/#finding-naltrexone")


def test_a_name_is_offered_and_taken_with_two_keys(visit: Visit):
    begin(visit, "tacrolimus 3 mg\nseroq")
    offered(visit).first.wait_for()
    combobox = visit.page.get_by_role("combobox", name="Medicines, one per line")
    assert combobox.get_attribute("aria-expanded") == "true"
    assert combobox.get_attribute("aria-activedescendant") is None, "nothing is chosen beforehand"
    visit.page.keyboard.press("ArrowDown")
    chosen = visit.page.get_by_role("listbox").get_by_role("option", selected=True)
    assert combobox.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert "quetiapine" in chosen.inner_text()
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.type(" 50 mg")
    assert visit.list.input_value() == "tacrolimus 3 mg\nSeroquel 50 mg"
    assert visit.list.get_attribute("role") is None, "a closed list leaves a plain box of many lines"


@pytest.mark.parametrize("key", ["Enter", "Escape", "Tab"])
def test_an_offered_name_is_never_chosen_automatically(visit: Visit, key):
    begin(visit, "zorvaxil")
    offered(visit).first.wait_for()
    visit.page.keyboard.press(key)
    expect(offered(visit)).to_have_count(0)
    assert visit.list.input_value().strip() == "zorvaxil"


def test_a_name_taken_by_mistake_is_undone(visit: Visit):
    begin(visit, "seroq")
    offered(visit).first.click()
    assert visit.list.input_value() == "Seroquel"
    visit.page.keyboard.press("Control+z")
    assert visit.list.input_value() == "seroq"


def test_a_question_is_offered_by_its_first_letters(visit: Visit):
    begin(visit, "edd")
    visit.page.get_by_role("option", name="EDDP").click()
    assert visit.list.input_value() == "EDDP"


def test_suggestions_never_send_personal_details(visit: Visit):
    begin(visit, "MRN: 12345678\nDOB: 01/02/1970\nquet")
    offered(visit).first.wait_for()
    expect(chips(visit)).to_have_count(0)  # the last line is still being typed, and nothing else was sent
    sent = "".join(posts_to(visit, "/suggest/") + posts_to(visit, "/read/"))
    assert "12345678" not in sent
    assert "1970" not in sent


def test_each_line_says_how_it_is_read_and_uncertain_lines_come_first(visit: Visit):
    begin(
        visit, "Seroquel XR 200 mg\nhydroxizine 25\nUDS\nALLERGIES: codeine\nkratom tea daily\nlisinopril\n"
    )
    expect(chips(visit)).to_have_count(6)
    assert "hydroxizine 25: which?" in chips(visit).first.inner_text()
    words = " ".join(chips(visit).all_inner_texts())
    for said in ("Quetiapine", "Which drug test", "no medicine", "kratom: leaf", "lisinopril"):
        assert said in words


def test_the_line_being_typed_is_not_doubted(visit: Visit):
    begin(visit, "lisinopril\nhydroxizi")
    expect(chips(visit)).to_have_count(1)
    visit.page.keyboard.press("Escape")
    visit.page.get_by_label("Product").focus()
    expect(chips(visit)).to_have_count(2)


def test_a_line_in_doubt_is_settled_before_anything_is_sent(visit: Visit):
    begin(visit, "hydroxizine 25 mg TID\nlisinopril\n")
    visit.page.get_by_role("button", name="hydroxizine 25 mg TID: which?").click()
    visit.page.get_by_role("option", name="hydroxyzine").click()
    assert visit.list.input_value() == "hydroxyzine 25 mg TID\nlisinopril\n"
    expect(visit.page.locator(".chip.ask")).to_have_count(0)


def test_chips_are_one_stop_of_the_tab_key_and_are_removed_by_keyboard(visit: Visit):
    begin(visit, "- Seroquel 200 mg\nsertraline, lisinopril 10 mg\ntacrolimus\n")
    expect(chips(visit)).to_have_count(4)
    page = visit.page
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Remove lisinopril 10 mg")).to_be_focused()
    page.keyboard.press("Delete")
    expect(chips(visit)).to_have_count(3)
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(chips(visit)).to_have_count(2)
    assert visit.list.input_value() == "sertraline\ntacrolimus\n"
    page.keyboard.press("Tab")
    expect(page.get_by_label("The patient is")).to_be_focused()


@pytest.mark.parametrize("options", [{"java_script_enabled": False}])
def test_without_javascript_the_form_promises_nothing_that_needs_it(visit: Visit):
    visit.page.goto("/")
    assert not visit.page.locator(".chips").is_visible()
    visit.check("hydroxizine 25")
    visit.page.get_by_role("button", name="hydroxyzine").click()
    assert visit.page.get_by_role("heading", name="Kratom with 1 medicine").is_visible()
