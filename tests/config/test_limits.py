"""Whatever costs is counted by caller; opening pages of the current release never is."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client
from rest_framework.throttling import SimpleRateThrottle

from tests import world as w
from tests.sealing import seal_into

OLD, CURRENT = "2026.9.1", "2026.11.1"
FREE = (
    "/",
    "/interactions/",
    "/interactions/dormirol/",
    "/method/?x=1",
    "/interactions/?x=1&severity=",
    "/sources/?x=1",
    "/releases/",
    f"/releases/{CURRENT}/interactions/",
    "/robots.txt",
    f"/api/v1/risks?release={CURRENT}",
    "/api/v1/risks?as_of=2999-01-01",
)
OF_OLD_RELEASES = (
    f"/releases/{OLD}/",
    f"/releases/{OLD}/interactions/",
    "/releases/2020.1.1/",
    "/?as_of=2026-09-01",
    f"/api/v1/risks?release={OLD}",
    "/api/v1/risks?as_of=2026-10-01",
    f"/api/v1/releases/{OLD}/bundle",
)
LISTS = (
    "/interactions/?severity=major",
    "/interactions/?format=csv",
    "/sources/?kind=label",
    "/sources.bib",
    "/releases/compare/",
    f"/releases/compare/?from={OLD}",
    "/releases/feed.atom",
)


@pytest.fixture(autouse=True)
def _two_releases(settings, monkeypatch) -> None:
    """An old release and a current one; one question per minute, and a stopped clock."""
    seal_into(settings.RELEASES_DIR, w.world(w.DRAWN[0]), OLD)
    seal_into(settings.RELEASES_DIR, w.world(), CURRENT)
    monkeypatch.setattr("reference.api.throttling.time", SimpleNamespace(time=lambda: 6_000_015.0))
    rates = dict.fromkeys(("pages", "lists", "old_releases"), "1/min")
    monkeypatch.setattr(
        SimpleRateThrottle, "THROTTLE_RATES", {**SimpleRateThrottle.THROTTLE_RATES, **rates, "anon": "99/min"}
    )


def twice(path: str) -> list[bool]:
    """Whether each of two requests was turned away."""
    return [Client().get(path).status_code == 429 for _ in range(2)]


@pytest.mark.parametrize("path", FREE)
def test_opening_a_page_of_the_current_release_is_free(path):
    assert twice(path) == [False, False]


@pytest.mark.parametrize("path", OF_OLD_RELEASES)
def test_every_request_for_another_release_is_counted(path):
    assert twice(path) == [False, True]
    assert Client().get("/").status_code == 200
    assert twice(next(other for other in OF_OLD_RELEASES if other != path)) == [True, True]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_computed_for_one_reader_is_counted(path):
    assert twice(path) == [False, True]
    assert Client().get("/interactions/").status_code == 200


@pytest.mark.parametrize("path", ["/predict/", "/suggest/?q=sero", "/offline.json"])
def test_an_address_that_computes_is_counted(path):
    assert twice(path) == [False, True]


def test_each_caller_is_counted_alone(settings):
    settings.NUM_PROXIES = 1
    path = f"/releases/{OLD}/"
    asked = [Client().get(path, headers={"x-forwarded-for": f"203.0.113.{n}"}).status_code for n in range(9)]
    assert asked == [200] * 9
