"""The monograph's second page: light, sound, reached from the first, and honest where a release is empty."""

from __future__ import annotations

from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import open_page
from tests.sealing import seal_into
from tests.world import world

LARGEST = 300_000


def test_both_pages_lead_to_each_other_and_are_light(library_with_shipped_content):
    for path, other in (("/kratom/", "/kratom/pharmacology/"), ("/kratom/pharmacology/", "/kratom/")):
        page = open_page(path)
        assert page.status == 200
        assert is_sound(page)
        assert other in page.links
        assert len(page.response.content) <= LARGEST


def test_every_picture_has_a_name_and_a_description(library_with_shipped_content):
    page = open_page("/kratom/pharmacology/")
    pictures = page.html.split("<svg")[1:]
    named = [p for p in pictures if "aria-hidden" not in p.split(">")[0]]
    assert len(named) >= 7
    for picture in named:
        assert "<title" in picture
        assert "<desc" in picture


def test_an_empty_release_says_that_nothing_is_on_record(settings):
    seal_into(settings.RELEASES_DIR, world())
    page = open_page("/kratom/pharmacology/")
    assert is_sound(page)
    assert page.text.count("No measurement is on record: not the same as no effect.") == 2
    assert "No half-life is on record." in page.text
