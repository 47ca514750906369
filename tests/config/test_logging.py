"""What is logged of a failure: its kind and place, never what was typed."""

from __future__ import annotations

import io
import logging

import pytest
from django.core.exceptions import TooManyFieldsSent

from config.logging import LOGGING, PlaceFormatter

TYPED = "words that somebody typed"


def fails() -> None:
    raise KeyError(TYPED)


def test_an_exception_is_logged_without_its_message():
    try:
        fails()
    except KeyError as error:
        record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Internal Server Error: /", (), (type(error), error, error.__traceback__))  # fmt: skip
    line = PlaceFormatter("%(message)s").format(record)
    assert TYPED not in line
    assert "in fails" in line
    assert line.endswith("KeyError")


def test_every_handler_of_the_site_writes_that_way():
    used = {LOGGING["formatters"][handler["formatter"]]["()"] for handler in LOGGING["handlers"].values()}
    assert used == {PlaceFormatter}


@pytest.fixture
def written(monkeypatch) -> io.StringIO:
    """What the site's own handler writes."""
    [handler] = [one for one in logging.getLogger("django").handlers if one.name == "console"]
    stream = io.StringIO()
    monkeypatch.setattr(handler, "stream", stream)
    return stream


def test_a_wrong_host_is_one_line_that_names_it(written, client):
    assert client.get("/", HTTP_HOST="evil.example").status_code == 400
    [line] = written.getvalue().splitlines()
    assert line.endswith("django.security.DisallowedHost refused kind=DisallowedHost host=evil.example")


def test_what_is_no_host_is_not_quoted(written, client):
    client.get("/", HTTP_HOST=f"{TYPED}\n{'x' * 9_000}")
    [line] = written.getvalue().splitlines()
    assert line.endswith("refused kind=DisallowedHost host=")


def test_what_a_refusal_quotes_of_a_request_is_not_logged(written):
    try:
        raise TooManyFieldsSent(TYPED)
    except TooManyFieldsSent as error:
        logging.getLogger("django.security.TooManyFieldsSent").error(str(error), exc_info=error)
    [line] = written.getvalue().splitlines()
    assert line.endswith("refused kind=TooManyFieldsSent host=")
