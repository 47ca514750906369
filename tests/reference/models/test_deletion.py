"""What was approved is retired, never deleted."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from reference.models import Citation, Population, Revision
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
    assert Revision.objects.filter(kind="populations").exists()
