from __future__ import annotations

import datetime as dt

import pytest

from reference.release.storage.store import (
    CorruptRelease,
    ReleaseNotFound,
    ReleaseStore,
    Withdrawal,
    newest_good,
)
from tests import world as w
from tests.sealing import PUBLISHED, seal_into


def test_what_was_sealed_is_read_back(tmp_path):
    seal_into(tmp_path, w.world())
    assert ReleaseStore(tmp_path).read_release("2026.11.1").interactions == w.world().interactions


def test_an_edited_file_is_refused(tmp_path):
    seal_into(tmp_path, w.world())
    path = tmp_path / "2026.11.1.json"
    path.write_bytes(path.read_bytes().replace(b"major", b"minor"))
    with pytest.raises(CorruptRelease, match="not what was sealed"):
        ReleaseStore(tmp_path).read_release("2026.11.1")


def test_a_missing_file_is_reported(tmp_path):
    seal_into(tmp_path, w.world())
    (tmp_path / "2026.11.1.json").unlink()
    with pytest.raises(CorruptRelease, match="missing"):
        ReleaseStore(tmp_path).read_release("2026.11.1")


@pytest.mark.parametrize("version", ["../../etc/passwd", "2026.11", "index", "", "2026.11.1/..", "preview-"])
def test_only_a_version_ever_becomes_a_path(tmp_path, version):
    store = ReleaseStore(tmp_path)
    with pytest.raises(ReleaseNotFound):
        store.path_of(version)


def test_an_unlisted_file_is_not_a_release(tmp_path):
    store = ReleaseStore(tmp_path)
    store.write_sealed("2026.11.7", b"{}")
    with pytest.raises(ReleaseNotFound):
        store.read_sealed("2026.11.7")


def test_writing_a_file_leaves_no_temporary_file(tmp_path):
    seal_into(tmp_path, w.world())
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "2026.11.1.json",
        "index.copy.json",
        "index.json",
    ]


def test_the_newest_good_release_is_the_newest_not_withdrawn(tmp_path):
    seal_into(tmp_path, w.world())
    seal_into(tmp_path, w.world(w.DRAWN[0]), "2026.11.2", PUBLISHED + dt.timedelta(days=1))
    index = ReleaseStore(tmp_path).read_index()
    assert newest_good(index) == "2026.11.2"
    gone = w.changed(index.releases["2026.11.2"], withdrawn=Withdrawal(at=PUBLISHED, reason="wrong"))
    assert newest_good(w.changed(index, releases={**index.releases, "2026.11.2": gone})) == "2026.11.1"
