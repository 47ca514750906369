"""Whatever is in the place of a file in the releases folder, readers keep a good release and are not misled.

A running worker keeps its release. A starting one serves a good release on disk. A withdrawn release is never served
because its mark was lost: then no release is served, and an error says so.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path

import msgspec
import pytest
from django.test import Client

from reference.release.storage.library import Library, NoRelease
from reference.release.storage.store import ReleaseStore, Withdrawal
from tests import world as w
from tests.damage import DAMAGES, not_ours
from tests.reference.test_pages_reader import open_page
from tests.sealing import PUBLISHED, seal_into

ONE_DAY = dt.timedelta(days=1)
INDEX, COPY = "index.json", "index.copy.json"


@pytest.fixture(params=DAMAGES)
def damage(request):
    return DAMAGES[request.param]


@pytest.fixture
def folder(settings) -> Path:
    """Three releases; the newest but one was withdrawn."""
    folder = settings.RELEASES_DIR
    for number in (1, 2, 3):
        world = w.world(w.DRAWN[0], w.entry(f"e-{number}", "drug", "statorin", w.row()))
        seal_into(folder, world, f"2026.11.{number}", PUBLISHED + number * ONE_DAY)
    store = ReleaseStore(folder)
    index = store.read_index()
    marked = msgspec.structs.replace(
        index.releases["2026.11.2"],
        withdrawn=Withdrawal(at=PUBLISHED + 5 * ONE_DAY, reason="A dose was wrong."),
    )
    releases = {**index.releases, "2026.11.2": marked}
    store.write_index(msgspec.structs.replace(index, releases=releases))
    return folder


def served(library: Library) -> str:
    return library.current().manifest.version


def test_a_damaged_index_changes_nothing_for_readers_of_a_running_worker(folder, damage):
    library = Library(folder)
    before = library.current()
    damage(folder / INDEX)
    assert library.current().release is before.release
    assert library.get("2026.11.1").manifest.version == "2026.11.1"
    state = library.state()
    assert (state.status, state.served) == ("degraded", "2026.11.3")
    assert INDEX in state.why[0]


def test_a_worker_that_starts_with_a_damaged_index_reads_its_copy(folder, damage):
    damage(folder / INDEX)
    library = Library(folder)
    assert served(library) == "2026.11.3"
    assert library.get("2026.11.2").withdrawn is not None
    assert library.state().status == "degraded"


def test_without_index_and_copy_nothing_is_served_because_it_may_be_withdrawn(folder, damage):
    damage(folder / INDEX)
    damage(folder / COPY)
    library = Library(folder)
    with pytest.raises(NoRelease):
        library.current()
    assert library.state().status == "no release"


def test_a_damaged_newest_release_is_replaced_by_the_newest_good_one_not_withdrawn(folder, damage):
    damage(folder / "2026.11.3.json")
    library = Library(folder)
    assert served(library) == "2026.11.1"  # never 2026.11.2, which was withdrawn
    state = library.state()
    assert (state.status, state.served, state.wanted) == ("degraded", "2026.11.1", "2026.11.3")
    assert state.why[0].startswith("2026.11.3: ")


def test_a_release_read_before_it_was_damaged_is_still_served(folder, damage):
    library = Library(folder)
    library.current()
    damage(folder / "2026.11.3.json")
    assert served(library) == "2026.11.3"


def test_if_nothing_can_be_read_the_ready_check_says_why_and_the_worker_keeps_running(folder, damage):
    for number in (1, 2, 3):
        damage(folder / f"2026.11.{number}.json")
    assert open_page("/").status == 503
    ready = Client().get("/health/ready")
    assert ready.status_code == 503
    assert "2026.11.3: " in ready.json()["detail"]
    assert open_page("/health/live").status == 200


def test_a_repaired_release_is_served_without_a_restart(folder, damage):
    sealed = {path.name: path.read_bytes() for path in folder.iterdir()}
    damage(folder / "2026.11.3.json")
    library = Library(folder)
    assert served(library) == "2026.11.1"
    _put_right(folder, sealed)
    assert served(library) == "2026.11.3"
    assert library.state().status == "ready"


def _put_right(folder: Path, sealed: dict[str, bytes]) -> None:
    """As the restoring command writes it: to a new file, then renamed over the old one."""
    path = folder / "2026.11.3.json"
    if path.is_dir():
        path.rmdir()
    ReleaseStore(folder).write_sealed("2026.11.3", sealed[path.name])


def test_a_page_and_the_interface_name_the_same_release_and_the_one_that_is_missing(folder, damage):
    damage(folder / "2026.11.3.json")
    said = "This is release 2026.11.1; the newest release 2026.11.3 cannot be read here."
    client = Client()
    page, answer = open_page("/interactions/"), client.get("/api/v1/interactions")
    assert said in page.text
    assert page.response["Release-Version"] == answer["Release-Version"] == "2026.11.1"
    assert answer.json()["release"]["instead_of"] == "2026.11.3"
    assert client.get("/health/ready").json()["status"] == "degraded"


@pytest.mark.parametrize("name", [INDEX, "2026.11.3.json"])
def test_an_unreadable_file_of_another_account_counts_as_damaged(name, folder_for_all):
    with not_ours(folder_for_all / name):
        library = Library(folder_for_all)
        assert library.current().manifest.version in ("2026.11.1", "2026.11.3")
        assert library.state().status == "degraded"
        assert "permission denied" in library.state().why[0]
    assert (served(library), library.state().status) == ("2026.11.3", "ready")


@pytest.fixture
def folder_for_all(folder):
    """A folder that an account without rights can read; pytest's own folders are closed to others."""
    place = Path(tempfile.mkdtemp(prefix="releases-"))
    place.chmod(0o755)
    for path in folder.iterdir():
        shutil.copy(path, place)
    yield place
    shutil.rmtree(place)
