"""The offline document is small, whole, checked by its checksum, and follows the release."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from concurrent.futures import Future

import msgspec
import pytest

from interactions.offline import view as offline
from interactions.offline.copy import OfflineCopy, offline_copy, offline_document
from interactions.offline.document import Document
from interactions.offline.names import is_plain
from interactions.publishing.release_steps import resolve_interactions
from reference.release.storage.library import LoadedRelease, current_release
from tests import world as w
from tests.sealing import PUBLISHED, seal_into

MOST_BYTES = 1_500_000


@pytest.fixture
def small(settings) -> LoadedRelease:
    """The drawn world as the site's release."""
    seal_into(settings.RELEASES_DIR, resolve_interactions(w.world()))
    return current_release()


@pytest.fixture(scope="module")
def shipped_document(shipped_folder) -> OfflineCopy:
    from reference.release.storage.library import Library

    return offline_copy(Library(shipped_folder).current())


def test_the_shipped_document_is_small_enough_to_be_kept(shipped_document):
    assert len(shipped_document.compressed) < MOST_BYTES


def test_the_document_can_be_read_back_strictly(shipped_document):
    document = msgspec.json.decode(shipped_document.data, type=Document)
    assert document.release.version == "2026.11.1"
    assert "Draft reference. 0 of" in document.banner
    places = [place for line in document.lines for place in line.medicines]
    assert max(places) < len(document.medicines)
    found = [m.finding for m in document.medicines if m.finding is not None]
    assert max(found) < len(document.findings)


def test_no_name_has_two_answers(shipped_document):
    document = msgspec.json.decode(shipped_document.data, type=Document)
    names = [name for line in document.lines for known in line.names.values() for name in known]
    assert len({*names, *document.asks}) == len(names) + len(document.asks)


def test_what_is_sent_is_what_its_checksum_says(client, small):
    for encoding in ("", "gzip, br"):
        response = client.get("/offline.json", headers={"Accept-Encoding": encoding})
        assert response.headers.get("Content-Encoding", "") == ("gzip" if encoding else "")
        assert response.headers["Vary"] == "Accept-Encoding"
        data = gzip.decompress(response.content) if encoding else response.content
        assert response.headers["Document-Checksum"] == hashlib.sha256(data).hexdigest()
        assert response.headers["Cache-Control"] == "no-cache"
        assert json.loads(data)["release"]["version"] == "2026.11.1"


def test_requests_do_not_wait_while_the_copy_is_built(client, small, settings, monkeypatch):
    settings.OFFLINE_WAIT = 0.0
    monkeypatch.setattr(offline, "_make", lambda loaded: Future())
    response = client.get("/offline.json")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "15")
    assert response.headers["Cache-Control"] == "no-store"


def test_a_browser_that_has_the_document_is_not_sent_it_again(client, small):
    tag = client.get("/offline.json").headers["ETag"]
    assert client.get("/offline.json", headers={"If-None-Match": tag}).status_code == 304


def test_another_release_is_another_document(client, small, settings):
    before = client.get("/offline.json").headers
    seal_into(
        settings.RELEASES_DIR,
        resolve_interactions(w.world(*w.DRAWN[:3])),
        "2026.12.1",
        PUBLISHED.replace(month=12),
    )
    after = client.get("/offline.json").headers
    assert before["Document-Checksum"] != after["Document-Checksum"]
    assert before["ETag"] != after["ETag"]


def test_without_a_release_there_is_no_document(client):
    assert client.get("/offline.json").status_code == 503


def test_the_page_and_its_worker_need_no_release(client):
    assert client.get("/offline/").status_code == 200
    response = client.get("/sw.js")
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Service-Worker-Allowed"] == "/"
    assert response.headers["Cache-Control"] == "no-cache"
    assert b"{{" not in response.content


def test_the_manifest_names_the_page_to_start_with(client):
    manifest = client.get("/manifest.webmanifest")
    assert manifest.headers["Content-Type"] == "application/manifest+json"
    assert manifest.json()["start_url"] == "/"


def test_the_document_is_made_of_the_release_alone(small):
    assert offline_document(small) == offline_document(small)


@pytest.mark.parametrize(
    ("name", "plain"),
    [("sertraline", True), ("seroquel xr", True), ("vitamin d", False), ("factor x", False), ("advair hfa", False),
     ("7 oh", False), ("xr naltrexone", False), ("chewable", False), ("allergy relief", False), ("beer", True)],
)  # fmt: skip
def test_a_name_that_could_be_split_is_known_only_as_written(name, plain):
    assert is_plain(name) is plain


def test_no_line_of_the_document_asks(shipped_document):
    document = msgspec.json.decode(shipped_document.data, type=Document)
    assert {line.outcome for line in document.lines}.isdisjoint({"ambiguous"})


def test_the_page_brings_the_ratings_as_the_vocabulary_orders_and_labels_them(client):
    page = client.get("/offline/").content.decode()
    carried = re.findall(r'data-severity="(\w+)" data-label="(\w+)"', page)
    assert carried == [("major", "Major"), ("moderate", "Moderate"), ("minor", "Minor")]
