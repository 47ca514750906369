"""Lists come in pages that can be followed to the end, within bounds that are named."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("published")


def test_following_next_leads_through_the_whole_list(client):
    address, seen = "/api/v1/sources?limit=15", []
    while address:
        page = client.get(address).json()
        assert page["count"] == 41
        seen += [source["slug"] for source in page["results"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == 41


def test_next_keeps_the_parameters_and_names_the_site_under_any_host(client, settings):
    settings.SITE_URL = "https://kratom.example.org"
    page = client.get("/api/v1/sources?as_of=2026-11-22&limit=15", headers={"host": "localhost:1"}).json()
    assert page["next"] == "https://kratom.example.org/api/v1/sources?as_of=2026-11-22&limit=15&page=2"


def test_the_last_page_has_no_next(client):
    page = client.get("/api/v1/sources?limit=15&page=3").json()
    assert (len(page["results"]), page["next"]) == (11, None)


@pytest.mark.parametrize(
    ("address", "field", "limit"),
    [
        ("sources?page=0", "page", 1),
        ("sources?page=-1", "page", 1),
        ("sources?page=9999999999999999999999", "page", 1_000_000),
        ("sources?limit=0", "limit", 1),
        ("sources?limit=101", "limit", 100),
        ("sources?page=two", "page", None),
        ("sources?page=1&page=2", "page", 1),
        ("releases?limit=101", "limit", 100),
    ],
)
def test_beyond_the_bounds_the_field_and_its_limit_are_named(client, address, field, limit):
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 400
    assert [(e["field"], e["limit"]) for e in response.json()["errors"]] == [(field, limit)]


def test_a_page_beyond_the_last_is_not_found_and_the_last_is_named(client):
    response = client.get("/api/v1/sources?page=4&limit=15")
    assert response.status_code == 404
    assert [(e["field"], e["limit"]) for e in response.json()["errors"]] == [("page", 3)]


def test_an_empty_collection_has_one_empty_page(client, settings):
    from tests.sealing import seal_into
    from tests.world import world

    seal_into(settings.RELEASES_DIR, world(), "2026.11.2")
    page = client.get("/api/v1/alkaloids?page=1").json()
    assert (page["count"], page["results"], page["next"]) == (0, [], None)
