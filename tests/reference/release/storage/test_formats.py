"""A document is lifted step by step to today's format, and what was read stays as it is."""

from __future__ import annotations

import pytest

from reference.release.storage import formats
from reference.release.storage.formats import FORMAT_VERSION, Lift, UnknownFormat, lifted


def adding(word: str):
    def change(document):
        document["words"].append(word)
        return document

    return change


@pytest.fixture
def two_older_formats(monkeypatch):
    monkeypatch.setitem(formats.LIFTS, "0.0.1", Lift("0.0.2", adding("first")))
    monkeypatch.setitem(formats.LIFTS, "0.0.2", Lift(FORMAT_VERSION, adding("second")))


def test_every_step_is_taken_once_in_its_order(two_older_formats):
    assert lifted({"words": []}, "0.0.1") == {"words": ["first", "second"]}
    assert lifted({"words": []}, "0.0.2") == {"words": ["second"]}


def test_what_was_read_is_not_changed(two_older_formats):
    read = {"words": ["typed"]}
    assert lifted(read, "0.0.1") == {"words": ["typed", "first", "second"]}
    assert read == {"words": ["typed"]}


def test_a_document_of_today_is_given_back_as_it_is(two_older_formats):
    read = {"words": []}
    assert lifted(read, FORMAT_VERSION) is read


@pytest.mark.parametrize("version", ["", "0.0", "9.9"])
def test_a_format_that_nobody_knows_is_refused_with_what_to_do(two_older_formats, version):
    with pytest.raises(UnknownFormat, match="update the program"):
        lifted({"words": []}, version)
