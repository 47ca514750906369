"""Swagger UI works under the strict content policy: own files only, nothing inline, no cookie."""

from __future__ import annotations

import re

import pytest


@pytest.fixture
def page(client, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return client.get("/api/")


def test_it_has_no_inline_script_and_no_inline_style(page):
    html = page.content.decode()
    assert page.status_code == 200
    assert "<style" not in html
    assert " style=" not in html
    assert re.findall(r"<script[^>]*>([^<]+)</script>", html) == []


def test_everything_it_loads_is_served_here(page):
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.content.decode())
    assert addresses
    assert all(re.match(r"#|/(?!/)", address) for address in addresses)


def test_it_sets_no_cookie_and_needs_no_release(page):
    assert not page.cookies
    assert "No release can be read" in page.content.decode()


def test_it_says_how_far_the_release_was_reviewed(published, page):
    assert "0 of 14 entries reviewed" in page.content.decode()


def test_nothing_can_be_posted_to_it(client):
    assert client.post("/api/").status_code == 405
