"""An answer that is expired, withdrawn or superseded says so itself."""

from __future__ import annotations

import datetime as dt
import json

import msgspec
import pytest
from django.test import Client

from reference.release.storage.store import ReleaseStore, Withdrawal
from tests.reference.test_pages_reader import open_page
from tests.sealing import PUBLISHED, seal_into
from tests.world import world

from .surfaces import chart_text_of

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
PAGES = (
    "/",
    "/interactions/",
    "/interactions/dormirol/",
    "/medications/dormirol/",
    "/kratom/",
    "/risks/",
    "/method/",
    "/about/",
)
ASKED = json.dumps({"medications": ["dormirol"]})


@pytest.fixture
def past_its_day(settings):
    seal_into(settings.RELEASES_DIR, world(), "2020.1.1", LONG_AGO)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_an_expired_release_says_so_and_what_to_do(path, past_its_day):
    text = open_page(path).text
    assert "was valid until 31 March 2020. Newer evidence is missing from it." in text
    assert "Look in a newer source before you rely on it, and tell the people who run this site." in text


def test_the_answer_to_a_list_and_its_chart_text_say_that_the_release_is_expired(past_its_day):
    page = open_page("/", {"medications": "dormirol"})
    assert "was valid until 31 March 2020" in page.text
    assert "valid until 31 March 2020" in chart_text_of(page)


def test_an_api_answer_has_the_expiry_date_in_its_body_and_headers(past_its_day):
    answer = Client().post("/api/v1/screen", ASKED, "application/json")
    assert answer.json()["release"]["valid_until"] == "2020-03-31"
    assert answer["Release-Valid-Until"] == "2020-03-31"


@pytest.fixture
def withdrawn(settings):
    seal_into(settings.RELEASES_DIR, world(), "2026.11.1", PUBLISHED)
    store = ReleaseStore(settings.RELEASES_DIR)
    index = store.read_index()
    entry = msgspec.structs.replace(
        index.releases["2026.11.1"], withdrawn=Withdrawal(at=PUBLISHED, reason="A dose was wrong.")
    )
    store.write_index(msgspec.structs.replace(index, releases={"2026.11.1": entry}))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_a_withdrawn_release_says_so_and_why(path, withdrawn):
    page = open_page(f"/releases/2026.11.1{path}")
    assert "was withdrawn on 22 November 2026: A dose was wrong. Do not rely on it." in page.text


def test_an_old_release_at_its_own_address_names_the_current_one(settings):
    seal_into(settings.RELEASES_DIR, world(), "2026.9.1", PUBLISHED - dt.timedelta(days=60))
    seal_into(settings.RELEASES_DIR, world(), "2026.11.1", PUBLISHED)
    for path in PAGES:
        assert "The current release is 2026.11.1." in open_page(f"/releases/2026.9.1{path}").text
