"""An entry's history is read from the sealed releases: what changed, when, and since which release."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from interactions.pages.entries import history as module
from interactions.pages.entries.history import history
from interactions.publishing.release_steps import resolve_interactions
from reference.release.storage.library import current_release, get_release
from reference.release.storage.store import ReleaseStore, Withdrawal
from tests import world as w
from tests.reference.test_pages_reader import open_page
from tests.sealing import PUBLISHED, seal_into

MILD = w.entry("dormirol", "drug", "dormirol", w.sedation())
SEVERE = w.entry("dormirol", "drug", "dormirol", w.row())


@pytest.fixture
def releases(settings) -> ReleaseStore:
    """Without dormirol; with it, moderate; unchanged; major."""
    for number, entries in enumerate([w.DRAWN[:1], (MILD,), (MILD,), (SEVERE,)], start=1):
        release = resolve_interactions(w.world(*entries))
        at = PUBLISHED + dt.timedelta(days=number)
        seal_into(settings.RELEASES_DIR, release, f"2026.11.{number}", at)
    return ReleaseStore(settings.RELEASES_DIR)


def changes(slug: str = "dormirol") -> list[tuple[str, str]]:
    found = current_release().derived(history).changes.get(slug, ())
    return [(moment.version, " ".join(moment.sentences)) for moment in found]


def test_an_entry_lists_its_changes_newest_first(releases):
    (last, first) = changes()
    assert last[0] == "2026.11.4"
    assert "moderate · monitor → major · avoid" in last[1]
    assert first == ("2026.11.2", "New entry, moderate.")
    assert changes("class-sedatives") == [("2026.11.2", "No longer in the reference.")]


def test_a_pinned_release_shows_no_later_changes(releases):
    loaded = get_release("2026.11.3")
    assert [m.version for m in loaded.derived(history).changes["dormirol"]] == ["2026.11.2"]


def test_a_withdrawn_release_is_not_in_the_history(releases):
    index = releases.read_index()
    entry = msgspec.structs.replace(
        index.releases["2026.11.2"], withdrawn=Withdrawal(at=PUBLISHED, reason="x")
    )
    releases.write_index(msgspec.structs.replace(index, releases={**index.releases, "2026.11.2": entry}))
    assert [version for version, _ in changes()] == ["2026.11.4", "2026.11.3"]


def test_only_so_many_releases_are_compared_and_the_page_says_from_which(releases, monkeypatch):
    monkeypatch.setattr(module, "RELEASES_COMPARED", 1)
    told = current_release().derived(history)
    assert (told.since.version, told.is_first) == ("2026.11.3", False)
    page = open_page("/interactions/dormirol/")
    assert "Compared from release 2026.11.3" in page.text
    assert "/releases/2026.11.4/interactions/dormirol/" in page.links


def test_a_file_that_was_tampered_with_is_left_out(releases, settings):
    (settings.RELEASES_DIR / "2026.11.3.json").write_bytes(b"{}")
    assert [version for version, _ in changes()] == ["2026.11.4", "2026.11.2"]


def test_an_entry_without_changes_says_since_when(settings):
    seal_into(settings.RELEASES_DIR, resolve_interactions(w.world()))
    assert "No change since the first release, 2026.11.1" in open_page("/interactions/dormirol/").text
