"""Suggestions while a list is typed: posted, never stored, and never more certain than the answer."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from interactions.pages.check.other_lines import renamed
from interactions.pages.check.suggestions import MOST_OFFERED, offers
from interactions.screening.release_index import release_index
from reference.release.storage.library import LoadedRelease

LIST = "Seroquel XR 200 mg\nhydroxizine 25 mg\nqwxzv\nUDS\nALLERGIES: codeine\nkratom tea daily\nketoconazole 2% shampoo"


def post(path: str, **data: str):
    return Client(enforce_csrf_checks=True).post(path, data)


def names(typed: str, loaded: LoadedRelease) -> list[str]:
    return [offer.text for offer in offers(typed, loaded)]


@pytest.mark.parametrize(
    ("path", "data"), [("/suggest/", {"typed": "quet"}), ("/read/", {"medications": LIST})]
)
def test_typed_text_is_posted_and_never_stored(library_with_shipped_content, path, data):
    response = post(path, **data)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert response["Release-Version"]
    assert "Set-Cookie" not in response
    assert Client().get(path, data).status_code == 405


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/suggest/", {"typed": "x" * 5_000}),
        ("/suggest/", {}),
        ("/read/", {}),
        ("/read/", {"medications": "x\n" * 101}),
    ],
)
def test_unusable_text_gets_an_empty_list(library_with_shipped_content, path, data):
    response = post(path, **data)
    assert (response.status_code, response.json()) == (200, [])


def test_a_brand_that_was_begun_stays_a_brand(library_with_shipped_content):
    first = offers("seroq", library_with_shipped_content)[0]
    assert (first.text, first.note) == ("Seroquel", "quetiapine")


def test_the_rest_of_the_line_stays(library_with_shipped_content):
    assert "2. hydroxyzine 25 mg" in names("2. hydroxizine 25 mg", library_with_shipped_content)
    assert names("- quet", library_with_shipped_content)[0] == "- quetiapine"


def test_a_merely_similar_name_says_so(library_with_shipped_content):
    found = offers("quertiapine", library_with_shipped_content)
    assert found[0].name == "quetiapine"
    assert all(offer.note.startswith("similar name") for offer in found)


@pytest.mark.parametrize(
    "typed", ["quetiapine", "Seroquel XR 200 mg at night", "clonidin 0.1", "q", "", "UDS"]
)
def test_a_complete_name_gets_no_suggestion(library_with_shipped_content, typed):
    assert offers(typed, library_with_shipped_content) == ()


def test_an_abbreviation_that_is_asked_about_offers_what_it_may_mean(library_with_shipped_content):
    assert {"morphine", "magnesium sulfate"} <= set(names("MS", library_with_shipped_content)[:2])


def test_few_names_are_suggested_and_each_means_what_it_says(library_with_shipped_content):
    index = library_with_shipped_content.names
    pages = library_with_shipped_content.derived(release_index).topics.pages
    titles = {link.title for links in pages.values() for link in links}
    for prefix in ("se", "qu", "met", "ser", "krat", "am", "co", "lith", "7-oh", "preg", "st"):
        found = offers(prefix, library_with_shipped_content)
        assert 0 < len(found) <= MOST_OFFERED, prefix
        assert len({offer.text for offer in found}) == len(found)
        for offer in found:
            hit = index.look_up(offer.text)
            question = offer.note in titles
            assert question or (
                hit is not None and (hit.name == offer.name or offer.note.startswith(hit.name))
            )


def test_each_line_is_read_as_it_will_be_answered(library_with_shipped_content):
    read = json.loads(post("/read/", medications=LIST).content)
    assert [line["typed"] for line in read] == LIST.split("\n")
    assert [line["kind"] for line in read] == [
        "medicine",
        "ask",
        "ask",
        "question",
        "aside",
        "kratom",
        "medicine",
    ]
    offered = {offer["name"]: offer["text"] for offer in read[1]["offers"]}
    assert offered["hydroxyzine"] == renamed("hydroxizine 25 mg", "hydroxyzine") == "hydroxyzine 25 mg"
    assert read[2]["offers"] == []
