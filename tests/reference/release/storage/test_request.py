"""An entity tag changes with everything that changes the answer."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from django.test import Client

from reference.release.schema.release import Recall
from reference.release.storage import loaded as loaded_release
from reference.release.storage.store import ReleaseStore, Withdrawal
from reference.views.shared import render as pages
from tests import world as w
from tests.damage import DAMAGES
from tests.sealing import PUBLISHED, seal_into

ONE_DAY = dt.timedelta(days=1)
CURRENT = (
    "/",
    "/interactions/",
    "/interactions/dormirol/",
    "/sources/",
    "/offline.json",
    "/api/v1/interactions/dormirol",
)
PINNED = (
    "/releases/2026.11.1/interactions/",
    "/releases/2026.11.1/interactions/dormirol/",
    "/releases/2026.11.1/",
)
ABOUT_RELEASES = ("/releases/feed.atom", "/api/v1/releases")


@pytest.fixture
def folder(settings):
    """Two releases of two contents, the second current."""
    seal_into(settings.RELEASES_DIR, w.world(), "2026.11.1", PUBLISHED)
    seal_into(settings.RELEASES_DIR, w.world(*w.DRAWN[1:]), "2026.11.2", PUBLISHED + ONE_DAY)
    return settings.RELEASES_DIR


@pytest.fixture
def kept(folder, client: Client):
    """Open an address; what comes back asks for it again as a browser does that kept the page."""

    def opened(path: str):
        first = client.get(path)
        assert first.status_code == 200
        again = {"If-None-Match": first["ETag"]}
        assert client.get(path, headers=again).status_code == 304
        return lambda: client.get(path, headers=again)

    return opened


def change_index(folder, **fields):
    store = ReleaseStore(folder)
    store.write_index(msgspec.structs.replace(store.read_index(), **fields))


@pytest.mark.parametrize("path", [*CURRENT, *PINNED])
def test_a_page_kept_until_the_release_is_past_its_day_is_sent_anew(path, kept, monkeypatch):
    again = kept(path)
    for module in (loaded_release, pages):
        monkeypatch.setattr(module, "today", lambda: dt.date(2027, 6, 1))
    answer = again()
    assert answer.status_code == 200
    if answer["Content-Type"].startswith("text/html"):
        assert "was valid until" in answer.content.decode()


@pytest.mark.parametrize("path", [*CURRENT, *PINNED, *ABOUT_RELEASES])
def test_a_page_kept_until_another_release_is_current_is_sent_anew(path, kept, folder):
    again = kept(path)
    seal_into(folder, w.world(), "2026.11.3", PUBLISHED + 2 * ONE_DAY)
    answer = again()
    assert answer.status_code == 200
    if path in PINNED:
        assert "The current release is 2026.11.3." in answer.content.decode()


@pytest.mark.parametrize("path", [*PINNED, *ABOUT_RELEASES])
def test_a_page_kept_until_its_release_was_withdrawn_is_sent_anew(path, kept, folder):
    again = kept(path)
    releases = ReleaseStore(folder).read_index().releases
    gone = msgspec.structs.replace(releases["2026.11.1"], withdrawn=Withdrawal(at=PUBLISHED, reason="Wrong."))
    change_index(folder, releases={**releases, "2026.11.1": gone})
    assert again().status_code == 200


@pytest.mark.parametrize("path", [*CURRENT, *PINNED])
def test_a_page_kept_until_an_entry_was_put_under_correction_is_sent_anew(path, kept, folder):
    again = kept(path)
    mark = Recall(
        collection="interactions", slug="dormirol", since=PUBLISHED.date(), reason="A dose is wrong."
    )
    change_index(folder, recalls=(mark,))
    assert again().status_code == 200


@pytest.mark.parametrize("path", [p for p in CURRENT if p != "/offline.json"])
def test_a_page_kept_until_its_release_became_a_fallback_is_sent_anew(path, kept, folder):
    again = kept(path)
    seal_into(folder, w.world(), "2026.11.3", PUBLISHED + 2 * ONE_DAY)
    DAMAGES["half"](folder / "2026.11.3.json")
    assert again().status_code == 200


@pytest.mark.parametrize("path", PINNED)
def test_only_the_current_release_is_for_search_engines(path, folder, client):
    assert client.get(path)["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/interactions/")


def test_the_offline_copy_has_a_tag_of_its_own_in_each_encoding(folder, client):
    packed = client.get("/offline.json", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/offline.json", headers={"Accept-Encoding": "br"})
    assert packed["ETag"] != plain["ETag"]
    assert packed["Document-Checksum"] == plain["Document-Checksum"]
    held = client.get("/offline.json", headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]})
    assert (held.status_code, held["ETag"], held.content) == (304, packed["ETag"], b"")


@pytest.mark.parametrize(
    ("header", "packed"),
    [
        ("gzip", True), ("br, gzip", True), ("GZIP;q=0.2", True), ("*", True), ("gzip; q=0.001, identity", True),
        ("", False), ("gzip;q=0", False), ("gzip; q=0.000, *", False), ("*;q=0", False), ("x-gzipped", False),
    ],
)  # fmt: skip
def test_the_offline_copy_is_compressed_for_clients_that_accept_it(header, packed, folder, client):
    answer = client.get("/offline.json", headers={"Accept-Encoding": header})
    assert answer.headers.get("Content-Encoding") == ("gzip" if packed else None)
    assert answer["Vary"] == "Accept-Encoding"
