"""Exact names are found inside a text, each as long as it can be, and ordinary words are not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from reference.release.names.index import NameIndex


@pytest.fixture(scope="module")
def index(shipped_release) -> NameIndex:
    return NameIndex(shipped_release)


def names_in(index: NameIndex, text: str) -> list[str]:
    return [text[place.start : place.end] for place in index.names_in(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("INR 2.3 on warfarin 5 mg", ["warfarin"]),
        ("takes Effexor XR, then insulin glargine", ["Effexor XR", "insulin glargine"]),
        ("7-OH tablets and St. John's wort", ["7-OH tablets", "St. John's wort"]),
        ("METHADONE/Xanax", ["METHADONE", "Xanax"]),
        ("take with food as directed by your doctor", []),
        ("", []),
    ],
)
def test_names_with_their_places_in_reading_order(index, text, names):
    assert names_in(index, text) == names


def test_no_place_overlaps_another(index):
    text = "oxycodone acetaminophen sodium valproate sodium chloride levothyroxine sodium"
    places = list(index.names_in(text))
    assert all(before.end <= after.start for before, after in pairwise(places))
