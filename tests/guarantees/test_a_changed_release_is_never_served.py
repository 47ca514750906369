"""A sealed release with one changed character is refused: the last good release is served, or none."""

from __future__ import annotations

import datetime as dt

import pytest

from reference.release.storage.library import Library, NoRelease
from tests import world as w
from tests.sealing import PUBLISHED, seal_into

CHANGES = [(b'"major"', b'"minor"'), (b"Sedation adds up", b"Nothing adds up!"), (b"{", b"[")]


@pytest.fixture
def changed(tmp_path):
    """Change the newest of two releases, as with a text editor."""
    seal_into(tmp_path, w.world(w.DRAWN[0]), "2026.11.1", PUBLISHED)
    seal_into(tmp_path, w.world(), "2026.11.2", PUBLISHED + dt.timedelta(days=1))

    def change(before: bytes, after: bytes, version: str = "2026.11.2") -> None:
        file = tmp_path / f"{version}.json"
        sealed = file.read_bytes()
        assert before in sealed
        file.write_bytes(sealed.replace(before, after, 1))

    return change


@pytest.mark.parametrize(("before", "after"), CHANGES, ids=["severity", "words", "form"])
def test_the_last_good_release_is_served_instead(before, after, changed, tmp_path, caplog):
    changed(before, after)
    assert Library(tmp_path).current().manifest.version == "2026.11.1"
    assert "release_rejected version=2026.11.2" in caplog.text


def test_without_a_good_release_no_answer_is_given(changed, tmp_path):
    changed(b"{", b"[")
    changed(b"{", b"[", "2026.11.1")
    with pytest.raises(NoRelease):
        Library(tmp_path).current()


def test_a_loaded_release_is_not_changed_by_its_file(changed, tmp_path):
    library = Library(tmp_path)
    before = library.current().release
    changed(b'"major"', b'"minor"')
    assert library.current().release == before
