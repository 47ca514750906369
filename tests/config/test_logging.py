"""What is logged of a failure: its kind and place, never what was typed."""

from __future__ import annotations

import io
import json
import logging
import sys

import pytest
from django.core.exceptions import TooManyFieldsSent

from config.logging import LOGGING, JsonFormatter, PlaceFormatter, logging_in

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


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_every_handler_of_the_site_writes_that_way(log_format):
    handlers = logging_in(log_format)["handlers"].values()
    used = [LOGGING["formatters"][handler["formatter"]]["()"] for handler in handlers]
    assert used
    assert all(issubclass(formatter, PlaceFormatter) for formatter in used)


def as_json(message: str, *arguments: object, exc_info: object = None) -> dict[str, object]:
    record = logging.LogRecord("reference", logging.INFO, __file__, 1, message, arguments, exc_info)
    return json.loads(JsonFormatter().format(record))


def test_an_event_is_one_object_with_its_fields():
    said = as_json("release_published version=%s checksum=%s", "2026.11.1", "abc")
    assert said["event"] == "release_published"
    assert (said["version"], said["checksum"]) == ("2026.11.1", "abc")
    assert said["level"] == "info"
    assert {"time", "logger", "revision"} <= set(said)


def test_what_a_field_says_never_becomes_another_field():
    said = as_json("release_rejected version=%s reason=%s", "2026.11.1", "bad level=%s level=none\n{")
    assert said["level"] == "info"
    assert said["reason"] == "bad level=%s level=none\n{"


def test_another_programs_sentence_is_kept_as_a_message():
    assert as_json("%s: %s", "Internal Server Error", "/")["message"] == "Internal Server Error: /"


def test_an_exception_in_json_has_its_place_and_not_its_message():
    try:
        fails()
    except KeyError:
        said = as_json("api_failed view=%s", "screen", exc_info=sys.exc_info())
    assert "in fails" in said["place"]
    assert TYPED not in json.dumps(said)


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


def test_a_malformed_host_is_not_quoted(written, client):
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
