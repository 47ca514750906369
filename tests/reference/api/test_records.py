"""Each collection as a list and by slug, with the release that it was read from."""

from __future__ import annotations

import msgspec
import pytest

from reference.release.storage.library import current_release

from .drawn import COLLECTIONS, publish_later

pytestmark = pytest.mark.usefixtures("published")


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_list_holds_the_records_and_the_release_they_come_from(client, published, collection):
    answer = client.get(f"/api/v1/{collection}").json()
    records = getattr(current_release().release, collection.replace("-", "_"))
    assert answer["count"] == len(records)
    assert [r["slug"] for r in answer["results"]] == [r.slug for r in records][:20]
    assert answer["release"] == {
        "version": "2026.11.1",
        "published_at": "2026-11-22T12:00:00Z",
        "checksum": published,
        "valid_until": "2027-02-20",
        "withdrawn": None,
        "preview": None,
        "instead_of": None,
    }
    assert answer["review"] == {"reviewed": 0, "total": 14, "needs_verification": 0}
    assert "not the same as safe" in answer["scope"]


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_record_is_sent_as_the_release_holds_it(client, collection):
    record = getattr(current_release().release, collection.replace("-", "_"))[0]
    response = client.get(f"/api/v1/{collection}/{record.slug}")
    assert response.status_code == 200
    assert response.json()["result"] == msgspec.json.decode(msgspec.json.encode(record))
    assert set(response.json()) == {"release", "review", "scope", "result", "under_correction"}


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_an_unknown_slug_is_a_problem_that_names_the_release(client, collection):
    response = client.get(f"/api/v1/{collection}/nothing-of-this-name")
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "2026.11.1" in response.json()["detail"]
    assert response.headers["Release-Version"] == "2026.11.1"


def test_every_answer_carries_its_release_in_headers_too(client, published):
    headers = client.get("/api/v1/risks").headers
    assert headers["Release-Version"] == "2026.11.1"
    assert headers["Release-Checksum"] == published
    assert headers["Release-Valid-Until"] == "2027-02-20"
    assert headers["Release-Review"] == "reviewed=0, total=14, needs-verification=0"


def test_a_reader_who_has_the_answer_gets_304(client):
    first = client.get("/api/v1/alkaloids/calmine")
    again = client.get("/api/v1/alkaloids/calmine", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_a_weak_tag_among_others_is_enough(client):
    tag = client.get("/api/v1/risks").headers["ETag"]
    assert client.get("/api/v1/risks", headers={"If-None-Match": f'"other", W/{tag}'}).status_code == 304


def test_a_new_release_changes_the_tag(client, settings):
    tag = client.get("/api/v1/alkaloids").headers["ETag"]
    publish_later(settings.RELEASES_DIR)
    again = client.get("/api/v1/alkaloids", headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert [r["slug"] for r in again.json()["results"]] == ["wakine"]


def test_head_answers_with_the_headers_of_get(client):
    get, head = client.get("/api/v1/claims"), client.head("/api/v1/claims")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]


def test_as_of_answers_as_the_reference_was(client, settings):
    publish_later(settings.RELEASES_DIR)
    assert client.get("/api/v1/alkaloids/calmine").status_code == 404
    then = client.get("/api/v1/alkaloids/calmine?as_of=2026-11-25")
    assert then.status_code == 200
    assert then.json()["release"]["version"] == "2026.11.1"
    assert client.get("/api/v1/alkaloids/wakine?as_of=2026-11-30").status_code == 200


def test_no_cookie_is_set_and_an_editors_cookie_changes_nothing(client):
    client.cookies["sessionid"] = "abcdefghijklmnopqrstuvwxyz012345"
    response = client.get("/api/v1/sources")
    assert response.status_code == 200
    assert not response.cookies
