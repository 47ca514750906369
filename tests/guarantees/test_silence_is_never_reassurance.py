"""If nothing is known, every surface says so in words: results page, chart text, API and medicine page."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from tests.reference.test_pages_reader import open_page

from .surfaces import chart_text_of

NOT_SAFE = re.compile(r"not the same as safe|not evidence of safety|does not mean|never means", re.IGNORECASE)
REASSURES = re.compile(
    r"\b(?:is|are|looks?|considered) safe\b|\bsafe to (?:take|use|combine)\b|\bcan be combined\b"
    r"|\bno (?:known |relevant )?interactions?\b(?! was published)|\bno cause for concern\b",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(?:not|nothing|nobody|never)\b", re.IGNORECASE)
SILENT = {
    "searched, nothing found": "lisinopril",
    "not reviewed": "azilsartan",
    "outside what was studied": "ketoconazole shampoo",
}


def reassurances(text: str) -> list[str]:
    """Sentences that call something safe, unless they deny it first."""
    sentences = re.split(r"(?<=[.;?!])\s+", text)
    found = [(sentence, told) for sentence in sentences if (told := REASSURES.search(sentence))]
    return [sentence for sentence, told in found if not DENIED.search(sentence[: told.start()])]


@pytest.mark.parametrize("typed", SILENT.values(), ids=SILENT)
def test_every_surface_says_that_not_assessed_is_not_the_same_as_safe(typed, library_with_shipped_content):
    page = open_page("/", {"medications": typed})
    answer = Client().post("/api/v1/screen", json.dumps({"medications": [typed]}), "application/json").json()
    for surface in (page.text, chart_text_of(page), answer["lines"][0]["message"]):
        assert NOT_SAFE.search(surface), surface
        assert reassurances(surface) == [], surface


@pytest.mark.parametrize("typed", ["is lisinopril ok?", "lisinopril safe with kratom?"])
def test_a_question_for_reassurance_gets_none(typed, library_with_shipped_content):
    page = open_page("/", {"medications": typed})
    assert reassurances(page.text.replace(typed, "")) == []


def test_the_page_of_a_medicine_never_reassures(library_with_shipped_content):
    slugs = [s.slug for s in library_with_shipped_content.release.substances[::200]]
    assert len(slugs) > 10
    for slug in ("lisinopril", "azilsartan", *slugs):
        page = open_page(f"/medications/{slug}/")
        assert page.status == 200
        assert reassurances(page.text) == [], slug


def test_an_empty_list_an_unknown_name_and_a_search_without_a_hit_never_reassure(
    library_with_shipped_content,
):
    pages = (
        open_page("/interactions/?severity=major&enzyme=CYP2D6&mechanism=bleeding"),
        open_page("/medications/qwxzv/"),
        open_page("/", {"medications": "qwxzv"}),
    )
    for page in pages:
        assert reassurances(page.text) == []
    found = Client().get("/api/v1/medications", {"q": "qwxzv"}).content.decode()
    assert reassurances(found) == []


@pytest.mark.parametrize("words", ["It is safe.", "No known interactions.", "Safe to combine with kratom."])
def test_the_check_for_reassurance_finds_it(words):
    assert reassurances(words) == [words]
    assert reassurances("Nothing here says that a combination is safe.") == []
