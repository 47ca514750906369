"""One publisher recalls an entry at once, every reader is warned, and a second person decides."""

from __future__ import annotations

import datetime as dt
import json
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
from reference.release.schema.traverse import STATEMENT_COLLECTIONS
from reference.release.storage.library import current_release
from reference.release.storage.store import ReleaseStore
from reference.workflow import NotAllowed, NoteMissing, SelfApproval
from tests import factories as f
from tests import world as w
from tests.reference.api import drawn
from tests.reference.test_pages_reader import open_page

pytestmark = pytest.mark.django_db
REASON = "The dose limit is wrong."


def everything(**more):
    """A record of each collection, fit for the gate."""
    return drawn.everything(sources=w.world().sources, **more)


def sentence() -> str:
    return f"Under correction since {dt.datetime.now(dt.UTC):%-d %B %Y}: do not rely on it."


def publisher(username="paula"):
    return f.person(username, "publisher")


@pytest.fixture
def paula():
    return publisher("paula")


@pytest.fixture
def quinn():
    return publisher("quinn")


@pytest.fixture
def published():
    return publish_release(by="somebody", content=everything())


@pytest.fixture
def recalled(published, paula):
    return recall_entry("interactions", "dormirol", by=paula, reason=REASON)


def screen(client, *lines):
    answer = client.post(
        "/api/v1/screen", json.dumps({"medications": list(lines)}), content_type="application/json"
    )
    return answer.json()["lines"]


@pytest.mark.parametrize(
    "address", ["/interactions/dormirol/", "/interactions/", "/medications/dormirol/", "/sources/paper/"]
)
def test_every_page_of_a_recalled_entry_says_so(recalled, address):
    page = open_page(address)
    assert sentence() in page.text
    assert not page.inline


def test_its_own_page_says_what_is_wrong_and_others_are_as_they_were(recalled):
    assert REASON in open_page("/interactions/dormirol/").text
    assert "Under correction" not in open_page("/interactions/class-sedatives/").text
    assert "Under correction" not in open_page("/medications/statorin/").text


def test_its_card_and_the_text_for_the_chart_say_so(client, recalled):
    page = client.post("/", {"medications": "dormirol\nstatorin"}).content.decode()
    card = page[page.index('id="finding-dormirol"') : page.index('id="finding-statorin"')]
    note = page[page.index('id="chart-note"') :]
    assert sentence() in card
    assert f"Not abruptly if used daily. {sentence()}" in note
    assert "Under correction" not in page[page.index('id="finding-statorin"') : page.index('id="chart-note"')]


def test_its_answers_say_so_in_lists_too(client, recalled):
    assert client.get("/api/v1/interactions/dormirol").json()["under_correction"] == sentence()
    assert client.get("/api/v1/interactions").json()["under_correction"] == {"dormirol": sentence()}
    medicine = client.get("/api/v1/medications/dormirol").json()
    assert medicine["under_correction"] == sentence()
    assert medicine["result"]["under_correction"] == sentence()
    assert medicine["result"]["finding"]["under_correction"] == sentence()
    hit = client.get("/api/v1/medications?q=dormirol").json()["results"][0]
    assert hit["under_correction"] == sentence()
    other = client.get("/api/v1/interactions/class-sedatives").json()
    assert other["under_correction"] is None


def test_a_screen_says_so_in_the_line_the_finding_and_the_mechanism(client, recalled):
    line, other = screen(client, "dormirol", "statorin")
    assert line["under_correction"] == sentence()
    assert sentence() in line["message"]
    assert line["findings"][0]["under_correction"] == sentence()
    assert line["findings"][0]["mechanisms"][0]["under_correction"] == sentence()
    assert other["under_correction"] is None
    assert other["findings"][0]["under_correction"] is None


def test_a_recalled_entry_behind_a_second_mechanism_warns_of_that_mechanism_alone(client, published, paula):
    recall_entry("interactions", "class-sedatives", by=paula, reason=REASON)
    (line,) = screen(client, "calmazine")
    finding = line["findings"][0]
    assert finding["entry"] == "role-substrates"
    warning = f"{sentence()[:1].lower()}{sentence()[1:]}"
    assert finding["under_correction"] == f"Sedation and slowed breathing, {warning}"
    assert [row["under_correction"] for row in finding["mechanisms"]] == [None, sentence()]


def test_a_recalled_entry_that_found_no_change_does_not_reassure(client, published, paula):
    context = {"product": "leaf", "use": "once"}
    body = {"medications": ["teatested"], "context": context}

    def outcome():
        answer = client.post("/api/v1/screen", json.dumps(body), content_type="application/json")
        return answer.json()["lines"][0]

    assert outcome()["outcome"] == "assessed_no_interaction"
    recall_entry("interactions", "teatested", by=paula, reason=REASON)
    line = outcome()
    assert (line["outcome"], line["reason"]) == ("not_assessed", "under_correction")
    assert sentence() in line["message"]
    assert "Not assessed is not the same as safe." in line["message"]


RECORDS = {
    "risks": ("sleep", ["/risks/", "/risks/sleep/"], "risks/sleep"),
    "claims": ("sings", ["/claims/"], "claims/sings"),
    "practice_notes": ("at-sea", ["/answers/", "/answers/at-sea/"], "practice-notes/at-sea"),
    "alkaloids": ("calmine", ["/alkaloids/calmine/", "/kratom/"], "alkaloids/calmine"),
    "populations": ("sailors", ["/kratom/"], "populations/sailors"),
    "stacking_rules": ("sedation", ["/method/"], ""),
    "list_rules": ("treatment", ["/method/"], ""),
    "rescue_medicines": ("naloxone", ["/medications/naloxone/"], ""),
    "search_records": ("search", ["/medications/lookedfor/"], ""),
    "kratom_effects": ("cns-depression", ["/kratom/", "/method/"], ""),
    "modifying_factors": ("alcohol-raises-sedation", ["/method/"], ""),
    "precipitants": ("leaf", ["/kratom/"], ""),
    "substrate_parameters": ("statorin", ["/predict/"], ""),
    "model_constants": ("turnover", ["/predict/"], ""),
}


@pytest.mark.parametrize("collection", RECORDS)
def test_every_kind_of_entry_can_be_recalled_and_its_pages_and_answers_say_so(
    client, published, paula, collection
):
    slug, pages, answer = RECORDS[collection]
    recall_entry(collection, slug, by=paula, reason=REASON)
    for address in pages:
        assert f"{sentence()} {REASON}" in open_page(address).text
    if answer:
        assert client.get(f"/api/v1/{answer}").json()["under_correction"] == sentence()
        listed = client.get(f"/api/v1/{answer.split('/')[0]}").json()
        assert listed["under_correction"] == {slug: sentence()}


def test_stacks_rescue_medicines_and_kratom_itself_say_so_in_a_list(client, published, paula):
    for collection, slug in (
        ("stacking_rules", "sedation"), ("list_rules", "treatment"), ("rescue_medicines", "naloxone"), ("precipitants", "leaf"),
        ("search_records", "search"),
    ):  # fmt: skip
        recall_entry(collection, slug, by=paula, reason=REASON)
    typed = ("dormirol", "calmazine", "naloxone", "kratom", "lookedfor")
    answer = client.post(
        "/api/v1/screen", json.dumps({"medications": list(typed)}), content_type="application/json"
    ).json()
    assert answer["stacked"][0]["under_correction"] == sentence()
    assert answer["therapy_at_stake"][0]["under_correction"] == sentence()
    assert [line["under_correction"] for line in answer["lines"]] == [
        None,
        None,
        sentence(),
        sentence(),
        sentence(),
    ]
    page = open_page("/", {"medications": "\n".join(typed)})
    assert (
        page.text.count("nder correction since") >= 8
    )  # each where it stands, and in the text for the chart


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


def test_the_kinds_that_can_be_recalled_are_those_that_make_statements():
    assert set(RECORDS) | {"interactions", "products", "observed_interactions", "monitoring_items", "regulatory_statuses"} == set(STATEMENT_COLLECTIONS)  # fmt: skip
