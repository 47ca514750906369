"""If the newest release cannot be read and an older one answers, every answer says so and no warning is lost.

An entry was recalled after the older release was sealed, so nothing in that file says that it must not be relied on.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys

import msgspec
import pytest
from django.core.management import call_command
from django.test import Client

from interactions.offline.copy import offline_document
from interactions.publishing.release_steps import resolve_interactions
from reference.release.schema.release import Recall
from reference.release.storage.library import current_release
from reference.release.storage.store import ReleaseStore
from tests import world as w
from tests.reference.test_pages_reader import open_page
from tests.sealing import PUBLISHED, seal_into

from .surfaces import chart_text_of

MARK = Recall(
    collection="interactions", slug="dormirol", since=dt.date(2026, 11, 23), reason="The dose limit is wrong."
)
WARNED = "Under correction since 23 November 2026: do not rely on it."
OLDER = (
    "This is release 2026.11.1; the newest release 2026.11.2 cannot be read here. "
    "What is under correction is marked."
)


@pytest.fixture(autouse=True)
def _the_newest_cannot_be_read(settings):
    folder, release = settings.RELEASES_DIR, resolve_interactions(w.world())
    seal_into(folder, release, "2026.11.1", PUBLISHED)
    recalled = msgspec.structs.replace(release, recalls=(MARK,))
    seal_into(folder, recalled, "2026.11.2", PUBLISHED + dt.timedelta(days=1))
    store = ReleaseStore(folder)
    store.write_index(msgspec.structs.replace(store.read_index(), recalls=(MARK,)))
    (folder / "2026.11.2.json").unlink()


@pytest.mark.parametrize(
    "path", ["/", "/interactions/", "/medications/statorin/", "/kratom/", "/about/", "/releases/"]
)
def test_every_page_says_which_release_it_is_and_which_is_missing(path):
    assert OLDER in open_page(path).text


@pytest.mark.parametrize(
    "path",
    [
        "/interactions/dormirol/",
        "/interactions/",
        "/medications/dormirol/",
        "/sources/paper/",
        "/corrections/",
    ],
)
def test_every_page_of_the_recalled_entry_warns_of_it(path):
    page = open_page(path)
    assert WARNED in page.text or MARK.reason in page.text
    assert "Under correction" not in open_page("/interactions/class-sedatives/").text


def test_the_answer_to_a_list_and_its_text_for_the_chart_warn_and_say_so():
    page = open_page("/", {"medications": "dormirol"})
    assert WARNED in page.text
    assert OLDER in page.text
    assert WARNED in chart_text_of(page)
    assert OLDER in chart_text_of(page)


def test_an_api_answer_says_both():
    client = Client()
    record = client.get("/api/v1/interactions/dormirol").json()
    assert record["under_correction"] == WARNED
    assert record["release"]["instead_of"] == "2026.11.2"
    asked = json.dumps({"medications": ["dormirol"]})
    screened = client.post("/api/v1/screen", asked, "application/json").json()
    assert screened["lines"][0]["under_correction"] == WARNED
    assert screened["release"]["instead_of"] == "2026.11.2"


def test_the_offline_copy_says_both():
    copy = offline_document(current_release())
    assert copy.release.instead_of == "2026.11.2"
    assert OLDER in copy.banner
    assert WARNED in msgspec.json.encode(copy).decode()


def test_the_command_says_both_and_its_status_shows_that_something_is_open(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"dormirol")))
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("screen", stdout=out)
    said = " ".join(out.getvalue().split())
    assert ended.value.code >= 10
    assert WARNED in said
    assert OLDER in said


def test_an_older_release_at_its_own_address_warns_too(settings):
    seal_into(
        settings.RELEASES_DIR, resolve_interactions(w.world()), "2026.11.3", PUBLISHED + dt.timedelta(days=2)
    )
    store = ReleaseStore(settings.RELEASES_DIR)
    store.write_index(msgspec.structs.replace(store.read_index(), recalls=(MARK,)))
    page = open_page("/releases/2026.11.1/interactions/dormirol/")
    assert WARNED in page.text
    assert "cannot be read here" not in page.text
    assert "The current release is 2026.11.3." in page.text
