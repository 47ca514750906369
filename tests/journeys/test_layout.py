"""No page needs scrolling sideways, from the narrowest phone (or 400 % zoom) to the widest screen; targets are large enough."""

from __future__ import annotations

import pytest

from .pages import OPEN_ALL, PAGES, PageKind
from .visit import Visit

WIDTHS = (320, 360, 390, 640, 768, 1024, 1280, 1920, 2560)  # 640 and 320: a 1280 px screen at 200 % and 400 %
TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const over = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > room + 1);
    return [`${document.documentElement.scrollWidth} in ${room}`, ...over.slice(-3).map((e) => e.outerHTML.slice(0, 120))];
}"""
TOO_SMALL = """() => [...document.querySelectorAll("button, select, input:not([type=hidden]), textarea, summary, nav a, .tally a, .button")]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".visually-hidden, .skip") && !e.closest("#swagger-ui"))
    .map((e) => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => Math.min(box.width, box.height) < (e.matches("[type=checkbox], [type=radio]") ? 13 : 24))
    .map(([e, box]) => `${Math.round(box.width)} by ${Math.round(box.height)}: ${e.outerHTML.slice(0, 120)}`)"""


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_no_page_scrolls_sideways_and_every_target_is_large_enough(kind: PageKind, visit: Visit):
    kind.open(visit)
    visit.page.evaluate(OPEN_ALL)
    problems = {}
    for width in WIDTHS:
        visit.page.set_viewport_size({"width": width, "height": 800})
        problems[width] = visit.page.evaluate(TOO_WIDE) + visit.page.evaluate(TOO_SMALL)
    assert {width: found for width, found in problems.items() if found} == {}
