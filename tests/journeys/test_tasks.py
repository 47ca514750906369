"""What clinicians come for, each from the first page. `pytest -s tests/journeys/test_tasks.py` prints steps and seconds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from .steps import Steps
from .visit import Visit

UNRESOLVED = ("hydroxizine 25 mg", "qwxzv 20 mg")
EIGHTEEN = (
    "Seroquel XR 200 mg at night", "tacrolimus 3 mg BID", "methadone 80 mg daily", "lorazepam 1 mg PRN",
    "gabapentin 300 mg TID", "sertraline 100 mg daily", "lisinopril 10 mg daily", "metformin 500 mg BID",
    "atorvastatin 40 mg nightly", UNRESOLVED[0], "amlodipine 5 mg", "omeprazole 20 mg", "levothyroxine 75 mcg",
    "trazodone 50 mg qHS", "albuterol inhaler PRN", "hydrocortisone 1% cream", UNRESOLVED[1], "kratom powder 5 g TID",
)  # fmt: skip
DESKTOP, PHONE, SMALL_PHONE = (
    {"viewport": {"width": width, "height": height}}
    for width, height in ((1280, 800), (390, 844), (360, 740))
)
QUOTABLE_AS_SAFE = ("is safe", "safe to", "no interaction", "no known interaction", "ok to", "can be taken")


@pytest.fixture
def steps(visit: Visit, request: pytest.FixtureRequest) -> Iterator[Steps]:
    taken = Steps(visit)
    yield taken
    name = request.node.name.removeprefix("test_").replace("_", " ")
    print(f"\n{name}: {len(taken.done)} steps, {taken.seconds:.1f} s: {'; '.join(taken.done)}")


def on_first_screen(steps: Steps, selector: str) -> bool:
    """Whether the whole of it lies inside the window, and is not cut off by anything else."""
    shown = steps.page.locator(selector).first
    return shown.evaluate(
        """shown => {
            const { top, left, bottom, right } = shown.getBoundingClientRect();
            return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
        }"""
    )


def first_screen_text(steps: Steps) -> str:
    """The words of every line of text that lies inside the window."""
    return steps.page.evaluate(
        """() => {
            const words = [];
            const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
            for (let text; (text = texts.nextNode()); ) {
                const range = document.createRange();
                range.selectNodeContents(text);
                const { top, bottom, width } = range.getBoundingClientRect();
                if (width > 1 && top >= 0 && bottom <= innerHeight) words.push(text.textContent.trim());
            }
            return words.join(" ");
        }"""
    )


@pytest.mark.parametrize("options", [DESKTOP, PHONE])
def test_naltrexone_tomorrow_kratom_yesterday(steps: Steps):
    steps.list("naltrexone tomorrow", "kratom last used yesterday")
    steps.check()
    said = first_screen_text(steps)
    assert "Do not start naltrexone until the patient shows no objective sign of withdrawal" in said
    assert "sudden, severe withdrawal" in said


@pytest.mark.parametrize("options", [DESKTOP])
def test_eighteen_lines_printed_name_both_unresolved_ones(steps: Steps):
    steps.list(*EIGHTEEN)
    page = steps.check()
    page.emulate_media(media="print")
    printed = page.locator("body").inner_text()
    assert [line for line in EIGHTEEN if line not in printed] == []
    for line in UNRESOLVED:
        unresolved = page.get_by_role("row").filter(has_text=line)
        expect(unresolved).to_contain_text("esolved")


@pytest.mark.parametrize("options", [DESKTOP, PHONE])
@pytest.mark.parametrize("how", ["as one line", "as answers"])
def test_pregnant_daily_tea_gets_the_advice_not_to_stop_abruptly(steps: Steps, how):
    if how == "as one line":
        steps.list("pregnant, daily tea")
    else:
        steps.list("kratom tea daily")
        steps.answer("Pregnancy", "yes")
    steps.check()
    said = first_screen_text(steps).lower()
    assert "not abruptly" in said or "no abrupt stop" in said


@pytest.mark.parametrize("options", [DESKTOP, PHONE])
@pytest.mark.parametrize("typed", ["EDDP", "EDDP screen positive", "positive EDDP screen"])
def test_a_false_positive_in_a_methadone_clinic_is_two_actions_away(steps: Steps, typed):
    steps.list(typed)
    steps.check()
    assert (
        "EDDP screen in someone who uses kratom can be false: confirm before accusing"
        in first_screen_text(steps)
    )
    assert len(steps.done) == 2


@pytest.mark.parametrize("options", [DESKTOP, PHONE])
def test_is_lisinopril_ok_cannot_be_quoted_as_safe(steps: Steps):
    steps.list("is lisinopril ok?")
    page = steps.check()
    said = page.locator("main").inner_text().lower().replace("“is lisinopril ok?”", "")
    assert "lisinopril: searched on" in said
    assert "not the same as safe" in first_screen_text(steps)
    assert not [words for words in QUOTABLE_AS_SAFE if words in said]
    assert "safe" not in said.replace("not the same as safe", "")
    assert "safe" not in page.title().lower()


@pytest.mark.parametrize("options", [DESKTOP, PHONE])
def test_the_first_screen_shows_what_is_urgent(steps: Steps):
    steps.list(*EIGHTEEN)
    steps.check()
    rows = steps.page.locator("#to-settle .row")
    assert [line for line in UNRESOLVED if line not in " ".join(rows.all_inner_texts())] == []
    for part in (
        "#to-settle .row:nth-of-type(1)", "#to-settle .row:last-of-type", "#plan li:last-of-type", ".across > summary",
        ".finding.major h2", ".finding.major .action",
    ):  # fmt: skip
        assert on_first_screen(steps, part), part


@pytest.mark.parametrize("options", [DESKTOP])
def test_keyboard_only(steps: Steps):
    page = steps.page
    steps.press(*["Tab"] * 9)  # the skip link, the mark, five sections, the release: then the list
    expect(steps.visit.list).to_be_focused()
    steps.type("seroq")
    page.get_by_role("listbox").get_by_role("option").first.wait_for()
    steps.press("ArrowDown", "Enter", "Enter")
    steps.type("hydroxizine 25 mg")
    steps.press("Control+Enter")
    expect(page.locator("#to-settle button[name=choice]").first).to_be_focused()
    steps.press("Space")  # Enter too, once it can no longer be meant for the form
    expect(page.get_by_role("heading", level=1)).to_have_text("Kratom with 2 medicines")
    expect(page.locator("#answer")).to_be_focused()


@pytest.mark.parametrize("options", [{**DESKTOP, "java_script_enabled": False}])
def test_javascript_off(steps: Steps):
    steps.list(*EIGHTEEN)
    steps.answer("Alcohol", "yes")
    page = steps.check()
    with page.expect_navigation():
        steps.click(page.get_by_role("button", name="hydroxyzine"))
    assert page.locator("#to-settle .row").count() == 1
    assert "alcohol: yes" in page.locator(".query > summary").inner_text()
    page.get_by_text("Change", exact=True).click()
    assert steps.visit.list.input_value().count("\n") == 17


@pytest.mark.parametrize("options", [{**SMALL_PHONE, "has_touch": True, "is_mobile": True}])
def test_a_small_phone(steps: Steps):
    page = steps.page
    steps.visit.list.tap()
    steps.type("seroq")
    page.get_by_role("listbox").get_by_role("option").first.tap()
    steps.type("\nhydroxizine 25 mg")
    assert on_first_screen(steps, ".check-form .send button")
    steps.check()
    assert on_first_screen(steps, ".finding .action")
    steps.click(page.locator("#to-settle button[name=choice]").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kratom with 2 medicines")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
