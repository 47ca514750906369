"""What is logged of a failure: its kind and place, never what was typed."""

from __future__ import annotations

import logging

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
