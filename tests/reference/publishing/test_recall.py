"""One publisher recalls an entry at once, every reader is warned, and a second person decides."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from reference.models import EditorialEvent, Recall, ReleaseRecord
from reference.publishing import recall as recalling
from reference.publishing.actions import withdraw
from reference.publishing.publisher import publish_release
from reference.publishing.reach import NotReached, PublishedByAnother
from reference.publishing.recall import (
    AlreadyConfirmed,
    AlreadyRecalled,
    NotPublished,
    NotRecalled,
    confirm_recall,
    lift_recall,
    marks_are_published,
    overdue_recalls,
    publish_open_recalls,
    recall_entry,
)  # fmt: skip
from reference.release.storage.library import current_release
from reference.release.storage.store import ReleaseStore
from reference.workflow import NotAllowed, NoteMissing, SelfApproval
from tests import factories as f
from tests import world as w
from tests.reference.publishing.recalled import REASON, everything, publisher, sentence
from tests.reference.test_pages_reader import open_page

pytestmark = pytest.mark.django_db


def test_it_is_published_at_once_without_what_was_approved_meanwhile(published, paula, monkeypatch):
    def approved_meanwhile():
        raise AssertionError("a recall waits for nothing and takes nothing along")

    monkeypatch.setattr("reference.publishing.publisher.gather_approved", approved_meanwhile)
    monkeypatch.setattr("reference.publishing.publisher.check_release", approved_meanwhile)
    before = current_release().release
    recall_entry("interactions", "dormirol", by=paula, reason=REASON)
    after = current_release()
    assert after.release.interactions == before.interactions
    assert after.manifest.published_by == "paula"
    assert after.manifest.notes == f"dormirol: {sentence()} {REASON}"
    assert [(mark.collection, mark.slug, mark.reason) for mark in after.release.recalls] == [
        ("interactions", "dormirol", REASON)
    ]
    call_command("verify_releases")


def test_older_releases_are_unchanged_and_their_readers_are_warned(published, recalled):
    version = published.manifest.version
    sealed = ReleaseStore(settings.RELEASES_DIR).read_release(version)
    assert sealed.recalls == ()
    page = open_page(f"/releases/{version}/interactions/dormirol/")
    assert sentence() in page.text
    assert "Sedation adds up with dormirol." in page.text


def test_the_next_publication_keeps_the_mark_until_it_is_lifted(recalled, quinn):
    corrected = everything(interactions=(w.changed(w.DRAWN[2], title="Corrected"),))
    publish_release(by="somebody", content=corrected)
    page = open_page("/interactions/dormirol/")
    assert "Corrected" in page.text
    assert sentence() in page.text
    lift_recall("interactions", "dormirol", by=quinn)
    page = open_page("/interactions/dormirol/")
    assert "Corrected" in page.text
    assert "Under correction" not in page.text


def test_withdrawing_a_release_does_not_take_the_mark_with_it(recalled, quinn):
    publish_release(by="somebody", content=everything(claims=()))
    marked = current_release().manifest.version
    assert withdraw(marked, by=quinn, reason="something else was wrong") == current_release().manifest.version
    assert current_release().manifest.version != marked
    assert sentence() in open_page("/interactions/dormirol/").text


def test_a_second_person_confirms_and_it_stays_marked(recalled, quinn):
    version = current_release().manifest.version
    confirm_recall("interactions", "dormirol", by=quinn)
    recalled.refresh_from_db()
    assert recalled.confirmed_by == quinn
    assert current_release().manifest.version == version
    assert sentence() in open_page("/interactions/dormirol/").text
    with pytest.raises(AlreadyConfirmed, match="quinn"):
        confirm_recall("interactions", "dormirol", by=publisher("rosa"))


def test_the_person_who_recalled_it_cannot_decide_on_it(recalled, paula):
    for decide in (confirm_recall, lift_recall):
        with pytest.raises(SelfApproval, match="another person"):
            decide("interactions", "dormirol", by=paula)
    assert sentence() in open_page("/interactions/dormirol/").text


@pytest.mark.parametrize("field", ["confirmed", "lifted"])
def test_the_database_refuses_one_person_twice_and_half_a_decision(recalled, quinn, field):
    rows = Recall.objects.filter(pk=recalled.pk)
    for by, at in ((recalled.recalled_by, timezone.now()), (quinn, None), (None, timezone.now())):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**{f"{field}_by": by, f"{field}_at": at})


def test_a_lifted_recall_says_so_in_the_notes_and_can_be_followed_by_another(recalled, quinn, paula):
    lift_recall("interactions", "dormirol", by=quinn, note="The label was read again.")
    assert (
        current_release().manifest.notes == "dormirol: no longer under correction. The label was read again."
    )
    with pytest.raises(NotRecalled):
        lift_recall("interactions", "dormirol", by=quinn)
    recall_entry("interactions", "dormirol", by=paula, reason="Once more.")
    assert Recall.objects.count() == 2


def test_an_entry_is_under_one_recall_at_a_time(recalled, quinn):
    with pytest.raises(AlreadyRecalled):
        recall_entry("interactions", "dormirol", by=quinn, reason="me too")
    with pytest.raises(IntegrityError), transaction.atomic():
        Recall.objects.create(
            kind="interactions", slug="dormirol", reason="x", recalled_by=quinn, recalled_at=timezone.now()
        )


def test_it_takes_the_publishers_right_a_reason_and_an_entry_that_readers_see(published, paula):
    with pytest.raises(NotAllowed):
        recall_entry("interactions", "dormirol", by=f.editor(), reason=REASON)
    with pytest.raises(NoteMissing):
        recall_entry("interactions", "dormirol", by=paula, reason=" ")
    with pytest.raises(NotPublished, match="no entry interactions/nothing"):
        recall_entry("interactions", "nothing", by=paula, reason=REASON)
    with pytest.raises(NotPublished, match="sources say nothing by themselves"):
        recall_entry("sources", "paper", by=paula, reason=REASON)
    assert not Recall.objects.exists()
    assert ReleaseRecord.objects.count() == 1


def test_a_recall_without_a_decision_within_a_day_is_overdue(recalled, quinn):
    in_time, late = (recalled.recalled_at + dt.timedelta(hours=h) for h in (23, 24))
    assert not overdue_recalls(in_time)
    assert list(overdue_recalls(late)) == [recalled]
    confirm_recall("interactions", "dormirol", by=quinn)
    assert not overdue_recalls(late)


def test_each_act_is_on_record(recalled, quinn):
    confirm_recall("interactions", "dormirol", by=quinn)
    lift_recall("interactions", "dormirol", by=quinn, note="mended")
    events = EditorialEvent.objects.filter(kind="interactions", slug="dormirol").order_by("id")
    assert [(event.act, event.by.username, event.note) for event in events] == [
        ("recalled", "paula", REASON),
        ("recall_confirmed", "quinn", ""),
        ("recall_lifted", "quinn", "mended"),
    ]


def test_a_recall_whose_publication_failed_is_kept_and_brought_to_readers_by_the_next(
    published, paula, monkeypatch
):
    def fails(**_):
        raise PublishedByAnother("somebody was quicker")

    with monkeypatch.context() as patch:
        patch.setattr(recalling, "publish_marks", fails)
        with pytest.raises(NotReached, match="is recorded, but readers are NOT warned yet"):
            recall_entry("interactions", "dormirol", by=paula, reason=REASON)
    assert not marks_are_published()
    assert "Under correction" not in open_page("/interactions/dormirol/").text
    publish_open_recalls(by=paula)
    assert marks_are_published()
    assert sentence() in open_page("/interactions/dormirol/").text


def test_a_publication_begun_before_a_recall_and_sealed_after_it_carries_the_mark(published, paula):
    begun = everything(interactions=(w.changed(w.DRAWN[2], title="Begun before"),))
    recall_entry("interactions", "dormirol", by=paula, reason=REASON)
    publish_release(by="somebody", content=begun)
    page = open_page("/interactions/dormirol/")
    assert "Begun before" in page.text
    assert sentence() in page.text


def test_a_recall_works_although_a_release_file_is_damaged(published, paula):
    path = settings.RELEASES_DIR / f"{published.manifest.version}.json"
    path.write_bytes(b"{}")
    recall_entry("interactions", "dormirol", by=paula, reason=REASON)
    assert sentence() in open_page("/interactions/dormirol/").text


@pytest.mark.django_db(transaction=True)
def test_recalls_at_the_same_moment_all_reach_readers(published):
    people = [publisher(f"p{n}") for n in range(4)]
    slugs = ["dormirol", "class-sedatives", "role-substrates", "teatested"]
    failed: list[Exception] = []

    def run(by, slug):
        try:
            recall_entry("interactions", slug, by=by, reason=REASON)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in zip(people, slugs, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert {mark.slug for mark in current_release().release.recalls} == set(slugs)
    call_command("verify_releases")


def test_the_command_recalls(published, paula, capsys):
    call_command("recall_entry", "interactions", "dormirol", by="paula", reason=REASON)
    assert "a second publisher has to confirm or lift it by" in capsys.readouterr().out
    assert sentence() in open_page("/interactions/dormirol/").text
    for options, why in (
        ({"by": "paula"}, "already"),
        ({"by": "nobody"}, "no account"),
    ):
        with pytest.raises(CommandError, match=why):
            call_command("recall_entry", "interactions", "dormirol", reason=REASON, **options)
