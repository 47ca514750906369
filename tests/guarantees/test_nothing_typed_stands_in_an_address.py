"""Typed text is sent in the body of a request, so it is in no address, browser history or proxy log."""

from __future__ import annotations

import re

import pytest

from tests.reference.test_pages_reader import open_page

PAGES = (
    "/",
    "/answers/",
    "/interactions/",
    "/interactions/?severity=major",
    "/interactions/quetiapine/",
    "/medications/",
    "/medications/tacrolimus/",
    "/medications/never-heard-of/",
    "/kratom/",
    "/sources/",
    "/predict/",
    "/predict/?medication=midazolam",
    "/method/",
    "/releases/",
    "/releases/2026.11.1/",
    "/releases/2026.11.1/interactions/",
    "/report/",
    "/report/?entry=interactions/quetiapine",
    "/offline/",
    "/nothing/",
)
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
TYPED = re.compile(r'<textarea\b|<input\b(?![^>]*type="(?:hidden|date|checkbox|radio|submit|button)")')
POSTED = {
    "/": {"medications": "quetiapine 25 mg\nxqzzy"},
    "/medications/": {"name": "xqzzy"},
    "/interactions/": {"medicine": "quetiapine"},
    "/sources/": {"text": "quetiapine"},
    "/predict/": {"medication": "midazolam", "product": "leaf", "use": "daily"},
}


def forms_with_room_to_type(html: str) -> list[str]:
    """The attributes of each form that a reader can type into."""
    return [attributes for attributes, inside in FORM.findall(html) if TYPED.search(inside)]


@pytest.mark.parametrize("path", PAGES)
def test_every_form_that_can_be_typed_into_is_posted(path, library_with_shipped_content):
    for attributes in forms_with_room_to_type(open_page(path).html):
        assert 'method="post"' in attributes


@pytest.mark.parametrize("path", POSTED)
def test_every_form_of_an_answer_is_posted(path, library_with_shipped_content):
    page = open_page(path, POSTED[path])
    assert page.status == 200
    for attributes in forms_with_room_to_type(page.html):
        assert 'method="post"' in attributes


def test_the_check_runs_on_existing_forms(library_with_shipped_content):
    found = [path for path in PAGES if forms_with_room_to_type(open_page(path).html)]
    assert {"/", "/interactions/", "/medications/", "/sources/", "/predict/", "/offline/"} <= set(found)
    assert not {"/report/", "/report/?entry=interactions/quetiapine"} & set(found)
