"""Every page kind about kratom and its sources: real content, cited, under the banner, without a database."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
import pytest

from reference.release.schema.kratom import Source
from reference.release.storage.library import LoadedRelease
from reference.release.storage.store import ReleaseStore, Withdrawal
from reference.views.shared.citations import References, authors, published, short_name
from tests.sealing import PUBLISHED, seal_into
from tests.world import world

from .test_pages_reader import Page, open_page

KINDS = {
    "/kratom/": "Products: not one drug",
    "/alkaloids/mitragynine/": "Human pharmacokinetics",
    "/risks/": "What kratom can do by itself",
    "/risks/liver-injury/": "Does kratom cause it?",
    "/claims/": "What to tell a patient",
    "/sources/": "Each lists every statement that rests on it",
    "/sources/tanna2023/": "statements resting on it",
    "/releases/": "Each release is sealed",
    "/releases/compare/": "This is the same release twice.",
    "/corrections/": "this is the first release",
    "/about/": "What it is not",
}


@pytest.mark.parametrize("path", KINDS)
def test_every_kind_of_page_has_content_under_the_banner(path: str, library_with_shipped_content):
    page = open_page(path)
    assert page.status == 200
    assert KINDS[path] in page.text
    assert page.text.count("Draft reference.") == 1
    assert is_sound(page)


def is_sound(page: Page) -> bool:
    """Nothing inline, nothing unclosed, no id twice, no field without a label, every anchor on the page."""
    assert not page.inline
    assert len(page.ids) == len(set(page.ids)), [i for i in page.ids if page.ids.count(i) > 1]
    assert not page.fields_without_label
    anchors = {link[1:] for link in page.links if link.startswith("#") and len(link) > 1}
    assert anchors <= set(page.ids), anchors - set(page.ids)
    return True


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in KINDS
        if path not in ("/sources/", "/about/") and "releases" not in path and "corrections" not in path
    ],
)
def test_every_citation_leads_to_its_source(path: str, library_with_shipped_content: LoadedRelease):
    sources = set(library_with_shipped_content.by_slug("sources"))
    page = open_page(path)
    cited = set(re.findall(r'href="/sources/([a-z0-9-]+)/"', page.html))
    assert cited <= sources
    if not path.startswith("/sources/"):
        assert cited
        assert "missing from the release" not in page.text


def test_a_source_lists_the_statements_that_rest_on_it(library_with_shipped_content: LoadedRelease):
    risk = library_with_shipped_content.by_slug("risks")["liver-injury"]
    page = open_page(f"/sources/{risk.causality.citations[0].source}/")
    assert risk.causality.text in page.text
    assert f"/risks/{risk.slug}/" in page.links


def test_a_statement_whose_source_was_not_read_says_so(library_with_shipped_content: LoadedRelease):
    facts = [
        f
        for r in library_with_shipped_content.release.risks
        for f in r.facts
        if f.basis == "needs_verification"
    ]
    if facts:
        slug = next(r.slug for r in library_with_shipped_content.release.risks if facts[0] in r.facts)
        assert "needs verification" in open_page(f"/risks/{slug}/").text
    assert "our judgement, awaiting clinical review" in open_page("/risks/").text


@pytest.mark.parametrize(
    "path",
    ["/risks/nothing/", "/alkaloids/nothing/", "/sources/nothing/", "/nothing/", "/releases/2020.1.1/"],
)
def test_a_missing_page_says_where_to_go(path: str, library_with_shipped_content):
    page = open_page(path)
    assert page.status == 404
    assert "/" in page.links
    assert is_sound(page)


def test_readers_get_no_cookie_and_a_page_is_not_sent_twice(library_with_shipped_content):
    first = open_page("/risks/").response
    assert "Set-Cookie" not in first
    assert first["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in first["Content-Security-Policy"]
    again = open_page("/risks/", **{"If-None-Match": first["ETag"]}).response
    assert again.status_code == 304


def test_a_kept_page_is_the_page_that_was_made(library_with_shipped_content):
    assert open_page("/risks/").html == open_page("/risks/").html


@pytest.fixture
def two_releases(settings) -> ReleaseStore:
    seal_into(settings.RELEASES_DIR, world(), "2026.9.1", PUBLISHED - dt.timedelta(days=60))
    seal_into(settings.RELEASES_DIR, world(), "2026.11.1", PUBLISHED)
    return ReleaseStore(settings.RELEASES_DIR)


def test_links_inside_a_pinned_page_stay_in_its_release(two_releases):
    page = open_page("/releases/2026.9.1/sources/")
    assert "The current release is 2026.11.1." in page.text
    assert "/releases/2026.9.1/sources/paper/" in page.links
    assert "/sources/paper/" not in page.links
    assert open_page("/releases/2026.9.1/sources/paper/").status == 200


def test_a_date_leads_to_the_release_of_that_day(two_releases):
    response = open_page("/kratom/?as_of=2026-10-01").response
    assert (response.status_code, response["Location"]) == (302, "/releases/2026.9.1/kratom/")
    assert open_page("/kratom/?as_of=2020-01-01").status == 404
    assert open_page("/kratom/?as_of=yesterday").status == 400


def test_a_withdrawn_release_says_why(two_releases: ReleaseStore):
    index = two_releases.read_index()
    withdrawal = Withdrawal(at=PUBLISHED, reason="A dose was wrong.")
    entry = msgspec.structs.replace(index.releases["2026.9.1"], withdrawn=withdrawal)
    two_releases.write_index(msgspec.structs.replace(index, releases={**index.releases, "2026.9.1": entry}))
    assert (
        "was withdrawn on 22 November 2026: A dose was wrong. Do not rely on it."
        in open_page("/releases/2026.9.1/").text
    )
    listed = open_page("/releases/")
    assert "Withdrawn on 22 November 2026: A dose was wrong." in listed.text
    assert is_sound(listed)


def test_a_release_past_its_day_says_so(settings):
    seal_into(settings.RELEASES_DIR, world(), "2020.1.1", dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert "was valid until 31 March 2020. Newer evidence is missing from it." in open_page("/risks/").text


def test_without_a_release_the_site_says_so_and_keeps_running():
    page = open_page("/kratom/")
    assert page.status == 503
    assert is_sound(page)
    assert open_page("/about/").status == 503
    assert open_page("/health/live").status == 200
    assert open_page("/health/ready").status == 503


def test_ready_names_the_release(library_with_shipped_content: LoadedRelease):
    page = open_page("/health/ready")
    assert page.status == 200
    assert library_with_shipped_content.checksum in page.html


def test_a_failure_inside_says_what_to_do_without_a_release(rf, monkeypatch):
    from reference.views.shared import errors

    assert "Nothing you typed was kept" in errors.server_error(rf.get("/")).content.decode()
    monkeypatch.setattr(errors, "render", lambda *a, **k: 1 / 0)
    last = errors.server_error(rf.get("/"))
    assert last.status_code == 500
    assert "Something went wrong" in last.content.decode()


def test_references_are_numbered_where_they_first_appear():
    paper = Source(
        slug="paper",
        title="A title.",
        kind="review",
        authors=("Tanna RS", "Nguyen JT"),
        container="Journal",
        year=2023,
        volume="1",
        issue="2",
        pages="3–4",
        doi="10.1/x",
    )
    references = References({"paper": paper})
    assert [references.number(slug) for slug in ("paper", "lost", "paper")] == [1, 2, 1]
    assert [line.number for line in references.listed] == [1, 2]
    assert references.listed[1].flags == ("this source is missing from the release",)
    assert authors(paper) == "Tanna RS, Nguyen JT."
    assert published(paper) == "Journal. 2023;1(2):3–4. doi:10.1/x"
    assert short_name(paper) == "Tanna 2023"
