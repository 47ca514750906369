"""What a reader keeps: the printed answer, the hand-out for the patient, the text for the chart."""

from __future__ import annotations

import re

import pytest

from tests.interactions.pages.conftest import MANY

from .visit import Visit

WATERMARK = "Draft, not reviewed by a clinician"
UNRESOLVED = ("hydroxizine 25", "qwxzv")
MOST_PAGES = 17  # of eighteen medicines with every reason and reference; the first page alone answers
NEVER_CUT = ".core, .stack, .summary tr"


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def printed(visit: Visit) -> str:
    """The text that goes on paper."""
    visit.page.emulate_media(media="print")
    return visit.page.locator("body").inner_text()


def open_handout(visit: Visit, *, for_care_team: bool = False) -> None:
    if for_care_team:
        visit.page.get_by_label("with a page for the care team").check()
    with visit.context.expect_page() as opened:
        visit.page.get_by_role("button", name="Hand-out for the patient").press("Enter")
    visit.page = opened.value
    visit.page.wait_for_load_state()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_eighteen_medicines_print_with_every_line_as_typed_and_the_unresolved_first(visit: Visit, paper: str):
    visit.check(MANY)
    assert pages(visit.page.pdf(format=paper)) <= MOST_PAGES
    text = printed(visit)
    assert all(line in text for line in MANY.splitlines())
    rows = visit.page.locator(".summary tbody tr").all_inner_texts()
    assert [typed in row for typed, row in zip(UNRESOLVED, rows, strict=False)] == [True, True]
    assert "not known" in text
    assert "References" in text
    assert text.count("Draft reference.") == 1
    assert "valid until" in visit.page.locator("html").get_attribute("data-stamp")


def test_print_unfolds_everything_and_keeps_what_belongs_together(visit: Visit):
    visit.check(MANY)
    folded = visit.page.locator(
        "main details:not(.query, .query details, .asks details, .tools details) > :not(summary, .more)"
    )
    printed(visit)
    assert folded.count() > 50
    assert folded.evaluate_all("all => all.filter(part => !part.checkVisibility()).length") == 0
    cut = "all => all.filter(part => getComputedStyle(part).breakInside !== 'avoid').length"
    assert visit.page.locator(NEVER_CUT).evaluate_all(cut) == 0


def test_a_long_line_wraps_on_paper(visit: Visit):
    visit.check("w" * 480)
    visit.page.set_viewport_size({"width": 700, "height": 1000})
    assert "w" * 480 in printed(visit)
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_handout_is_reached_by_keyboard_and_watermarked_on_screen_and_paper(visit: Visit):
    visit.check(MANY)
    open_handout(visit, for_care_team=True)
    page = visit.page
    page.get_by_role("heading", level=1, name="Kratom and your medicines").wait_for()
    assert not page.url.rpartition("/")[2]  # nothing typed in the address
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        mark = "main => getComputedStyle(main.querySelector('.draft'), '::before')"
        assert WATERMARK in page.locator("main").evaluate(f"main => ({mark})(main).content")
        assert page.locator("main").evaluate(f"main => ({mark})(main).position") == "fixed"  # on each page
    assert pages(page.pdf(format="A4")) <= 4
    assert all(line in printed(visit) for line in MANY.splitlines())


@pytest.mark.parametrize("options", [{"java_script_enabled": False}])
def test_without_javascript_the_handout_and_the_chart_text_are_there(visit: Visit):
    visit.check("tacrolimus 3 mg BID")
    visit.page.get_by_text("Text for the chart note", exact=True).click()
    assert "Keep tacrolimus" in visit.page.locator("#chart-note").input_value()
    open_handout(visit)
    assert visit.page.get_by_text("Do not stop your medicine on your own.").first.is_visible()


@pytest.mark.parametrize("options", [{"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}])
def test_the_handout_fits_a_small_phone(visit: Visit):
    visit.check(f"{MANY}\n{'w' * 200}")
    open_handout(visit)
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
