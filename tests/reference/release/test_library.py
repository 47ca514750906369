from __future__ import annotations

import datetime as dt

import pytest

from reference.release.library import KEPT_IN_MEMORY, Library, NoRelease
from reference.release.store import ReleaseNotFound
from tests import world as w
from tests.sealing import PUBLISHED, seal_into

ONE_DAY = dt.timedelta(days=1)


def test_an_empty_folder_has_no_release(tmp_path):
    with pytest.raises(NoRelease, match="publish_release"):
        Library(tmp_path).current()


def test_a_new_release_is_followed_on_the_next_request(tmp_path):
    seal_into(tmp_path, w.world())
    library = Library(tmp_path)
    assert library.current().manifest.version == "2026.11.1"
    seal_into(tmp_path, w.world(w.DRAWN[0]), "2026.11.2", PUBLISHED + ONE_DAY)
    assert library.current().manifest.version == "2026.11.2"
    assert library.get("2026.11.1").manifest.version == "2026.11.1"


def test_the_last_good_release_goes_on_when_a_new_one_is_corrupt(tmp_path, caplog):
    seal_into(tmp_path, w.world())
    library = Library(tmp_path)
    library.current()
    seal_into(tmp_path, w.world(w.DRAWN[0]), "2026.11.2", PUBLISHED + ONE_DAY)
    (tmp_path / "2026.11.2.json").write_bytes(b"{}")
    assert library.current().manifest.version == "2026.11.1"
    assert "release_rejected version=2026.11.2" in caplog.text


def test_a_fresh_worker_beside_a_corrupt_release_serves_the_last_good_one(tmp_path):
    seal_into(tmp_path, w.world())
    seal_into(tmp_path, w.world(w.DRAWN[0]), "2026.11.2", PUBLISHED + ONE_DAY)
    (tmp_path / "2026.11.2.json").write_bytes(b"{}")
    assert Library(tmp_path).current().manifest.version == "2026.11.1"


def test_a_corrupt_index_leaves_what_is_served(tmp_path, caplog):
    seal_into(tmp_path, w.world())
    library = Library(tmp_path)
    library.current()
    (tmp_path / "index.json").write_text("{")
    assert library.current().manifest.version == "2026.11.1"
    assert "release_index_rejected" in caplog.text


def test_what_was_said_on_a_date(tmp_path):
    seal_into(tmp_path, w.world())
    seal_into(tmp_path, w.world(w.DRAWN[0]), "2026.11.2", PUBLISHED + 10 * ONE_DAY)
    library = Library(tmp_path)
    assert library.as_of(PUBLISHED.date()).manifest.version == "2026.11.1"
    assert library.as_of((PUBLISHED + 9 * ONE_DAY).date()).manifest.version == "2026.11.1"
    assert library.as_of((PUBLISHED + 10 * ONE_DAY).date()).manifest.version == "2026.11.2"
    with pytest.raises(NoRelease, match="nothing had been published"):
        library.as_of((PUBLISHED - ONE_DAY).date())


def test_an_unknown_version_is_not_found(tmp_path):
    seal_into(tmp_path, w.world())
    with pytest.raises(ReleaseNotFound):
        Library(tmp_path).get("2020.1.1")


def test_memory_holds_a_few_releases_only(tmp_path):
    for number in range(1, KEPT_IN_MEMORY + 3):
        seal_into(
            tmp_path,
            w.world(w.entry(f"e-{number}", "drug", "statorin", w.row())),
            f"2026.11.{number}",
            PUBLISHED + number * ONE_DAY,
        )
    library = Library(tmp_path)
    for number in range(1, KEPT_IN_MEMORY + 3):
        assert library.get(f"2026.11.{number}").release.interactions[0].slug == f"e-{number}"
    assert len(library._loaded) == KEPT_IN_MEMORY


def test_what_is_derived_is_built_once(tmp_path):
    seal_into(tmp_path, w.world())
    loaded = Library(tmp_path).current()
    assert loaded.derived(id) == loaded.derived(id) == id(loaded)
    assert loaded.by_slug("interactions")["dormirol"].slug == "dormirol"
