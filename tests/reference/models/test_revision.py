"""The history is held together by the database, not by good manners."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reference.models import Population, Revision
from reference.release.storage import formats
from reference.release.storage.records import to_builtins
from tests import factories as f

NOW = timezone.now()


@pytest.fixture
def anna(db):
    return f.editor("anna")


@pytest.fixture
def berta(db):
    return f.reviewer("berta")


def made(by, number=1, record=None, slug="pregnancy", **more):
    entry, _ = Population.objects.get_or_create(
        kind="populations", slug=slug, defaults={"title": slug, "created_by": by, "created_at": NOW}
    )
    revision = Revision.objects.create(
        entry=entry, number=number, created_by=by, created_at=NOW,
        record=to_builtins(record or f.population()), **more,
    )  # fmt: skip
    Population.objects.filter(pk=entry.pk).update(head=revision)
    return revision


def refused(by, **wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        made(by, **wrong)


def test_a_revision_number_is_unique(anna):
    made(anna)
    refused(anna)
    refused(anna, number=0)


def test_author_and_approver_are_two_people(anna, berta):
    submitted = {"submitted_by": anna, "submitted_at": NOW}
    refused(anna, **submitted, approved_by=anna, approved_at=NOW)
    assert made(anna, **submitted, approved_by=berta, approved_at=NOW).pk


def test_only_a_baseline_needs_no_approver(anna, berta):
    submitted = {"submitted_by": anna, "submitted_at": NOW}
    refused(anna, **submitted, approved_at=NOW)
    refused(anna, **submitted, approved_by=berta)
    refused(anna, baseline=True)
    refused(anna, baseline=True, approved_by=berta, approved_at=NOW)
    assert made(anna, baseline=True, approved_at=NOW).pk


def test_nothing_is_approved_that_was_not_submitted(anna, berta):
    refused(anna, approved_by=berta, approved_at=NOW)
    refused(anna, submitted_by=anna)


def test_a_sign_off_is_whole_and_on_something_approved_by_somebody_else(anna, berta):
    whole = {
        "signed_off_account": berta,
        "signed_off_by": "Dr B",
        "profession": "pharmacist",
        "signed_off_on": NOW.date(),
    }
    approved = {"baseline": True, "approved_at": NOW}
    for missing, nothing in (
        ("signed_off_account", None),
        ("signed_off_by", ""),
        ("profession", ""),
        ("signed_off_on", None),
    ):
        refused(anna, **approved, **{**whole, missing: nothing})
    refused(anna, **whole)
    refused(anna, **approved, retirement=True, **whole)
    refused(anna, **approved, **{**whole, "signed_off_account": anna})
    review = made(anna, **approved, **whole).to_record().review
    assert (review.by, review.profession) == ("Dr B", "pharmacist")


def test_live_is_the_last_approved_and_newest_is_the_last(anna):
    made(anna, 1, baseline=True, approved_at=NOW)
    second = made(anna, 2, baseline=True, approved_at=NOW)
    third = made(anna, 3)
    other = made(anna, slug="breastfeeding", record=f.population(slug="breastfeeding"))
    assert list(Revision.objects.live()) == [second]
    assert set(Revision.objects.newest()) == {third, other}


def test_a_revision_of_an_older_format_is_lifted_as_a_release_is(anna, monkeypatch):
    old = to_builtins(f.population())
    old["title"] = old.pop("name")

    def lift(document):
        for record in document["populations"]:
            record["name"] = record.pop("title")
        return document

    monkeypatch.setitem(formats.LIFTS, "0.0", formats.Lift(formats.FORMAT_VERSION, lift))
    revision = Revision(entry=Population(slug="pregnancy"), number=1, record=old, format_version="0.0")
    assert revision.to_record() == f.population()
