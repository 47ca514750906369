"""What was approved is retired, never deleted."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from reference.models import Citation, Population, Revision, Source
from reference.workflow import submit_for_review
from tests import factories as f


@pytest.fixture
def anna(db):
    anna = f.editor()
    f.saved("sources", f.paper(), anna)
    return anna


def test_what_was_approved_cannot_be_deleted_one_by_one_or_in_a_list(anna):
    entry = f.approved("populations", f.population(), anna, f.reviewer())
    with pytest.raises(ProtectedError, match="retire it instead"), transaction.atomic():
        entry.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        Population.objects.all().delete()
    assert Population.objects.exists()


def test_a_deleted_draft_releases_its_sources(anna):
    f.saved("populations", f.population(), anna).delete()
    assert not Citation.objects.exists()
    assert Revision.objects.filter(entry__kind="populations").exists()


def test_a_discarded_draft_waits_for_nobody_and_its_name_is_free(anna):
    entry = f.saved("populations", f.population(), anna)
    submit_for_review(entry, by=anna)
    entry.delete()
    assert not Population.objects.exists()
    assert not Revision.objects.newest().filter(entry__kind="populations").exists()
    begun = f.saved("populations", f.population("Begun anew."), anna)
    assert Population.objects.get() == begun
    assert f.acts(begun) == ["saved", "submitted", "saved"]


def test_a_draft_that_others_cite_stays(anna):
    f.saved("populations", f.population(), anna)
    with pytest.raises(ProtectedError, match="other entries cite"):
        Source.objects.get().delete()
    assert Source.objects.exists()


def test_a_discarded_source_keeps_no_identifier(anna):
    f.saved("sources", f.paper("second", doi="10.1/a"), anna).delete()
    assert f.saved("sources", f.paper("third", doi="10.1/A"), anna).pk
