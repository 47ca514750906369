"""The answers of a past date can be reproduced unchanged."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from interactions.publishing.release_steps import resolve_interactions
from tests import world as w
from tests.sealing import PUBLISHED, seal_into

MONTH = dt.timedelta(days=30)


@pytest.fixture
def two_releases(settings):
    """First "moderate", a month later "major": the same entry."""
    milder = w.entry("calmazine", "drug", "calmazine", w.sedation())
    graver = w.entry("calmazine", "drug", "calmazine", w.row())
    seal_into(settings.RELEASES_DIR, resolve_interactions(w.world(milder)))
    seal_into(settings.RELEASES_DIR, resolve_interactions(w.world(graver)), "2026.12.1", PUBLISHED + MONTH)


def severity(path: str, **query: str) -> str:
    answer = Client().get(path, query).json()
    return answer["result"]["rows"][0]["severity"]


def test_an_entry_reads_as_it_did_on_the_day(two_releases):
    path = "/api/v1/interactions/calmazine"
    assert severity(path) == "major"
    assert severity(path, as_of="2026-11-30") == "moderate"
    assert severity(path, as_of="2026-12-30") == "major"


def test_a_screen_can_be_requested_for_a_date(two_releases):
    def screened(query: str) -> str:
        answer = (
            Client()
            .post(f"/api/v1/screen{query}", '{"medications": ["calmazine"]}', "application/json")
            .json()
        )
        return answer["lines"][0]["findings"][0]["severity"]

    assert (screened(""), screened("?as_of=2026-11-30")) == ("major", "moderate")


def test_a_page_for_a_date_redirects_to_a_pinned_address_that_never_changes(two_releases):
    redirected = Client().get("/interactions/calmazine/", {"as_of": "2026-11-30"})
    assert redirected["Location"] == "/releases/2026.11.1/interactions/calmazine/"
    pinned = Client().get(redirected["Location"]).content.decode()
    assert "Moderate" in pinned
    assert "2026.11.1" in pinned


def test_before_the_first_release_there_is_no_answer(two_releases):
    assert Client().get("/interactions/calmazine/", {"as_of": "2020-01-01"}).status_code == 404
    assert Client().get("/api/v1/interactions", {"as_of": "2020-01-01"}).status_code == 404


def test_an_invalid_date_is_refused_with_a_reason(two_releases):
    assert Client().get("/interactions/", {"as_of": "last week"}).status_code == 400
    problem = Client().get("/api/v1/interactions", {"as_of": "last week"})
    assert problem.status_code == 400
    assert "as_of" in problem.content.decode()
