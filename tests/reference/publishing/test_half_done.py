"""What did not reach readers never says that it did, and the next act finishes it."""

from __future__ import annotations

import errno
import os

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError

from reference.models import Recall, ReleaseRecord
from reference.publishing import folder, publisher
from reference.publishing.acts import withdraw
from reference.publishing.ledger import in_chain
from reference.publishing.preview import make_preview
from reference.publishing.publisher import NothingChanged, publish_release, withdraw_release
from reference.publishing.reach import NothingPublished, NotReached
from reference.publishing.recall import AlreadyRecalled, lift_recall, marks_are_published, recall_entry
from reference.publishing.withdrawal import AlreadyWithdrawn
from reference.release.library import Library
from reference.release.store import ReleaseStore
from tests import factories as f
from tests import world as w
from tests.reference.admin.test_editorial import browser, told

pytestmark = pytest.mark.django_db
RECALLS, LIST = "/admin/reference/recall/", "/admin/reference/releaserecord/"
ENTRY = ("interactions", "dormirol")


class Disk:
    """The disk under the releases folder."""

    def __init__(self, monkeypatch) -> None:
        self.monkeypatch, self.fsync = monkeypatch, os.fsync

    def is_full(self) -> None:
        def fails(_):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        self.monkeypatch.setattr("reference.release.store.os.fsync", fails)

    def has_space(self) -> None:
        self.monkeypatch.setattr("reference.release.store.os.fsync", self.fsync)


@pytest.fixture
def disk(monkeypatch):
    return Disk(monkeypatch)


@pytest.fixture
def index_cannot_be_written(monkeypatch):
    """From now on, until undone."""

    def fails(*_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(ReleaseStore, "write_index", fails)
        yield patch


@pytest.fixture
def published():
    return publish(w.world())


@pytest.fixture
def paula():
    return f.person("paula", "publisher")


@pytest.fixture
def quinn():
    return f.person("quinn", "publisher")


def publish(content=None):
    return publish_release(by="x", content=content or other()).manifest.version


def other():
    return w.world(*w.DRAWN, w.entry("other", "drug", "neverseen", w.row()))


def read():
    return Library(settings.RELEASES_DIR).current()


def warned() -> bool:
    return ENTRY in read().corrections


def recall(by, entry=ENTRY):
    return recall_entry(*entry, by=by, reason="Wrong.")


def test_a_full_disk_publishes_nothing_says_so_and_leaves_nothing_behind(published, disk):
    disk.is_full()
    with pytest.raises(NothingPublished, match="cannot be written: No space left on device"):
        publish()
    assert ReleaseRecord.objects.count() == 1
    assert read().manifest.version == published
    assert {path.name for path in settings.RELEASES_DIR.iterdir()} == {
        ".lock",
        "index.json",
        f"{published}.json",
    }
    disk.has_space()
    assert publish() == read().manifest.version


def test_a_release_that_is_recorded_and_not_listed_is_not_called_published(
    published, index_cannot_be_written
):
    with pytest.raises(
        NotReached, match="is recorded, but it is not certain that readers read it: Input/output"
    ):
        publish()
    assert read().manifest.version == published
    index_cannot_be_written.undo()
    with pytest.raises(NothingChanged):
        publish()
    assert read().manifest.version == in_chain()[-1].version != published


def test_a_database_that_fails_after_the_file_was_written_publishes_nothing(published, monkeypatch):
    def fails(*_, **__):
        raise OperationalError("connection lost")

    with monkeypatch.context() as patch:
        patch.setattr(publisher, "enter", fails)
        with pytest.raises(NothingPublished, match="the database failed"):
            publish()
    assert read().manifest.version == published
    publish()
    call_command("verify_releases")


def test_a_recall_on_a_full_disk_is_recorded_and_says_that_nobody_is_warned(published, paula, disk):
    disk.is_full()
    for _ in range(2):  # the second time too: it is not "under correction already" for readers
        with pytest.raises(NotReached, match=r"is recorded, but readers are NOT warned yet: .*No space left"):
            recall(paula)
    assert Recall.objects.count() == 1
    assert not marks_are_published()
    assert not warned()
    disk.has_space()
    with pytest.raises(AlreadyRecalled, match="under correction already, and readers are warned"):
        recall(paula)
    assert warned()


def test_the_admin_says_the_same_without_an_error_page(published, paula, disk):
    client = browser(paula)
    form = {"entry": "/".join(ENTRY), "reason": "Wrong."}
    disk.is_full()
    for _ in range(2):
        answer = client.post(f"{RECALLS}add/", form, follow=True)
        assert answer.status_code == 200
        assert "is recorded, but readers are NOT warned yet" in told(answer)
    assert "readers are NOT told of it yet" in told(client.post(f"{RECALLS}publish/", follow=True))
    assert b"Publish it now" in client.get(RECALLS).content
    disk.has_space()
    assert "exactly the recalls that are open" in told(client.post(f"{RECALLS}publish/", follow=True))
    assert warned()
    assert "and readers are warned" in told(client.post(f"{RECALLS}add/", form, follow=True))


@pytest.mark.parametrize(
    ("address", "form", "says"),
    [
        (
            f"{LIST}{{version}}/withdraw/",
            {"reason": "wrong"},
            "it is not certain that readers are told of it",
        ),
        (f"{LIST}restore/", {}, "Nothing was done: the releases folder cannot be written"),
    ],
)
def test_withdrawing_and_restoring_in_the_admin_say_what_did_not_happen(
    published, paula, disk, address, form, says
):
    newest = publish()
    if "restore" in address:
        (settings.RELEASES_DIR / f"{newest}.json").unlink()
    disk.is_full()
    answer = browser(paula).post(address.format(version=newest), form, follow=True)
    assert answer.status_code == 200
    assert says in told(answer)


def test_the_commands_say_it_in_a_sentence(published, paula, disk):
    disk.is_full()
    for name, given, says in (
        ("recall_entry", ENTRY, "readers are NOT warned yet"),
        ("withdraw_release", [published], "it is not certain that readers are told of it"),
        ("restore_releases", [], "cannot be written"),
    ):
        options = {} if name == "restore_releases" else {"by": "paula", "reason": "Wrong."}
        with pytest.raises(CommandError, match=says) as failed:
            call_command(name, *given, **options)
        assert "No space left on device" in str(failed.value)


def test_a_preview_on_a_full_disk_is_refused_in_words(published, disk):
    disk.is_full()
    with pytest.raises(NothingPublished, match="No space left on device"):
        make_preview(by=f.editor(), content=other())


def test_a_withdrawal_that_did_not_reach_readers_is_finished_by_repeating_it(published, quinn, disk):
    newest = publish()
    disk.is_full()
    with pytest.raises(NotReached):
        withdraw(newest, by=quinn, reason="wrong")
    assert read().manifest.version == newest
    disk.has_space()
    with pytest.raises(AlreadyWithdrawn):
        withdraw(newest, by=quinn, reason="wrong")
    assert read().manifest.version == published


def test_a_lifted_recall_that_readers_still_see_says_so(published, paula, quinn, disk):
    recall(paula)
    disk.is_full()
    with pytest.raises(NotReached, match="readers may still see the warning"):
        lift_recall(*ENTRY, by=quinn)
    disk.has_space()
    call_command("restore_releases")
    assert not warned()


def _published_unchanged(_):
    publish(w.world())


def _another_recalled(by):
    recall(by, ("interactions", "class-sedatives"))


def _newest_withdrawn(_):
    withdraw_release(in_chain()[-1].version, by="x", reason="wrong")


def _restored(_):
    call_command("restore_releases")


NEXT_ACTS = [_published_unchanged, _another_recalled, _newest_withdrawn, _restored]


@pytest.mark.parametrize("act", NEXT_ACTS)
def test_a_publisher_killed_between_record_and_release_warns_readers_by_the_next_act(published, paula, act):
    publish()
    publish(w.world(w.DRAWN[2], w.DRAWN[0]))
    Recall.objects.create(
        kind=ENTRY[0], slug=ENTRY[1], reason="Wrong.", recalled_by=paula, recalled_at="2026-11-22T12:00Z"
    )
    assert not warned()
    act(paula)
    assert warned()
    assert marks_are_published()


def test_what_a_killed_writer_left_is_cleared_by_the_next(published):
    left = settings.RELEASES_DIR / ".2026.11.2.json.4711"
    left.write_bytes(b"half")
    call_command("restore_releases")
    assert not left.exists()


def test_the_server_reads_what_another_account_published_whatever_its_umask(settings, tmp_path):
    before = os.umask(0o077)
    try:
        publish(w.world())
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in settings.RELEASES_DIR.glob("*.json")}
    assert set(modes.values()) == {0o644}
    assert settings.RELEASES_DIR.stat().st_mode & 0o777 == 0o755


class TestAnotherPublisherOnAFolderWithoutLocks:
    """Two publishers write at once where the lock does nothing: the loser's bytes never stand in the winner's place."""

    @pytest.fixture(autouse=True)
    def _no_locks(self, monkeypatch):
        monkeypatch.setattr("reference.release.store.fcntl.flock", lambda *_: None)

    def test_the_loser_leaves_the_winners_file(self, published, monkeypatch):
        enter = publisher.enter

        def beaten(record, **more):
            monkeypatch.setattr(publisher, "enter", enter)
            publish(w.world(w.DRAWN[0]))
            enter(record, **more)

        monkeypatch.setattr(publisher, "enter", beaten)
        with pytest.raises(NothingPublished, match="another release was published meanwhile"):
            publish()
        call_command("verify_releases")
        assert set(read().by_slug("interactions")) == {w.DRAWN[0].slug}

    def test_an_index_written_by_the_slower_one_is_written_again(self, published, monkeypatch):
        write_index = ReleaseStore.write_index

        def overtaken(store, index):
            monkeypatch.setattr(ReleaseStore, "write_index", write_index)
            publish(w.world(w.DRAWN[0]))
            write_index(store, index)

        (settings.RELEASES_DIR / "index.json").write_bytes(b"{}")
        monkeypatch.setattr(ReleaseStore, "write_index", overtaken)
        call_command("restore_releases")
        assert read().manifest.version == in_chain()[-1].version != published

    def test_what_lay_beside_and_was_taken_for_left_behind_comes_from_the_ledger(
        self, published, monkeypatch
    ):
        put = ReleaseStore._put

        def cleared(store, beside, path):
            monkeypatch.setattr(ReleaseStore, "_put", put)
            beside.unlink()
            put(store, beside, path)

        monkeypatch.setattr(ReleaseStore, "_put", cleared)
        assert publish() == read().manifest.version


class TestAHostWithItsOwnFolder:
    """One database, two hosts: the second publishes nothing and follows."""

    @pytest.fixture
    def second(self, published, settings, tmp_path):
        """Does something with the second host's folder in place."""

        def on_the_second_host(act, *given, **options):
            first = settings.RELEASES_DIR
            settings.RELEASES_DIR = tmp_path / "second-host"
            try:
                return act(*given, **options)
            finally:
                settings.RELEASES_DIR = first

        on_the_second_host(call_command, "follow_releases")
        return on_the_second_host

    def test_it_reads_what_was_published_elsewhere(self, second):
        version = publish()
        assert second(read).manifest.version != version
        second(call_command, "follow_releases")
        assert second(read).manifest.version == version

    def test_it_is_warned_and_told_of_a_withdrawal(self, second, published, paula):
        publish()
        recall(paula)
        second(call_command, "follow_releases")
        assert second(warned)
        withdraw_release(read().manifest.version, by="x", reason="wrong")
        second(call_command, "follow_releases")
        assert second(read).manifest.version == read().manifest.version
        assert second(warned)

    def test_verification_says_that_it_is_behind(self, second):
        version = publish()
        with pytest.raises(CommandError, match=f"behind the ledger: it lacks {version}"):
            second(call_command, "verify_releases")

    def test_in_step_it_writes_nothing(self, second, capsys):
        before = second(lambda: ReleaseStore(settings.RELEASES_DIR).stamp())
        capsys.readouterr()
        second(call_command, "follow_releases")
        assert capsys.readouterr().out.strip() == "in step"
        assert second(lambda: ReleaseStore(settings.RELEASES_DIR).stamp()) == before

    def test_an_empty_database_takes_nothing_from_its_readers(self, second, published):
        ReleaseRecord.objects.all().delete()
        with pytest.raises(CommandError, match="the ledger lacks"):
            second(call_command, "follow_releases")
        assert second(read).manifest.version == published


def test_a_file_that_is_written_again_replaces_the_index_so_that_running_servers_look(published):
    library = Library(settings.RELEASES_DIR)
    older, newest = published, publish()
    assert library.current().manifest.version == newest
    (settings.RELEASES_DIR / f"{newest}.json").write_bytes(b"{}")
    fresh = Library(settings.RELEASES_DIR)
    assert fresh.current().manifest.version == older
    call_command("restore_releases")
    assert fresh.current().manifest.version == newest


def test_the_index_names_what_is_under_correction_for_whichever_release_is_served(published, paula):
    recall(paula)
    marks = folder.readable_index(ReleaseStore(settings.RELEASES_DIR)).recalls
    assert [(mark.collection, mark.slug, mark.reason) for mark in marks] == [(*ENTRY, "Wrong.")]
