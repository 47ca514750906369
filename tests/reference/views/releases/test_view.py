"""What a reader sees of the releases: what changed, any two compared, a feed, corrections."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import msgspec
import pytest

from interactions.publishing.release_steps import resolve_interactions
from reference.release.schema.release import Recall
from reference.release.storage.store import ReleaseStore, Withdrawal
from tests import world as w
from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import open_page
from tests.sealing import PUBLISHED, seal_into

ATOM = "{http://www.w3.org/2005/Atom}"
MILDER = w.entry("dormirol", "drug", "dormirol", w.row(severity="moderate", action="monitor"))
RECALL = Recall(
    collection="interactions", slug="dormirol", since=dt.date(2026, 11, 21), reason="A step is wrong."
)


def days(number: int) -> dt.datetime:
    return PUBLISHED + dt.timedelta(days=number)


@pytest.fixture
def folder(settings) -> Path:
    """Three releases: dormirol rated too low, then right and teatested gone, then dormirol recalled."""
    folder = settings.RELEASES_DIR
    others = [e for e in w.DRAWN if e.slug != "dormirol"]
    first = resolve_interactions(w.world(*others, MILDER))
    second = resolve_interactions(w.world(*[e for e in w.DRAWN if e.slug != "teatested"]))
    seal_into(folder, first, "2026.9.1", days(-60))
    seal_into(folder, second, "2026.10.1", days(-30))
    seal_into(folder, msgspec.structs.replace(second, recalls=(RECALL,)), "2026.11.1", days(0))
    return folder


def withdraw(folder: Path, version: str, reason: str = "A dose was wrong.") -> None:
    store = ReleaseStore(folder)
    index = store.read_index()
    entry = msgspec.structs.replace(index.releases[version], withdrawn=Withdrawal(at=days(1), reason=reason))
    store.write_index(msgspec.structs.replace(index, releases={**index.releases, version: entry}))


def damage(folder: Path, version: str) -> None:
    path = folder / f"{version}.json"
    path.write_bytes(path.read_bytes() + b" ")


def test_the_list_says_what_changed_and_links_to_the_entries(folder):
    page = open_page("/releases/")
    assert is_sound(page)
    assert (
        "More severe now dormirol . Sedation and slowed breathing: moderate · monitor → major · avoid."
        in page.text
    )
    assert "No longer in the reference teatested" in page.text
    assert "Put under correction dormirol . A step is wrong." in page.text
    assert "/releases/2026.10.1/interactions/dormirol/" in page.links
    assert "/releases/2026.9.1/interactions/teatested/" in page.links  # where it can still be read
    assert "/releases/compare/?from=2026.9.1&to=2026.10.1" in page.links


def test_every_release_shows_its_seal_and_its_sealed_file(folder):
    page = open_page("/releases/")
    for version, entry in ReleaseStore(folder).read_index().releases.items():
        assert entry.checksum in page.text
        assert f"/api/v1/releases/{version}/bundle" in page.links


def test_a_single_release_says_that_it_is_the_first_and_offers_no_comparison(settings):
    seal_into(settings.RELEASES_DIR, w.world())
    page = open_page("/releases/")
    assert "The first release." in page.text
    assert "Compare" not in page.text
    assert open_page("/releases/compare/").status == 200
    assert "None yet: this is the first release" in open_page("/corrections/").text


def test_notes_that_only_repeat_the_changes_are_left_out(folder):
    store = ReleaseStore(folder)
    index = store.read_index()
    entry = index.releases["2026.10.1"]
    notes = "teatested: No longer in the reference.\nRead this first."
    manifest = msgspec.structs.replace(entry.manifest, notes=notes)
    changed = msgspec.structs.replace(entry, manifest=manifest)
    store.write_index(msgspec.structs.replace(index, releases={**index.releases, "2026.10.1": changed}))
    page = open_page("/releases/")
    assert "Read this first." in page.text
    assert "teatested: No longer in the reference." not in page.text


def test_any_two_are_compared_by_entry_and_by_medicine(folder):
    page = open_page("/releases/compare/?from=2026.9.1&to=2026.11.1")
    assert is_sound(page)
    assert "More severe now (1) dormirol" in page.text
    assert "dormirol Moderate Major" in page.text
    assert "teatested No change found Not assessed" in page.text
    assert "“Not assessed” says nothing about safety." in page.text
    back = open_page("/releases/compare/?from=2026.11.1&to=2026.9.1")
    assert "Less severe now (1)" in back.text
    assert "This looks back" in back.text


def test_unasked_the_last_two_are_compared(folder):
    assert "From 2026.10.1 to 2026.11.1" in open_page("/releases/compare/").text


def test_a_release_that_is_not_there_is_not_found(folder):
    page = open_page("/releases/compare/?from=2020.1.1&to=2026.11.1")
    assert page.status == 404
    assert "There is no release 2020.1.1." in page.text


def test_a_damaged_release_is_not_compared_and_takes_no_page_with_it(folder):
    damage(folder, "2026.9.1")
    page = open_page("/releases/compare/?from=2026.9.1&to=2026.11.1")
    assert "Not compared. The sealed file of one of the two cannot be read." in page.text
    for path in ("/releases/", "/corrections/", "/releases/feed.atom"):
        assert open_page(path).status == 200


def test_the_feed_is_atom_with_absolute_addresses_and_names_recalls_and_withdrawals(folder, settings):
    withdraw(folder, "2026.9.1")
    settings.SITE_URL = "https://kratom.example.org"
    response = open_page("/releases/feed.atom").response
    assert response["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(response.content)
    entries = root.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}title") for e in entries] == [
        "Release 2026.11.1", "Release 2026.10.1", "Release 2026.9.1 was withdrawn",
    ]  # fmt: skip
    told = [e.findtext(f"{ATOM}summary") or "" for e in entries]
    assert "Recalled, do not rely on it: dormirol: A step is wrong." in told[0]
    assert "More severe now: dormirol." in told[1]
    assert "A dose was wrong. Do not rely on it." in told[2]
    assert all("Draft reference." in words for words in told)
    links = [link.get("href") or "" for link in root.iter(f"{ATOM}link")]
    assert all(link.startswith("https://kratom.example.org/releases/") for link in links)


def test_the_feed_is_the_same_under_any_name_of_the_server(folder):
    one, other = (
        open_page("/releases/feed.atom", host=host).response for host in ("localhost:8000", "127.0.0.1")
    )
    assert (one.content, one["ETag"]) == (other.content, other["ETag"])


def test_the_feed_is_sent_once_until_something_happens(folder):
    first = open_page("/releases/feed.atom").response
    assert open_page("/releases/feed.atom", **{"If-None-Match": first["ETag"]}).status == 304
    withdraw(folder, "2026.9.1")
    again = open_page("/releases/feed.atom", **{"If-None-Match": first["ETag"]}).response
    assert (again.status_code, again["ETag"] != first["ETag"]) == (200, True)


def test_corrections_are_computed_from_the_releases_and_listed_newest_first(folder):
    withdraw(folder, "2026.9.1", "Dormirol was rated too low.")
    page = open_page("/corrections/")
    assert is_sound(page)
    said = [
        "Under correction now (1) dormirol Under correction since 21 November 2026: do not rely on it. A step is wrong.",
        "release 2026.9.1 The release itself was withdrawn. Dormirol was rated too low.",
        "release 2026.11.1 dormirol Recalled: A step is wrong.",
        "release 2026.10.1 dormirol Sedation and slowed breathing: moderate · monitor → major · avoid.",
        "teatested No longer in the reference.",
    ]
    places = [page.text.index(words) for words in said]
    assert places == sorted(places)


def test_an_empty_list_of_corrections_does_not_reassure(settings):
    seal_into(settings.RELEASES_DIR, w.world())
    assert "That does not mean that all of them are right: 0 of" in open_page("/corrections/").text


def test_every_page_leads_to_releases_corrections_and_a_report(folder):
    page = open_page("/interactions/dormirol/")
    assert {"/releases/", "/corrections/", "/report/?entry=interactions/dormirol"} <= set(page.links)
    pinned = open_page("/releases/2026.9.1/interactions/dormirol/")
    assert "/releases/2026.9.1/report/?entry=interactions/dormirol" in pinned.links
