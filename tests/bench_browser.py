"""A part of make bench: what a reader's browser takes, on this machine. Prints; asserts nothing."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .journeys.visit import Visit

TIMES = 20
NAMES = (
    "quetiapine",
    "tacrolimus",
    "Suboxone",
    "midazolam",
    "sertraline",
    "oxycodone",
    "lisinopril",
    "Narcan",
)
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
SHIFTS = """new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) self.shifted = (self.shifted ?? 0) + shift.value;
}).observe({ type: "layout-shift", buffered: true })"""
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(self.shifted ?? 0))))"
OFFERED = "performance.getEntriesByType('resource').filter((e) => e.name.endsWith('/suggest/')).map((e) => e.duration)"
FETCHED = """() => new Promise((done) => {
    const began = performance.now();
    new MutationObserver((_, watch) => {
        if (!document.querySelector("article.finding")) return;
        watch.disconnect();
        requestAnimationFrame(() => done(performance.now() - began));
    }).observe(document.body, { childList: true, subtree: true });
    document.querySelector(".check-form").requestSubmit();
})"""
LOADED = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
WEIGHT = """() => {
    const [page, ...rest] = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    const files = rest.filter((e) => !e.name.endsWith("/offline.json")); // fetched once for later, not for this page
    return { page: page.decodedBodySize, all: files.reduce((sum, e) => sum + e.decodedBodySize, page.decodedBodySize), files: files.length };
}"""


def in_the_browser(address: str, lines: list[str]) -> None:
    """Suggestions, results, layout shift and weights of the site at this address."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        print(
            "Chromium is not installed: no figures from a browser. On Debian and Ubuntu: apt-get install chromium"
        )
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        suggestions(browser, address)
        results(browser, address, lines)
        pages(browser, address)
        browser.close()


@contextmanager
def reader(browser: Browser, address: str, **options: Any) -> Iterator[Visit]:
    from .journeys.visit import Visit

    """Without the offline copy, which is fetched once and would count with every page here."""
    context = browser.new_context(base_url=address, service_workers="block", **options)
    yield Visit(context)
    context.close()


def suggestions(browser: Browser, address: str) -> None:
    """From the question that typing asks to the names; without the pause that waits for the next key."""
    with reader(browser, address) as visit:
        visit.page.goto("/")
        for name in NAMES:
            visit.list.fill("")
            visit.list.press_sequentially(name[:4], delay=30)
            offered = visit.page.get_by_role("listbox").get_by_role("option")
            offered.filter(has_text=name).first.wait_for()
        say("suggestions", visit.page.evaluate(OFFERED))


def results(browser: Browser, address: str, lines: list[str]) -> None:
    """From Check to the answer drawn: fetched into the page, and as a plain form."""
    from .journeys.pages import PageKind

    fetched, plain = [], []
    for _ in range(TIMES):
        with reader(browser, address) as visit:
            visit.page.goto("/", wait_until="networkidle")
            visit.list.fill("\n".join(lines))
            fetched.append(visit.page.evaluate(FETCHED))
            PageKind("plain", "/", {"medications": "\n".join(lines)}).open(visit)
            plain.append(visit.page.evaluate(LOADED))
    say(f"results of {len(lines)}, by fetch", fetched)
    say(f"results of {len(lines)}, plain form", plain)


def pages(browser: Browser, address: str) -> None:
    """Weights as decoded, and how far anything moved by itself while a page was drawn, at both sizes."""
    from .journeys.pages import PAGES

    print(f"{'page':<28}{'HTML kB':>9}{'with files':>12}{'files':>7}{'shift, desktop':>16}{'phone':>8}")
    for kind in PAGES:
        shifts = []
        for size in (DESKTOP, PHONE):
            with reader(browser, address, viewport=size) as visit:
                visit.context.add_init_script(SHIFTS)
                kind.open(visit)
                shifts.append(visit.page.evaluate(SETTLED))
                weight = visit.page.evaluate(WEIGHT)
        bytes_, all_ = weight["page"] / 1000, weight["all"] / 1000
        print(
            f"{kind.name:<28}{bytes_:>9.0f}{all_:>12.0f}{weight['files']:>7}{shifts[0]:>16.3f}{shifts[1]:>8.3f}"
        )


def say(what: str, taken: list[float]) -> None:
    taken = sorted(taken)
    print(
        f"{what:<32} median {statistics.median(taken):.0f} ms, slowest {taken[-1]:.0f} ms over {len(taken)}"
    )
