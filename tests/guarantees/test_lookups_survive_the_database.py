"""A real server without its database answers every look-up, and stores no typed text."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import Server, running

pytestmark = pytest.mark.process
TYPED = "quetiapine 777 mg unmistakable-words-of-a-patient"


@pytest.fixture(scope="module")
def server(shipped_folder: Path, tmp_path_factory) -> Iterator[Server]:
    data_dir = tmp_path_factory.mktemp("outage")
    shutil.copytree(shipped_folder, data_dir / "releases")
    with running(data_dir) as server:
        yield server


PAGES = [
    "/", "/answers/", "/answers/naloxone/", "/kratom/", "/alkaloids/mitragynine/", "/risks/liver-injury/", "/claims/",
    "/interactions/", "/interactions/quetiapine/", "/medications/quetiapine/", "/medications/lisinopril/",
    "/sources/tanna2023/", "/releases/", "/method/", "/about/", "/api/", "/kratom/pharmacology/",
    "/predict/?medication=midazolam", "/corrections/", "/releases/feed.atom", "/report/", "/sources.bib",
]  # fmt: skip
API = [
    "/api/v1/medications?q=seroquel", "/api/v1/medications/quetiapine", "/api/v1/interactions?severity=major",
    "/api/v1/interactions/quetiapine", "/api/v1/alkaloids", "/api/v1/releases", "/api/v1/schema/",
    "/api/v1/predictions",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES + API)
def test_every_look_up_answers_without_the_database(server, path):
    status, _, headers = server.ask(path)
    assert status == 200
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", [PAGES[0], PAGES[8], API[1]])
def test_an_editors_cookie_changes_nothing(server, path):
    assert server.ask(path, Cookie="sessionid=abcdefghijklmnopqrstuvwxyz012345; csrftoken=x")[0] == 200


def test_a_screen_answers_by_page_and_by_api(server):
    status, page, headers = server.ask(
        "/",
        f"medications={TYPED.replace(' ', '+')}".encode(),
        Content_Type="application/x-www-form-urlencoded",
    )
    assert status == 200
    assert b"Keep quetiapine" in page
    assert "no-store" in headers["Cache-Control"]
    assert headers["Referrer-Policy"] == "no-referrer"
    body = json.dumps({"medications": [TYPED]}).encode()
    status, answer, headers = server.ask("/api/v1/screen", body, Content_Type="application/json")
    assert status == 200
    assert json.loads(answer)["lines"][0]["findings"][0]["medication"] == "quetiapine"
    assert "no-store" in headers["Cache-Control"]


def test_typed_text_is_stored_nowhere(server):
    server.ask(
        "/",
        f"medications={TYPED.replace(' ', '+')}".encode(),
        Content_Type="application/x-www-form-urlencoded",
    )
    server.ask(
        "/api/v1/screen",
        b'{"medications": ["' + TYPED.encode() + b'"], "context": {"product": 3}}',
        Content_Type="application/json",
    )
    kept = b"".join(path.read_bytes() for path in server.log.parent.rglob("*") if path.is_file())
    assert b"unmistakable-words-of-a-patient" not in kept


def test_a_new_release_is_followed_by_a_running_worker(server, shipped_release):
    import datetime as dt

    from tests import world as w
    from tests.sealing import PUBLISHED, seal_into

    folder = server.log.parent / "releases"
    seal_into(folder, w.world(), "2026.11.9", PUBLISHED + dt.timedelta(days=1))
    assert server.ask("/interactions/dormirol/")[0] == 200
    pinned = server.ask("/releases/2026.11.1/interactions/quetiapine/")
    assert pinned[0] == 200
    assert re.search(rb"2026\.11\.1", pinned[1])
    assert server.ask("/interactions/quetiapine/?as_of=2026-11-22")[0] == 200
