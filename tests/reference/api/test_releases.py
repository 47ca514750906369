"""The releases: listed, described, and as the exact bytes that were sealed."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib

import msgspec
import pytest

from reference.release.storage.store import ReleaseStore, Withdrawal, newest_good

from .drawn import publish_later


@pytest.fixture
def both(published, settings) -> tuple[str, str]:
    return published, publish_later(settings.RELEASES_DIR)


def withdraw(folder, version: str) -> None:
    store = ReleaseStore(folder)
    index = store.read_index()
    mark = Withdrawal(at=dt.datetime(2026, 12, 1, tzinfo=dt.UTC), reason="a wrong dose")
    entries = {**index.releases, version: msgspec.structs.replace(index.releases[version], withdrawn=mark)}
    index = msgspec.structs.replace(index, releases=entries)
    store.write_index(msgspec.structs.replace(index, current=newest_good(index)))


def test_releases_are_listed_newest_first(client, both):
    page = client.get("/api/v1/releases").json()
    assert [(r["version"], r["checksum"], r["current"]) for r in page["results"]] == [
        ("2026.11.2", both[1], True),
        ("2026.11.1", both[0], False),
    ]


def test_a_release_is_described_by_its_manifest(client, both):
    result = client.get("/api/v1/releases/2026.11.2").json()["result"]
    assert result["manifest"]["previous_checksum"] == both[0]
    assert result["bundle"] == "/api/v1/releases/2026.11.2/bundle"


def test_on_a_day_only_what_had_been_published_is_known(client, both):
    page = client.get("/api/v1/releases?as_of=2026-11-25").json()
    assert [r["version"] for r in page["results"]] == ["2026.11.1"]
    assert client.get("/api/v1/releases/2026.11.2?as_of=2026-11-25").status_code == 404
    assert client.get("/api/v1/releases/2026.11.2/bundle?as_of=2026-11-25").status_code == 404


def test_the_bundle_is_the_sealed_file_to_the_byte(client, both, settings):
    response = client.get("/api/v1/releases/2026.11.1/bundle")
    assert response.content == (settings.RELEASES_DIR / "2026.11.1.json").read_bytes()
    assert hashlib.sha256(response.content).hexdigest() == both[0] == response.headers["Release-Checksum"]
    digest = response.headers["Repr-Digest"].removeprefix("sha-256=:").removesuffix(":")
    assert base64.b64decode(digest).hex() == both[0]
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Release-Version"] == "2026.11.1"


def test_a_bundle_that_the_reader_has_is_not_sent_again(client, both):
    response = client.get("/api/v1/releases/2026.11.1/bundle", headers={"If-None-Match": f'"{both[0]}"'})
    assert (response.status_code, response.content) == (304, b"")
    assert client.head("/api/v1/releases/2026.11.1/bundle").headers["ETag"] == f'"{both[0]}"'


@pytest.mark.parametrize("version", ["2030.1.1", "preview-abcdefgh", "..%2Findex", "index"])
@pytest.mark.parametrize("rest", ["", "/bundle"])
def test_what_is_not_listed_does_not_exist(client, both, version, rest):
    assert client.get(f"/api/v1/releases/{version}{rest}").status_code == 404


def test_a_withdrawal_is_seen_at_once_by_a_reader_with_an_old_tag(client, both, settings):
    tag = client.get("/api/v1/releases").headers["ETag"]
    withdraw(settings.RELEASES_DIR, "2026.11.1")
    page = client.get("/api/v1/releases", headers={"If-None-Match": tag})
    assert page.status_code == 200
    assert page.json()["results"][1]["withdrawn"]["reason"] == "a wrong dose"


def test_an_answer_from_a_withdrawn_release_says_why(client, both, settings):
    withdraw(settings.RELEASES_DIR, "2026.11.1")
    answer = client.get("/api/v1/alkaloids/calmine?as_of=2026-11-25").json()
    assert answer["release"]["withdrawn"] == "a wrong dose"
