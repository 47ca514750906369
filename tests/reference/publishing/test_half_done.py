"""What did not reach readers never says that it did, and the next act finishes it."""

from __future__ import annotations

import errno
import os

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError

from reference.models import Recall, ReleaseRecord
from reference.publishing import publisher
from reference.publishing.actions import withdraw
from reference.publishing.ledger import in_chain
from reference.publishing.preview import make_preview
from reference.publishing.publisher import NothingChanged, publish_release, withdraw_release
from reference.publishing.reach import NothingPublished, NotReached
from reference.publishing.recall import AlreadyRecalled, lift_recall, marks_are_published, recall_entry
from reference.publishing.withdrawal import AlreadyWithdrawn
from reference.release.storage.library import Library
from reference.release.storage.store import ReleaseStore
from tests import factories as f
from tests import world as w
from tests.reference.admin.entries.test_editorial import browser, told

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

        self.monkeypatch.setattr("reference.release.storage.store.os.fsync", fails)

    def has_space(self) -> None:
        self.monkeypatch.setattr("reference.release.storage.store.os.fsync", self.fsync)


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
        "index.copy.json",
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


def test_a_recall_on_a_full_disk_is_recorded_and_says_that_readers_are_not_warned(published, paula, disk):
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
    assert "readers are NOT warned of it yet" in told(client.post(f"{RECALLS}publish/", follow=True))
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


def test_the_commands_fail_with_a_sentence(published, paula, disk):
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
