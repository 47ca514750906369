"""axe-core finds nothing on any kind of page, and what it cannot see is tested here: keyboard, focus, motion."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from .pages import OPEN_ALL, PAGES, PageKind, named
from .visit import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
# Each size and each scheme once: no colour depends on the width of the window, as a test below says.
VIEWS = (("light", DESKTOP), ("dark", PHONE))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIND = """async (runOnly) => {
    const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary}`));
}"""
FOCUSED = """() => {
    const focused = document.activeElement, style = getComputedStyle(focused), box = focused.getBoundingClientRect();
    const cell = focused.querySelector(".cell"); // of a drawing: its edge thickens
    const ring = cell ? parseFloat(getComputedStyle(cell).strokeWidth) >= 3 : style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2);
    const seen = hit && (focused.contains(hit) || hit.contains(focused));
    return focused === document.body ? null : { what: focused.outerHTML.slice(0, 100), seen: Boolean(seen), ring };
}"""
MOVES = """() => [...document.querySelectorAll("*")].filter((e) => {
    const style = getComputedStyle(e);
    return [style.transitionDuration, style.animationName === "none" ? "0s" : style.animationDuration].some((t) => t.split(", ").some((one) => parseFloat(one) > 0))
        || style.scrollBehavior === "smooth";
}).map((e) => e.outerHTML.slice(0, 100))"""


COLOURS_BY_WIDTH = """() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSMediaRule && rule.conditionText.includes("width"))
    .flatMap((rule) => [...rule.cssRules])
    .filter((rule) => !rule.selectorText.includes("::") && [...rule.style].some((name) => ["color", "background-color", "fill", "opacity"].includes(name)))
    .map((rule) => rule.cssText)"""


@pytest.fixture(scope="session")
def axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def found(page: Page, axe: str) -> list[str]:
    """What axe finds in light on a desktop and in dark on a phone, with everything unfolded."""
    page.evaluate(OPEN_ALL)
    page.evaluate(axe)
    problems = []
    for scheme, viewport in VIEWS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(viewport)
        problems += [f"{scheme}: {problem}" for problem in page.evaluate(FIND, RULES)]
    return problems


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_axe_finds_nothing(kind: PageKind, visit: Visit, axe: str):
    kind.open(visit)
    assert found(visit.page, axe) == []


def test_axe_finds_nothing_while_names_are_offered(visit: Visit, axe: str):
    """But for what is meant: HTML knows no combobox of many lines; the role is there only while names are offered."""
    visit.page.goto("/")
    visit.list.fill("hydroxizine 25\nnaltrexone 50\nqzzq")
    visit.list.press_sequentially("\nquet")
    visit.page.get_by_role("listbox").get_by_role("option").first.wait_for()
    problems = found(visit.page, axe)
    assert [problem for problem in problems if "aria-allowed-role: <textarea" not in problem] == []


def test_axe_finds_nothing_in_an_answer_that_was_fetched(visit: Visit, axe: str):
    visit.check("Seroquel XR 200 mg\nNarcan\nlisinopril\nhydroxizine 25\nxqzzy 5 mg")
    assert found(visit.page, axe) == []


def test_axe_would_find_what_is_wrong(visit: Visit, axe: str):
    """The promise above is worth nothing if the tool does not run here."""
    visit.page.goto("/answers/")
    visit.page.evaluate("""() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("main li a { color: color-mix(in srgb, var(--ink) 30%, var(--paper)) } nav[aria-label=Main] { gap: 0 } nav[aria-label=Main] a { padding: 0; min-height: 0; min-width: 0; font-size: 6px }");
        document.adoptedStyleSheets = [sheet];
        document.querySelector("main").append(document.createElement("button"));
    }""")
    kinds = {": ".join(problem.split(": ")[:2]) for problem in found(visit.page, axe)}
    assert kinds >= {
        "light: button-name",
        "light: target-size",
        "light: color-contrast",
        "dark: color-contrast",
    }


def test_no_colour_depends_on_the_width_of_the_window(visit: Visit):
    visit.page.goto("/")
    assert visit.page.evaluate(COLOURS_BY_WIDTH) == []


FRAMES = named("check", "results: eighteen", "kratom", "hand-out", "offline", "API", "nothing here")


@pytest.mark.parametrize("kind", FRAMES, ids=lambda kind: kind.name)
def test_the_first_key_offers_to_skip_to_the_content(kind: PageKind, visit: Visit):
    kind.open(visit)
    visit.page.evaluate("document.activeElement.blur()")
    visit.page.keyboard.press("Tab")
    assert visit.page.locator(".skip").evaluate("e => e === document.activeElement")
    assert visit.page.locator(".skip").bounding_box()["y"] >= 0
    visit.page.keyboard.press("Enter")
    visit.page.locator("main:focus").wait_for()


WALKED = named("check", "results: eighteen", "interactions", "kratom", "pharmacology", "predict", "sources", "releases", "report on an entry", "hand-out")  # fmt: skip


@pytest.mark.parametrize("options", [{"viewport": DESKTOP}, {"viewport": PHONE}], ids=["desktop", "phone"])
@pytest.mark.parametrize("kind", WALKED, ids=lambda kind: kind.name)
def test_the_keyboard_focus_is_always_visible(kind: PageKind, visit: Visit):
    kind.open(visit)
    visit.page.evaluate("document.activeElement.blur()")
    unseen = []
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        stop = visit.page.evaluate(FOCUSED)
        if stop and not (stop["seen"] and stop["ring"]):
            unseen.append(stop)
    assert unseen == []


@pytest.mark.parametrize("options", [{"reduced_motion": "reduce"}])
@pytest.mark.parametrize(
    "kind", named("check", "results: eighteen", "kratom", "API"), ids=lambda kind: kind.name
)
def test_nothing_moves_for_readers_who_prefer_reduced_motion(kind: PageKind, visit: Visit):
    kind.open(visit)
    assert visit.page.evaluate(MOVES) == []
