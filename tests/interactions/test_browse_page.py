"""The list of entries and the search for a medicine, as a reader without JavaScript gets them."""

from __future__ import annotations

import re

import pytest

from interactions.pages.entries.list import FILTERS
from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import Page, open_page

MOST_BYTES = 300_000


def search(**sent: str) -> Page:
    """What the form over the list sends."""
    return open_page("/interactions/", sent)


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
    page = search(medicine="tacrolimuz", severity="major")
    assert "which one is meant?" in page.text
    assert '<button form="filters" name="medicine" value="tacrolimus"' in page.html
    assert is_sound(page)


def test_a_medicine_without_an_entry_leads_to_its_page(library_with_shipped_content):
    page = search(medicine="lisinopril")
    assert "No entry speaks for lisinopril" in page.text
    assert "/medications/lisinopril/" in page.links


def test_the_table_holds_what_is_shown_and_names_its_release(library_with_shipped_content):
    shown = open_page("/interactions/?severity=major")
    (address,) = [link for link in shown.links if "format=csv" in link]
    answer = open_page(address).response
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="kratom-interactions-' in answer["Content-Disposition"]
    assert f"{len(answer.content.decode().splitlines()) - 1} of " in shown.text


def test_the_table_of_a_typed_name_is_posted_too(library_with_shipped_content):
    asked = {"medicine": "xanax", "severity": "major"}
    shown = search(**asked)
    assert not [link for link in shown.links if "format=csv" in link]
    answer = search(**asked, format="csv").response
    assert answer["Cache-Control"] == "no-store"
    lines = answer.content.decode().splitlines()
    assert lines[1].startswith("alprazolam,")
    assert f"{len(lines) - 1} of " in shown.text


@pytest.mark.parametrize("path", ["/interactions/", "/sources/"])
def test_what_is_typed_is_posted_and_in_no_address(path, library_with_shipped_content):
    page = open_page(path, {"medicine": "Xanax", "text": "Xanax", "severity": "major", "kind": "label"})
    assert page.response["Cache-Control"] == "no-store"
    assert is_sound(page)
    assert not [link for link in page.links if "xanax" in link.lower()]
    assert ' method="get"' not in open_page(path).html


@pytest.mark.parametrize("address", ["/interactions/?medicine=xanax", "/sources/?text=xanax"])
def test_a_name_in_an_address_is_refused_and_not_repeated(address, library_with_shipped_content):
    page = open_page(address)
    assert page.status == 400
    assert "type them there" in page.text
    assert "xanax" not in page.html


@pytest.mark.parametrize(
    ("path", "sent", "address"),
    [
        ("/interactions/", {"severity": "major", "sort": "severity", "medicine": " "}, "/interactions/?severity=major"),
        ("/interactions/", {"format": "csv", "sort": "name"}, "/interactions/?sort=name&format=csv"),
        ("/interactions/", {}, "/interactions/"),
        ("/sources/", {"kind": "label", "text": ""}, "/sources/?kind=label"),
    ],
)  # fmt: skip
def test_filters_alone_have_an_address(path, sent, address, library_with_shipped_content):
    page = open_page(path, sent)
    assert (page.status, page.response["Location"]) == (303, address)


def test_unknown_parameters_do_not_create_further_cached_pages(library_with_shipped_content, monkeypatch):
    paths = ("/interactions/", "/method/", "/sources/", "/interactions/quetiapine/", "/predict/")
    found = {path: open_page(path) for path in paths}
    monkeypatch.setattr("reference.views.shared.render.render", None)  # nothing is rendered again
    for path, page in found.items():
        assert open_page(f"{path}?x=1&utm_source=y&severity=").html == page.html


def test_a_name_leads_to_its_page_and_is_in_no_address(library_with_shipped_content):
    page = open_page("/medications/", {"name": "Prograf"})
    assert (page.status, page.response["Location"]) == (303, "/medications/tacrolimus/")
    assert page.response["Cache-Control"] == "no-store"


def test_a_similar_name_is_suggested_and_never_chosen(library_with_shipped_content):
    page = open_page("/medications/", {"name": "tizanadine"})
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
