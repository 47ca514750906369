"""What each of the two servers answers, and where it sends the rest."""

from __future__ import annotations

import pytest
from django.test import Client

DESK, SITE = "https://desk.example", "https://kratom.example"


@pytest.fixture
def served(settings, library_with_shipped_content):
    settings.DESK_URL, settings.SITE_URL = DESK, SITE

    def serve(serves: str) -> Client:
        settings.SERVES = serves
        return Client()

    return serve


@pytest.mark.parametrize("path", ["/admin/", "/admin", "/admin/login/?next=/admin/", "/admin//evil.example/"])
def test_the_readers_server_sends_editors_to_the_desk_at_its_configured_address(served, path):
    answer = served("readers").get(path, headers={"host": "localhost"})
    assert answer.status_code == 302
    assert answer["Location"] == DESK + path


@pytest.mark.parametrize(
    "path", ["/", "/interactions/?severity=major", "/api/v1/alkaloids", "//evil.example/"]
)
def test_the_desk_sends_readers_back(served, path):
    answer = served("desk").get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{SITE}/")
    assert not answer.cookies


@pytest.mark.parametrize("serves", ["readers", "desk", "both"])
def test_each_server_answers_health_checks(served, serves):
    assert served(serves).get("/health/live").status_code == 200
    assert served(serves).get("/health/ready").status_code == 200


def test_readers_pages_are_answered_by_the_readers_server(served):
    assert served("readers").get("/interactions/quetiapine/").status_code == 200


def test_without_an_address_of_the_desk_its_page_says_whom_to_ask(served, settings):
    settings.DESK_URL = ""
    answer = served("readers").get("/admin/")
    assert answer.status_code == 404
    assert "Editors sign in on another server" in answer.content.decode()
