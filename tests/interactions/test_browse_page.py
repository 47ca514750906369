"""The list of entries and the search for a medicine, as a reader without JavaScript gets them."""

from __future__ import annotations

import re

import pytest

from interactions.presenters.browse import FILTERS
from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import open_page

MOST_BYTES = 300_000


def test_the_whole_list_is_light_enough(library_with_shipped_content):
    assert len(open_page("/interactions/").response.content) <= MOST_BYTES


@pytest.mark.parametrize("name", FILTERS)
def test_every_choice_of_a_filter_counts_what_it_shows(name, library_with_shipped_content):
    page = open_page("/interactions/")
    select = re.search(rf'<select id="filter-{name}".*?</select>', page.html, re.DOTALL)[0]
    offered = re.findall(r'<option value="([\w-]+)">[^<]*\((\d+)\)', select)
    assert offered
    for value, count in offered[:12]:
        assert f"{count} of " in open_page(f"/interactions/?{name}={value}").text


def test_an_unknown_filter_is_refused_with_the_choices(library_with_shipped_content):
    page = open_page("/interactions/?severity=mild")
    assert page.status == 400
    assert "use one of major, moderate, minor, none" in page.text


def test_filters_that_leave_nothing_say_what_to_do_and_do_not_reassure(library_with_shipped_content):
    page = open_page("/interactions/?severity=none&action=avoid")
    assert "0 of" in page.text
    assert "It does not follow that nothing happens." in page.text
    assert "Take a filter away above, or show all." in page.text
    assert "/interactions/?severity=none" in page.links
    assert is_sound(page)


def test_a_near_name_is_offered_as_a_filter(library_with_shipped_content):
    page = open_page("/interactions/?medicine=tacrolimuz&severity=major")
    assert "which one is meant?" in page.text
    assert "/interactions/?medicine=tacrolimus&severity=major" in page.links
    assert is_sound(page)


def test_a_medicine_without_an_entry_leads_to_its_page(library_with_shipped_content):
    page = open_page("/interactions/?medicine=lisinopril")
    assert "No entry speaks for lisinopril" in page.text
    assert "/medications/lisinopril/" in page.links


def test_the_table_holds_what_is_shown_and_names_its_release(library_with_shipped_content):
    shown = open_page("/interactions/?severity=major&medicine=xanax")
    (address,) = [link for link in shown.links if "format=csv" in link]
    answer = open_page(address).response
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="kratom-interactions-' in answer["Content-Disposition"]
    lines = answer.content.decode().splitlines()
    assert lines[1].startswith("alprazolam,")
    assert f"{len(lines) - 1} of " in shown.text


def test_a_name_leads_to_its_page_and_is_in_no_address(library_with_shipped_content):
    page = open_page("/medications/", {"name": "Prograf"})
    assert (page.status, page.response["Location"]) == (303, "/medications/tacrolimus/")
    assert page.response["Cache-Control"] == "no-store"


def test_a_name_that_is_not_known_exactly_is_offered_never_taken(library_with_shipped_content):
    page = open_page("/medications/", {"name": "tizanidin"})
    assert page.status == 200
    assert "/medications/tizanidine/" in page.links
    assert "not the same as safe" in page.text
    assert is_sound(page)


def test_without_a_name_the_search_is_shown(library_with_shipped_content):
    for page in (open_page("/medications/"), open_page("/medications/", {"name": "  "})):
        assert page.status == 200
        assert "Generic name, brand or synonym" in page.text
        assert is_sound(page)


def test_the_search_stays_in_the_release_that_is_read(library_with_shipped_content):
    version = library_with_shipped_content.manifest.version
    page = open_page(f"/releases/{version}/medications/", {"name": "tacrolimus"})
    assert page.response["Location"] == f"/releases/{version}/medications/tacrolimus/"
