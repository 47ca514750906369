"""The texts that a reader may copy from a page."""

from __future__ import annotations

import html
import re

from tests.reference.test_pages_reader import Page


def chart_text_of(page: Page) -> str:
    """The text for the chart note, as it is copied."""
    found = re.search(r'<textarea id="chart-note".*?>(.*?)</textarea>', page.html, re.DOTALL)
    assert found, "the page has no text for the chart note"
    return html.unescape(found[1])
