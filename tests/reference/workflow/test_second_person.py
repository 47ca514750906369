"""An author of any part of a text cannot be its second person, even if somebody else saved it last."""

from __future__ import annotations

import pytest

from reference.models import Population, Revision
from reference.workflow import (
    SelfApproval,
    approvable_by,
    approve,
    meets,
    request_changes,
    retire,
    sign_off,
    signable_by,
    submit_for_review,
)
from tests import factories as f
from tests.factories import again, history

pytestmark = pytest.mark.django_db


@pytest.fixture
def clara():
    """She writes, and holds a licence."""
    return f.also(f.clinician("clara"), "editor")


@pytest.fixture
def by_clara_and_anna(clara, anna, source):
    """Clara's text; Anna mended a full stop and submitted it."""
    entry = f.saved("populations", f.population("Written by Clara"), clara)
    f.rewritten(entry, f.population("Written by Clara."), anna)
    return submit_for_review(entry, by=anna)


def test_an_author_of_a_part_cannot_approve_it(by_clara_and_anna, clara):
    with pytest.raises(SelfApproval, match="wrote part of this; another person"):
        approve(by_clara_and_anna, by=clara)


def test_an_author_of_a_part_cannot_sign_it_off(by_clara_and_anna, clara, berta):
    approve(by_clara_and_anna, by=berta)
    with pytest.raises(SelfApproval, match="wrote part of this; another clinician"):
        sign_off(by_clara_and_anna, by=clara)
    assert Revision.objects.get(pk=by_clara_and_anna.pk).signed_off_on is None


def test_an_approval_in_between_does_not_change_who_wrote_the_text(by_clara_and_anna, clara, anna, berta):
    """What is signed off is the whole text, so what was approved before counts too."""
    approve(by_clara_and_anna, by=berta)
    entry = Population.objects.get()
    later = f.rewritten(entry, f.population("Written by Clara, mostly."), anna)
    approve(submit_for_review(entry, by=anna), by=berta)
    with pytest.raises(SelfApproval):
        sign_off(later, by=clara)
    sign_off(later, by=f.clinician("dora"))


def test_an_author_before_the_last_approval_may_approve_the_next_change(
    by_clara_and_anna, clara, anna, berta
):
    approve(by_clara_and_anna, by=berta)
    entry = Population.objects.get()
    change = f.rewritten(entry, f.population("By Anna alone."), anna)
    submit_for_review(entry, by=anna)
    assert meets(change, approvable_by(clara))
    assert not meets(change, signable_by(clara))


def test_a_refused_proposal_to_retire_does_not_count_as_writing(live, anna, clara, berta):
    request_changes(retire(again(live), by=clara, note="old"), by=berta, note="it is still true")
    entry = again(live)
    change = f.rewritten(entry, f.population("New."), anna)
    submit_for_review(entry, by=anna)
    assert meets(change, approvable_by(clara))
    assert meets(history(live).last(), signable_by(clara))


def test_the_person_who_proposed_a_retirement_cannot_approve_it(live, clara):
    proposal = retire(again(live), by=clara, note="old")
    assert not meets(proposal, approvable_by(clara))


def test_the_rule_says_of_each_revision_what_the_acts_do(by_clara_and_anna, clara, anna, berta):
    people = [clara, anna, berta]
    may = {p.username for p in people if meets(by_clara_and_anna, approvable_by(p))}
    assert may == {"berta"}
    approve(by_clara_and_anna, by=berta)
    assert {p.username for p in people if meets(by_clara_and_anna, signable_by(p))} == {"berta"}
