"""The folder of a machine says what the ledger says: without locks, on a second host, under any umask, after any loss."""

from __future__ import annotations

import os

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError

from reference.management.commands import follow_releases
from reference.models import ReleaseRecord
from reference.publishing import publisher
from reference.publishing.folder import readable_index
from reference.publishing.ledger import in_chain
from reference.publishing.publisher import publish_release, withdraw_release
from reference.publishing.reach import NothingPublished
from reference.publishing.recall import recall_entry
from reference.release.storage.library import Library
from reference.release.storage.store import ReleaseStore
from tests import factories as f
from tests import world as w

pytestmark = pytest.mark.django_db
ENTRY = ("interactions", "dormirol")


@pytest.fixture
def published():
    return publish(w.world())


@pytest.fixture
def paula():
    return f.person("paula", "publisher")


def publish(content=None):
    other = w.world(*w.DRAWN, w.entry("other", "drug", "neverseen", w.row()))
    return publish_release(by="x", content=content or other).manifest.version


def read():
    return Library(settings.RELEASES_DIR).current()


def warned() -> bool:
    return ENTRY in read().corrections


def recall(by):
    return recall_entry(*ENTRY, by=by, reason="Wrong.")


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
    """Two publishers write at once where the lock does nothing: the loser's bytes never replace the winner's."""

    @pytest.fixture(autouse=True)
    def _no_locks(self, monkeypatch):
        monkeypatch.setattr("reference.release.storage.store.fcntl.flock", lambda *_: None)

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

    def test_a_file_cleared_away_too_early_comes_back_from_the_ledger(self, published, monkeypatch):
        put = ReleaseStore._put

        def cleared(store, beside, path):
            monkeypatch.setattr(ReleaseStore, "_put", put)
            beside.unlink()
            put(store, beside, path)

        monkeypatch.setattr(ReleaseStore, "_put", cleared)
        assert publish() == read().manifest.version


def _database_is_away(_):
    raise OperationalError("connection refused")


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

    def test_it_receives_recalls_and_withdrawals(self, second, published, paula):
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

    def test_a_damaged_file_of_what_its_readers_read_is_written_again(self, second, published):
        def damage():
            (settings.RELEASES_DIR / f"{published}.json").write_bytes(b"{}")

        second(damage)
        second(call_command, "follow_releases")
        assert second(read).manifest.version == published

    def test_as_a_service_it_looks_again_after_a_failure(self, second, monkeypatch, capsys):
        looks = iter(["published", "the database is away", "ended"])
        versions = []

        def meanwhile(seconds):
            what = next(looks)
            if what == "ended":
                raise KeyboardInterrupt
            if what == "published":
                versions.append(on_the_first_host(publish))
            else:
                monkeypatch.setattr(follow_releases, "follow", _database_is_away)

        def on_the_first_host(act):
            here, settings.RELEASES_DIR = settings.RELEASES_DIR, settings.RELEASES_DIR.with_name("releases")
            try:
                return act()
            finally:
                settings.RELEASES_DIR = here

        monkeypatch.setattr(follow_releases.time, "sleep", meanwhile)
        monkeypatch.setattr(follow_releases.connection, "close", lambda: None)  # the test's own
        second(call_command, "follow_releases", every=1)
        assert second(read).manifest.version == versions[0]
        assert "the database cannot be reached" in capsys.readouterr().err

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
    marks = readable_index(ReleaseStore(settings.RELEASES_DIR)).recalls
    assert [(mark.collection, mark.slug, mark.reason) for mark in marks] == [(*ENTRY, "Wrong.")]
