"""Every refusal and failure of a page says what to do, in the usual frame, and repeats nothing that was sent."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client
from rest_framework.throttling import SimpleRateThrottle

from interactions.pages.check import view as check
from reference.release.storage.store import ReleaseStore
from tests import world as w
from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import Page, open_page
from tests.sealing import seal_into

TYPED = "unmistakable-words-of-a-patient"


def rates(monkeypatch, **given: str) -> None:
    """Other rates, and a clock stopped inside one window."""
    monkeypatch.setattr("reference.api.throttling.time", SimpleNamespace(time=lambda: 6_000_015.0))
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {**SimpleRateThrottle.THROTTLE_RATES, **given})


def says_what_to_do(page: Page, status: int) -> bool:
    assert page.status == status
    assert is_sound(page)
    assert "/" in page.links
    assert page.response["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.response
    assert "default-src 'none'" in page.response["Content-Security-Policy"]
    assert TYPED not in page.html
    return True


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nothing/", 404, "There is no page at this address."),
        ("/releases/2020.1.1/", 404, "There is no release 2020.1.1."),
        ("/?as_of=2020-01-01", 404, "Nothing had been published by 2020-01-01."),
        ("/?as_of=yesterday", 400, "write it as 2026-11-30"),
    ],
)
def test_an_error_page_has_the_frame_of_its_release(path, status, said, library_with_shipped_content):
    page = open_page(path)
    assert says_what_to_do(page, status)
    assert said in page.text
    assert page.text.count("Draft reference.") == 1


@pytest.mark.parametrize(
    "path", ["/about/", "/releases/", "/corrections/", "/nothing/", "/?as_of=2020-01-01"]
)
def test_without_any_release_every_page_is_plain_and_says_so(path):
    page = open_page(path)
    assert says_what_to_do(page, 404 if path in ("/nothing/", "/?as_of=2020-01-01") else 503)
    assert "Draft reference." not in page.text
    if page.status == 503:
        assert page.response["Retry-After"] == "60"
        assert "use another source" in page.text


def test_an_unreadable_release_is_reported_inside_a_readable_one(settings):
    seal_into(settings.RELEASES_DIR, w.world(w.DRAWN[0]), "2026.9.1")
    seal_into(settings.RELEASES_DIR, w.world(), "2026.11.1")
    path = ReleaseStore(settings.RELEASES_DIR).path_of("2026.9.1")
    path.write_bytes(path.read_bytes() + b" ")
    page = open_page("/releases/2026.9.1/")
    assert says_what_to_do(page, 503)
    assert "the file is not what was sealed" in page.text
    assert "Release 2026.11.1" in page.text


def test_a_method_that_no_page_answers_has_a_page(library_with_shipped_content):
    response = Client().post("/risks/", {"list": TYPED})
    assert says_what_to_do(Page(response), 405)
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/about/", "/interactions/quetiapine/", "/robots.txt", "/nothing/"])
def test_a_post_to_a_page_that_takes_none_gets_a_message(path, library_with_shipped_content):
    page = open_page(path, {"list": TYPED})
    if path == "/nothing/":
        assert says_what_to_do(page, 404)
        return
    assert says_what_to_do(page, 405)
    assert page.response["Allow"] == "GET, HEAD"
    assert "only answers to being opened" in page.text
    assert "too long" not in page.text


def test_an_editors_form_without_its_token_gets_a_page_without_inline_style(library_with_shipped_content):
    page = open_page("/admin/login/", {"list": TYPED})
    assert page.status == 403
    assert is_sound(page)
    assert "Open its page again" in page.text
    assert TYPED not in page.html


def test_a_host_that_is_not_ours_is_refused_without_repeating_it(library_with_shipped_content):
    response = Client().get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert b"evil" not in response.content


def test_a_failure_inside_keeps_the_frame_and_tells_no_secret(library_with_shipped_content, monkeypatch):
    def fails(*args: object, **kwargs: object) -> None:
        raise KeyError(TYPED)

    monkeypatch.setattr(check, "screen_medications", fails)
    client = Client(raise_request_exception=False)
    page = Page(client.post("/", {"medications": TYPED}))
    assert says_what_to_do(page, 500)
    assert "Nothing you typed was kept" in page.text
    assert page.text.count("Draft reference.") == 1


def test_a_reader_over_the_list_limit_learns_when_to_come_back(library_with_shipped_content, monkeypatch):
    rates(monkeypatch, pages="2/min")
    sent = {"medications": TYPED}
    assert [open_page("/", sent).status for _ in range(2)] == [200, 200]
    page = open_page("/", sent)
    assert says_what_to_do(page, 429)
    assert page.response["Retry-After"] == "45"
    assert "wait 45 seconds" in page.text
    assert "Nothing was checked." in page.text
    assert open_page("/").status == 200  # reading goes on
    assert open_page("/api/v1/risks").status == 200  # programs are counted by themselves


def test_an_editor_reads_that_the_database_is_away_and_not_that_something_went_wrong(
    settings, library_with_shipped_content
):
    """No test may ask for the database here: the first query of the session fails as a database that is away does."""
    settings.SESSION_ENGINE = "tests.reference.views.no_database"
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "abcdefghijklmnopqrstuvwxyz012345"
    page = Page(client.get("/admin/"))
    assert page.status == 503
    assert page.response["Retry-After"]
    assert "The database did not answer in time" in page.text
    assert "See whether it was saved" in page.text
