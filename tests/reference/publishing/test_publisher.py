"""Publishing against a real database: SQLite here, PostgreSQL as well in CI."""

from __future__ import annotations

import contextlib
import shutil
import threading

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from reference.models import ReleaseRecord
from reference.publishing import publisher
from reference.publishing.publisher import (
    NothingChanged,
    PublishedByAnother,
    ReleaseRejected,
    publish_release,
    withdraw_release,
)  # fmt: skip
from reference.publishing.withdrawal import UnknownRelease
from reference.release.storage.library import Library
from reference.release.storage.store import ReleaseStore
from tests import world as w


@pytest.fixture
def library(settings):
    return Library(settings.RELEASES_DIR)


def publish(release=None, **more):
    return publish_release(by="an editor", content=release or w.world(), **more)


def other(slug="other"):
    return w.world(*w.DRAWN, w.entry(slug, "drug", "neverseen", w.row()))


@pytest.mark.django_db
def test_a_published_release_is_current_sealed_and_in_the_ledger(library):
    published = publish(notes="the first")
    assert library.current().manifest == published.manifest
    record = ReleaseRecord.objects.get()
    assert (record.version, record.checksum, record.notes) == (
        published.manifest.version,
        published.checksum,
        "the first",
    )
    assert bytes(record.sealed) == ReleaseStore(settings.RELEASES_DIR).read_sealed(record.version)


@pytest.mark.django_db
def test_releases_are_chained_and_numbered(library):
    first, second = publish(), publish(other())
    assert second.manifest.previous_checksum == first.checksum
    assert first.manifest.previous_checksum is None
    assert second.manifest.version.rsplit(".", 1)[0] == first.manifest.version.rsplit(".", 1)[0]
    assert library.get(first.manifest.version).manifest == first.manifest


@pytest.mark.django_db
def test_identical_content_is_refused(library):
    first = publish()
    with pytest.raises(NothingChanged, match=first.manifest.version):
        publish()
    assert ReleaseRecord.objects.count() == 1


@pytest.mark.django_db
def test_a_refused_release_leaves_everything_as_it_was(library):
    first = publish()
    with pytest.raises(ReleaseRejected, match="the rule gives"):
        publish(w.world(w.entry("bad", "drug", "dormirol", w.row(severity="minor"))))
    assert library.current().manifest == first.manifest
    assert ReleaseRecord.objects.count() == 1


@pytest.mark.django_db
def test_a_withdrawn_release_stays_readable_and_the_newest_good_one_is_current(library):
    first, second = publish(), publish(other())
    assert (
        withdraw_release(second.manifest.version, by="an editor", reason="a wrong number")
        == first.manifest.version
    )
    assert library.current().manifest.version == first.manifest.version
    withdrawn = library.get(second.manifest.version)
    assert withdrawn.withdrawn.reason == "a wrong number"


@pytest.mark.django_db
def test_a_withdrawal_needs_a_reason_and_a_release(library):
    version = publish().manifest.version
    with pytest.raises(ValueError, match="needs a reason"):
        withdraw_release(version, by="an editor", reason=" ")
    with pytest.raises(UnknownRelease):
        withdraw_release("2000.1.1", by="an editor", reason="gone")


@pytest.mark.django_db
def test_a_lost_folder_is_rebuilt_from_the_ledger(library, capsys):
    first, second = publish(), publish(other())
    shutil.rmtree(settings.RELEASES_DIR)
    call_command("restore_releases")
    fresh = Library(settings.RELEASES_DIR)
    assert fresh.current().checksum == second.checksum
    assert fresh.get(first.manifest.version).checksum == first.checksum
    call_command("verify_releases")
    assert "the chain holds" in capsys.readouterr().out


@pytest.mark.django_db
def test_an_edited_file_is_found_and_restored(library):
    version = publish().manifest.version
    path = settings.RELEASES_DIR / f"{version}.json"
    path.write_bytes(path.read_bytes().replace(b"major", b"minor"))
    with pytest.raises(CommandError, match="restore_releases"):
        call_command("verify_releases")
    call_command("restore_releases")
    call_command("verify_releases")


class Killed(BaseException):
    """Stands for a process that dies at this line."""


STEPS = ("written_beside", "enter", "_put", "write_index")


@pytest.mark.django_db
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_publisher_that_dies_leaves_a_whole_release_and_the_next_one_finishes(
    library, monkeypatch, step, when
):
    first = publish()
    owner = publisher if step == "enter" else ReleaseStore
    original = getattr(owner, step)

    def dies(*args, **kwargs):
        if when == "after":
            original(*args, **kwargs)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(owner, step, dies)
        with pytest.raises(Killed):
            publish(other())
    survivor = Library(settings.RELEASES_DIR).current()
    assert survivor.manifest.version in {first.manifest.version, f"{first.manifest.version[:-1]}2"}
    with contextlib.suppress(NothingChanged):
        publish(other())
    fresh = Library(settings.RELEASES_DIR)
    assert "other" in fresh.current().by_slug("interactions")
    call_command("verify_releases")


@pytest.mark.django_db
def test_the_chain_cannot_fork(library):
    publish()
    record = ReleaseRecord.objects.get()
    with pytest.raises(IntegrityError):
        ReleaseRecord.objects.create(
            version="2099.1.1", checksum="x", previous_checksum=record.previous_checksum,
            published_at=record.published_at, published_by="x", sealed=b"x",
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_of_two_publishers_at_once_both_leave_one_chain(settings):
    publish()
    outcomes: list[str] = []

    def run(slug: str) -> None:
        try:
            publish(other(slug))
            outcomes.append("published")
        except (NothingChanged, PublishedByAnother) as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(f"other-{i}",)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("published") + outcomes.count("PublishedByAnother") == 4
    call_command("verify_releases")


@pytest.mark.django_db
def test_the_command_leaves_unchanged_content_alone(capsys, monkeypatch):
    monkeypatch.setattr(publisher, "gather_approved", w.world)
    call_command("publish_release")
    call_command("publish_release")
    assert "nothing changed since release" in capsys.readouterr().out
