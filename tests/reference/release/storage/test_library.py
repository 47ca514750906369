from __future__ import annotations

import datetime as dt
import threading

import msgspec
import pytest

from reference.release.schema.release import Recall
from reference.release.storage import library as reading
from reference.release.storage.library import (
    KEPT_IN_MEMORY,
    Library,
    LoadedRelease,
    NoRelease,
    ReleaseBusy,
)
from reference.release.storage.store import ReleaseNotFound, ReleaseStore, Withdrawal
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
    current = library.current()
    for number in range(1, KEPT_IN_MEMORY + 3):
        assert library.get(f"2026.11.{number}").release.interactions[0].slug == f"e-{number}"
    assert len(library._old) == KEPT_IN_MEMORY - 1
    assert library.current() is current, "old releases displace each other, never the current one"


def test_what_is_derived_is_built_once(tmp_path):
    seal_into(tmp_path, w.world())
    loaded = Library(tmp_path).current()
    assert loaded.derived(id) == loaded.derived(id) == id(loaded)
    assert loaded.by_slug("interactions")["dormirol"].slug == "dormirol"


@pytest.fixture
def two(tmp_path) -> Library:
    """Two releases, the second current."""
    seal_into(tmp_path, w.world())
    seal_into(tmp_path, w.world(w.DRAWN[0]), "2026.11.2", PUBLISHED + ONE_DAY)
    return Library(tmp_path)


def withdraw(folder, version):
    store = ReleaseStore(folder)
    index = store.read_index()
    entry = msgspec.structs.replace(
        index.releases[version], withdrawn=Withdrawal(at=PUBLISHED, reason="Wrong.")
    )
    store.write_index(msgspec.structs.replace(index, releases={**index.releases, version: entry}))


def test_a_release_that_the_index_calls_current_although_it_was_withdrawn_is_not_served(two, tmp_path):
    withdraw(tmp_path, "2026.11.2")
    assert ReleaseStore(tmp_path).read_index().current == "2026.11.2"
    assert two.current().manifest.version == "2026.11.1"
    assert two.state().status == "ready"


def test_where_every_release_was_withdrawn_none_is_served_by_old_and_new_workers_alike(two, tmp_path):
    two.current()
    for version in ("2026.11.1", "2026.11.2"):
        withdraw(tmp_path, version)
    for library in (two, Library(tmp_path)):
        with pytest.raises(NoRelease, match="every release was withdrawn"):
            library.current()


def test_a_release_with_the_version_of_another_is_refused(two, tmp_path):
    store = ReleaseStore(tmp_path)
    index = store.read_index()
    (tmp_path / "2026.11.2.json").write_bytes((tmp_path / "2026.11.1.json").read_bytes())
    entry = msgspec.structs.replace(
        index.releases["2026.11.2"], checksum=index.releases["2026.11.1"].checksum
    )
    store.write_index(msgspec.structs.replace(index, releases={**index.releases, "2026.11.2": entry}))
    assert two.current().manifest.version == "2026.11.1"
    assert "that of another release" in two.state().why[0]


def test_what_cannot_be_read_is_not_read_again_on_every_request(two, tmp_path, monkeypatch):
    (tmp_path / "2026.11.2.json").write_bytes(b"{}")
    looks = counted(two, "_look", monkeypatch)
    for _ in range(20):
        two.current()
    assert len(looks) == 1
    monkeypatch.setattr(reading.time, "monotonic", lambda: float("inf"))
    two.current()
    assert len(looks) == 2


def test_a_request_keeps_the_release_it_began_with(two, tmp_path):
    began = two.current()
    seal_into(tmp_path, w.world(w.DRAWN[1]), "2026.11.3", PUBLISHED + 2 * ONE_DAY)
    assert two.current().manifest.version == "2026.11.3"
    assert began.catalogue.served == "2026.11.2"
    assert "2026.11.3" not in began.catalogue.index.releases


def test_names_are_kept_when_a_release_is_no_longer_the_current_one(two, tmp_path):
    names = two.current().names
    seal_into(tmp_path, w.world(w.DRAWN[1]), "2026.11.3", PUBLISHED + 2 * ONE_DAY)
    two.current()
    assert two.get("2026.11.2").names is names


def test_a_mark_that_was_set_later_is_shown_in_every_older_release(two, tmp_path):
    mark = Recall(
        collection="interactions", slug="dormirol", since=PUBLISHED.date(), reason="A dose is wrong."
    )
    other = Recall(collection="manifest", slug="dormirol", since=PUBLISHED.date(), reason="No such thing.")
    store = ReleaseStore(tmp_path)
    store.write_index(msgspec.structs.replace(store.read_index(), recalls=(mark, other)))
    old = two.get("2026.11.1")
    assert (
        old.warning_of("interactions", "dormirol")
        == "Under correction since 22 November 2026: do not rely on it."
    )
    assert old.marks == (mark,)
    assert two.current().marks == (), "it holds no such entry"


def test_an_old_release_is_opened_by_one_thread_at_a_time_and_the_current_one_by_all(two):
    two.current()
    old = two.get("2026.11.1")
    Library(two.store.folder)
    with two._turn:
        two._old = reading.Kept(1)
        assert in_a_thread(lambda: two.get("2026.11.1")) is ReleaseBusy
        assert in_a_thread(lambda: two.current().names) is None
        assert in_a_thread(lambda: old.names) is ReleaseBusy
    assert in_a_thread(lambda: two.get("2026.11.1").names) is None


def test_derived_data_is_built_by_one_thread_for_any_number_of_requests(two):
    built = []
    waiting = threading.Barrier(8)

    def make(loaded: LoadedRelease) -> int:
        built.append(loaded)
        return len(built)

    def ask() -> None:
        waiting.wait(20)
        two.current().derived(make)

    run(ask, 8)
    assert len(built) == 1


def test_threads_that_read_while_releases_come_and_go_get_each_release_whole(tmp_path):
    """Each release holds one entry that is named after its version."""
    publish(tmp_path, 1)
    library, wrong, done = Library(tmp_path), [], threading.Event()

    def read() -> None:
        while not done.is_set():
            for loaded in (library.current(), library.current(), _any_old(library)):
                said = loaded.release.interactions[0].slug
                if said != f"e-{loaded.manifest.version.rsplit('.', 1)[1]}" or not loaded.names:
                    wrong.append((said, loaded.manifest.version))

    readers = [threading.Thread(target=_recorded(read, wrong)) for _ in range(6)]
    for reader in readers:
        reader.start()
    for number in range(2, 12):
        publish(tmp_path, number)
        assert library.current().manifest.version in (f"2026.11.{number}", f"2026.11.{number - 1}")
    done.set()
    for reader in readers:
        reader.join(60)
    assert wrong == []
    assert library.current().manifest.version == "2026.11.11"


def publish(folder, number):
    world = w.world(w.entry(f"e-{number}", "drug", "statorin", w.row()))
    seal_into(folder, world, f"2026.11.{number}", PUBLISHED + number * ONE_DAY)


def _any_old(library: Library) -> LoadedRelease:
    try:
        return library.get("2026.11.1")
    except ReleaseBusy:
        return library.current()


def _recorded(act, wrong):
    def recorded():
        try:
            act()
        except ReleaseBusy:
            recorded()
        except Exception as error:
            wrong.append(error)

    return recorded


def in_a_thread(act):
    """What it raised."""
    raised = []

    def tried():
        try:
            act()
        except Exception as error:
            raised.append(type(error))

    run(tried, 1)
    return raised[0] if raised else None


def run(act, number):
    threads = [threading.Thread(target=act) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


def counted(owner, name, monkeypatch):
    """Every call of a method from now on."""
    calls, act = [], getattr(owner, name)

    def count(*args, **kwargs):
        calls.append(args)
        return act(*args, **kwargs)

    monkeypatch.setattr(owner, name, count)
    return calls
