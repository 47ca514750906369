"""The start page of the desk says what waits for whom."""

from __future__ import annotations

import pytest

from reference.publishing.recall import recall_entry
from reference.workflow import submit_for_review
from tests.reference.admin.entries.test_editorial import browser
from tests.reference.test_pages_reader import Page

from .test_releases import rewrite

pytestmark = pytest.mark.django_db


def test_the_start_page_says_what_waits_for_whom(anna, berta, paula, version):
    rewrite(anna, title="A draft")
    waiting = rewrite(anna, "teatested", title="Waiting for somebody")
    submit_for_review(waiting, by=anna)
    rewrite(anna, "class-sedatives", second=berta, title="Approved")
    text = Page(browser(berta).get("/admin/")).text
    assert "Waiting for somebody" in text
    assert "Interactions : 1" in text
    assert "1 approved entry differs from it." in text
    assert "Waiting for somebody" not in Page(browser(anna).get("/admin/")).text


def test_a_recall_does_not_hide_what_waits_for_publication(anna, berta, paula, version):
    rewrite(anna, "class-sedatives", second=berta, title="Approved")
    recall_entry("interactions", "dormirol", by=paula, reason="Wrong.")
    assert "1 approved entry differs from it." in Page(browser(paula).get("/admin/")).text
