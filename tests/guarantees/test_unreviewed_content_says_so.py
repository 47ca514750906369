"""Every page, every answer and every copy of an answer says how much a clinician has reviewed."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from tests.reference.test_pages_reader import open_page

from .surfaces import chart_text_of

PAGES = [
    "/", "/answers/", "/answers/surgery/", "/interactions/", "/interactions/quetiapine/", "/medications/tacrolimus/",
    "/medications/lisinopril/", "/kratom/", "/kratom/pharmacology/", "/alkaloids/mitragynine/", "/risks/",
    "/risks/liver-injury/", "/claims/", "/predict/", "/sources/", "/sources/tanna2023/", "/releases/", "/method/", "/about/",
]  # fmt: skip
ANSWERS = [
    "interactions", "interactions/quetiapine", "medications/tacrolimus", "medications?q=tacrolimus", "predictions",
    "risks", "risks/liver-injury", "claims", "practice-notes", "practice-notes/surgery", "alkaloids/mitragynine", "sources/tanna2023",
]  # fmt: skip


@pytest.fixture
def banner(library_with_shipped_content):
    """In numbers: 0 of N reviewed, M to verify."""
    manifest = library_with_shipped_content.manifest
    assert manifest.reviewed == 0
    return (
        f"Draft reference. {manifest.reviewed} of {manifest.total:,} entries reviewed by a clinician. "
        f"{manifest.needs_verification:,} statements need verification."
    )


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_it_once_in_numbers(path, banner):
    page = open_page(path)
    assert page.status == 200
    assert page.text.count(banner) == 1


def test_the_answer_to_a_list_and_its_text_for_the_chart_say_it(banner):
    page = open_page("/", {"medications": "tacrolimus\nlisinopril"})
    assert page.text.count(banner) == 2
    assert banner in chart_text_of(page)


@pytest.mark.parametrize("path", ANSWERS)
def test_every_api_answer_counts_it(path, library_with_shipped_content):
    answer = Client().get(f"/api/v1/{path}")
    assert answer.status_code == 200
    manifest = library_with_shipped_content.manifest
    said = answer.json()["review"]
    assert (said["reviewed"], said["total"]) == (0, manifest.total)


def test_a_screen_counts_it(library_with_shipped_content):
    asked = json.dumps({"medications": ["tacrolimus"]})
    said = Client().post("/api/v1/screen", asked, "application/json").json()["review"]
    assert (said["reviewed"], said["total"]) == (0, library_with_shipped_content.manifest.total)


def test_no_page_claims_a_review_that_is_not_recorded(library_with_shipped_content):
    for path in PAGES:
        assert not re.search(r"Reviewed by (?!a clinician\b)", open_page(path).text), path
