"""What robots and security researchers find."""

from __future__ import annotations

import datetime as dt
from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client

from reference.views.shared.frame import today


@pytest.fixture
def rules() -> RobotFileParser:
    answer = Client().get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    parser = RobotFileParser()
    parser.parse(answer.content.decode().splitlines())
    return parser


@pytest.mark.parametrize(
    "path",
    ["/", "/interactions/", "/interactions/quetiapine/", "/sources/x/", "/releases/", "/releases/feed.atom"],
)
def test_robots_may_read_the_current_pages(path, rules):
    assert rules.can_fetch("anybot", path)


@pytest.mark.parametrize(
    "path",
    ["/releases/2026.11.1/", "/releases/2026.11.1/answers/", "/releases/preview-abc/", "/releases/compare/?from=1",
     "/api/v1/risks", "/admin/", "/predict/?medication=x", "/offline.json"],
)  # fmt: skip
def test_robots_are_kept_from_old_releases_and_from_answers_to_one_reader(path, rules):
    assert not rules.can_fetch("anybot", path)


def test_filtered_lists_are_excluded_for_robots_that_read_wildcards():
    assert "Disallow: /*?\n" in Client().get("/robots.txt").content.decode()


def test_an_old_release_is_not_to_be_indexed_and_a_current_page_is(library_with_shipped_content):
    assert Client().get("/releases/2020.1.1/answers/")["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in Client().get("/answers/")


def test_security_researchers_find_whom_to_write_to(settings):
    settings.CONTACT, settings.SITE_URL = "mailto:desk@example.org", "https://kratom.example.org"
    answer = Client().get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == "mailto:desk@example.org"
    assert fields["Canonical"] == "https://kratom.example.org/.well-known/security.txt"
    assert today() < dt.datetime.fromisoformat(fields["Expires"]).date() < today() + dt.timedelta(days=366)


def test_without_a_configured_contact_no_address_is_made_up(library_with_shipped_content, settings):
    settings.CONTACT = ""
    assert Client().get("/.well-known/security.txt").status_code == 404
