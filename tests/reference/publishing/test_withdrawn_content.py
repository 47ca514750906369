"""Content that was withdrawn comes back only by a publisher's word."""

from __future__ import annotations

import msgspec
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from reference.models import EditorialEvent, Recall, ReleaseRecord, entry_models
from reference.publishing.publisher import publish_release, withdraw_release
from reference.publishing.recall import recall_entry
from reference.publishing.withdrawal import AlreadyWithdrawn, StaysWithdrawn
from reference.release.storage.library import Library
from reference.release.storage.store import ReleaseStore
from reference.workflow import approve, save_revision, submit_for_review
from tests import factories as f
from tests import world as w

pytestmark = pytest.mark.django_db
WRONG = "The dose of naloxone was wrong."


def other(slug="other"):
    return w.world(*w.DRAWN, w.entry(slug, "drug", "neverseen", w.row()))


def publish(content=None, **more):
    return publish_release(by="an editor", content=content or w.world(), **more)


def current() -> str | None:
    return ReleaseStore(settings.RELEASES_DIR).read_index().current


@pytest.fixture
def withdrawn():
    """Two releases, the second withdrawn."""
    publish()
    version = publish(other()).manifest.version
    withdraw_release(version, by="an editor", reason=WRONG)
    return version


def test_it_is_refused_and_says_which_release_why_and_what_readers_read(withdrawn):
    with pytest.raises(StaysWithdrawn) as refused:
        publish(other())
    assert withdrawn in str(refused.value)
    assert WRONG in str(refused.value)
    assert f"Readers read {current()}" in str(refused.value)
    assert ReleaseRecord.objects.count() == 2


def test_with_a_publishers_reason_it_is_published_and_readers_see_the_reason(withdrawn):
    published = publish(other(), again="The dose was right after all.")
    assert current() == published.manifest.version
    assert (
        published.manifest.notes
        == f"Says again what {withdrawn}, withdrawn, said: The dose was right after all."
    )
    publish(w.world(w.DRAWN[0]))
    assert publish(other()).manifest.version == current()  # the word that was given stands


def test_a_mark_or_a_newer_program_does_not_make_it_new_content(withdrawn, monkeypatch):
    publisher = f.person("paula", "publisher")
    recall_entry("interactions", "dormirol", by=publisher, reason="Wrong.")
    resolved = w.changed(other(), unconfirmed_brands=(), resolved_classes=())
    with pytest.raises(StaysWithdrawn):
        publish(resolved)


def test_anything_else_is_published(withdrawn):
    assert publish(other("corrected")).manifest.version == current()


def test_a_withdrawal_keeps_its_day_and_its_reason(withdrawn):
    with pytest.raises(AlreadyWithdrawn):
        withdraw_release(withdrawn, by="another", reason="something else")
    assert ReleaseRecord.objects.get(version=withdrawn).withdrawn_reason == WRONG
    with pytest.raises(CommandError, match="was withdrawn on"):
        call_command("withdraw_release", withdrawn, by="another", reason="something else")


def test_a_recall_that_had_not_reached_readers_does_even_where_the_publication_is_refused(withdrawn):
    paula = f.person("paula", "publisher")
    Recall.objects.create(
        kind="interactions",
        slug="dormirol",
        reason="Wrong.",
        recalled_by=paula,
        recalled_at="2026-11-22T12:00Z",
    )
    with pytest.raises(StaysWithdrawn):
        publish(other())
    assert Library(settings.RELEASES_DIR).current().corrections


def test_a_withdrawal_by_command_is_on_record(withdrawn):
    events = EditorialEvent.objects.filter(kind="releases").order_by("id")
    assert [event.act for event in events] == ["published", "published", "withdrawn"]
    assert events.last().note == WRONG


class TestTheTwoCommandsOfMakeRun:
    """`load_content --bootstrap`, then `publish_release`, as after every start."""

    @pytest.fixture(autouse=True)
    def loaded(self, settings, tmp_path):
        settings.CONTENT_DIR = f.content_folder(tmp_path)
        self.start()

    def start(self) -> None:
        call_command("load_content", bootstrap=True)
        call_command("publish_release")

    def rewrite(self, title: str) -> None:
        anna, berta = f.editor(title.split()[0]), f.reviewer(title.split()[1])
        entry = entry_models()["interactions"]._default_manager.get(slug="dormirol")
        entry.from_record(msgspec.structs.replace(entry.to_record(), title=title))
        save_revision(entry, by=anna)
        approve(submit_for_review(entry, by=anna), by=berta)

    def test_after_a_withdrawal_they_say_what_is_current_and_what_to_do_and_readers_keep_it(self, capsys):
        self.rewrite("anna berta wrote this")
        call_command("publish_release")
        withdraw_release(current(), by="x", reason=WRONG)
        stays = current()
        capsys.readouterr()
        self.start()
        said = capsys.readouterr().out
        assert "nothing was published: what is approved is what release" in said
        assert WRONG in said
        assert f"Readers read {stays}" in said
        assert 'publish_release --again --reason "…"' in said
        assert current() == stays

    def test_with_one_release_only_nothing_comes_back(self, capsys):
        withdraw_release(current(), by="x", reason=WRONG)
        self.start()
        assert "Readers are told that it was withdrawn" in capsys.readouterr().out
        assert current() is None
        assert ReleaseRecord.objects.count() == 1

    def test_a_corrected_entry_is_published(self):
        withdraw_release(current(), by="x", reason=WRONG)
        self.rewrite("carl dora corrected it")
        self.start()
        assert (
            "corrected" in Library(settings.RELEASES_DIR).current().by_slug("interactions")["dormirol"].title
        )

    def test_publishing_again_needs_a_reason(self):
        withdraw_release(current(), by="x", reason=WRONG)
        for half in ({"again": True}, {"reason": "Right after all."}):
            with pytest.raises(CommandError, match="belong together"):
                call_command("publish_release", **half)
        call_command("publish_release", again=True, reason="Right after all.")
        assert "Right after all." in Library(settings.RELEASES_DIR).current().manifest.notes
