"""From draft to approved: what each act does, and what it refuses to whom."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from reference.models import EditorialEvent, Revision, Status
from reference.workflow import (
    NotAllowed,
    NoteMissing,
    NotLicensed,
    NotReviewable,
    SelfApproval,
    approve,
    request_changes,
    retire,
    save_revision,
    sign_off,
    submit_for_review,
)
from tests import factories as f
from tests.factories import acts, again, history

pytestmark = pytest.mark.django_db


def test_a_submitted_revision_is_approved_by_a_second_person(draft, anna, berta):
    revision = submit_for_review(draft, by=anna, note="please look")
    assert draft.status == Status.IN_REVIEW
    approve(revision, by=berta)
    assert again(draft).status == Status.APPROVED
    assert Revision.objects.live().get(entry__kind="populations") == revision
    assert (revision.submitted_by, revision.approved_by) == (anna, berta)
    assert acts(draft) == ["saved", "submitted", "approved"]


def test_authors_cannot_approve_their_own_change(draft, anna):
    anna = f.also(anna, "reviewer")
    revision = submit_for_review(draft, by=anna)
    with pytest.raises(SelfApproval):
        approve(revision, by=anna)
    assert again(draft).status == Status.IN_REVIEW


def test_a_later_editors_typo_does_not_make_ones_own_change_approvable(live, anna):
    anna = f.also(anna, "reviewer")
    f.rewritten(live, f.population("A new dose."), anna)
    bruno = f.editor("bruno")
    f.rewritten(live, f.population("A new dose!"), bruno)
    revision = submit_for_review(live, by=bruno)
    with pytest.raises(SelfApproval):
        approve(revision, by=anna)


def test_what_one_wrote_before_the_last_approval_does_not_count(live, anna):
    anna = f.also(anna, "reviewer")
    bruno = f.editor("bruno")
    f.rewritten(live, f.population("By Bruno."), bruno)
    approve(submit_for_review(live, by=bruno), by=anna)
    assert again(live).status == Status.APPROVED


def test_only_the_last_revision_can_be_approved_and_only_once_submitted(draft, anna, berta):
    first = history(draft).get()
    with pytest.raises(NotReviewable, match="not submitted"):
        approve(first, by=berta)
    submit_for_review(draft, by=anna)
    f.rewritten(draft, f.population("Second thoughts."), anna)
    with pytest.raises(NotReviewable, match="changed since"):
        approve(first, by=berta)
    assert not Revision.objects.live().filter(entry__kind="populations").exists()


def test_the_second_of_two_reviewers_learns_who_approved(draft, anna, berta):
    revision = submit_for_review(draft, by=anna)
    seen = Revision.objects.get(pk=revision.pk)
    approve(revision, by=berta)
    with pytest.raises(NotReviewable, match="approved already, by berta"):
        approve(seen, by=f.reviewer("boris"))


def test_only_a_draft_can_be_submitted(live, anna):
    with pytest.raises(NotReviewable, match="is approved: there is nothing to submit"):
        submit_for_review(live, by=anna)


def test_a_requested_change_gives_the_draft_back_with_its_reason(draft, anna, berta):
    revision = submit_for_review(draft, by=anna)
    request_changes(revision, by=berta, note="which week?")
    entry = again(draft)
    assert (entry.status, revision.submitted_at) == (Status.DRAFT, None)
    assert EditorialEvent.objects.get(act="changes_requested").note == "which week?"
    assert submit_for_review(entry, by=anna) == revision


def test_a_request_for_changes_says_what(draft, anna, berta):
    revision = submit_for_review(draft, by=anna)
    with pytest.raises(NoteMissing):
        request_changes(revision, by=berta, note=" ")


# Retiring


def test_an_entry_leaves_only_when_a_second_person_agrees(live, anna, berta):
    revision = retire(live, by=anna, note="merged into another")
    assert Revision.objects.live().get(entry__kind="populations").retirement is False
    approve(revision, by=berta)
    assert again(live).status == Status.RETIRED
    assert Revision.objects.live().get(entry__kind="populations").retirement
    assert acts(live)[-2:] == ["retirement_proposed", "retired"]


def test_a_retirement_needs_its_reason_and_a_settled_entry(live, anna):
    with pytest.raises(NoteMissing):
        retire(live, by=anna, note="")
    f.rewritten(live, f.population("New."), anna)
    submit_for_review(live, by=anna)
    with pytest.raises(NotReviewable, match="in review: settle that first"):
        retire(live, by=anna, note="gone")


def test_a_refused_retirement_leaves_the_entry_as_it_was(live, anna, berta):
    request_changes(retire(live, by=anna, note="old"), by=berta, note="it is still true")
    entry = again(live)
    assert entry.status == Status.APPROVED
    save_revision(entry, by=anna)
    assert again(live).status == Status.APPROVED


def test_after_a_refused_retirement_a_draft_is_offered_as_itself(draft, anna, berta):
    request_changes(retire(draft, by=anna, note="old"), by=berta, note="finish it")
    revision = submit_for_review(again(draft), by=anna)
    assert not revision.retirement
    approve(revision, by=berta)
    assert again(draft).status == Status.APPROVED


def test_a_retired_entry_comes_back_only_through_review(live, anna, berta):
    approve(retire(live, by=anna, note="old"), by=berta)
    entry = again(live)
    save_revision(entry, by=anna)
    assert entry.status == Status.DRAFT
    assert Revision.objects.live().get(entry__kind="populations").retirement
    approve(submit_for_review(entry, by=anna), by=berta)
    assert not Revision.objects.live().get(entry__kind="populations").retirement


# Clinical review


def test_a_sign_off_prints_name_profession_and_day(live):
    clara = f.clinician()
    revision = history(live).get()
    sign_off(revision, by=clara)
    review = Revision.objects.get(pk=revision.pk).to_record().review
    assert (review.by, review.profession) == ("Dr Clara", "pharmacist")
    assert acts(live)[-1] == "signed_off"


def test_a_sign_off_needs_a_recorded_licence(live, berta):
    with pytest.raises(NotLicensed, match="berta has no reviewer profile"):
        sign_off(history(live).get(), by=berta)


def test_only_what_is_live_can_be_signed_off_and_only_once(live, anna, berta):
    clara = f.clinician()
    first = history(live).get()
    draft = f.rewritten(live, f.population("New."), anna)
    with pytest.raises(NotReviewable, match="approved and live"):
        sign_off(draft, by=clara)
    sign_off(first, by=clara)
    with pytest.raises(NotReviewable, match="Dr Clara signed it off already"):
        sign_off(first, by=clara)
    approve(submit_for_review(live, by=anna), by=berta)
    with pytest.raises(NotReviewable):
        sign_off(first, by=clara)
    assert Revision.objects.live().get(entry__kind="populations").to_record().review is None


def test_authors_cannot_sign_off_their_own_text(source, berta):
    clara = f.also(f.clinician(), "editor")
    entry = f.approved("populations", f.population(), clara, berta)
    with pytest.raises(SelfApproval):
        sign_off(history(entry).get(), by=clara)


def test_what_carries_no_review_is_not_signed_off(source, anna, berta):
    entry = f.approved("monitoring_items", f.monitoring_item(), anna, berta)
    with pytest.raises(NotReviewable, match="monitoring items are not signed off"):
        sign_off(history(entry).get(), by=f.clinician())


# Rights


def test_the_three_groups_may_do_different_things():
    rights = {
        group: set(Group.objects.get(name=group).permissions.values_list("codename", flat=True))
        for group in ("editor", "reviewer", "publisher")
    }
    assert rights == {
        "editor": {"edit_entry"},
        "reviewer": {"approve_revision", "sign_off_revision"},
        "publisher": {"publish_release"},
    }


@pytest.mark.parametrize("act", ["save", "submit", "retire", "approve", "request_changes", "sign_off"])
def test_an_account_without_the_right_does_nothing(draft, anna, act):
    nobody = f.person("nobody", "publisher")
    entry, revision = again(draft), history(draft).get()
    attempts = {
        "save": lambda: f.rewritten(entry, f.population("Mine."), nobody),
        "submit": lambda: submit_for_review(entry, by=nobody),
        "retire": lambda: retire(entry, by=nobody, note="x"),
        "approve": lambda: approve(revision, by=nobody),
        "request_changes": lambda: request_changes(revision, by=nobody, note="x"),
        "sign_off": lambda: sign_off(revision, by=nobody),
    }
    with pytest.raises(NotAllowed, match="nobody may not do this"):
        attempts[act]()
    assert (again(draft).status, history(draft).count(), acts(draft)) == (Status.DRAFT, 1, ["saved"])


def test_an_account_that_was_closed_does_nothing(draft, anna):
    anna.is_active = False
    anna.save()
    with pytest.raises(NotAllowed):
        f.rewritten(draft, f.population("From outside."), type(anna).objects.get(pk=anna.pk))
