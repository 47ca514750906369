"""What every entry's table guarantees, even against other writers."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reference.content.files import IN_ONE_FILE, ONE_FILE_EACH
from reference.models import MonitoringItem, entry_models
from reference.release.schema import Release
from tests import factories as f


@pytest.fixture
def item(db):
    anna = f.editor()
    f.saved("sources", f.paper(), anna)
    return f.saved("monitoring_items", f.monitoring_item(), anna)


def test_every_kind_of_record_that_files_hold_has_one_table():
    assert set(entry_models()) == {*IN_ONE_FILE, *ONE_FILE_EACH}
    assert set(entry_models()) <= set(Release.__struct_fields__)


@pytest.mark.parametrize("kind", sorted(entry_models()))
def test_a_record_comes_back_from_its_table_as_it_went_in(kind, shipped_release):
    for record in getattr(shipped_release, kind):
        entry = entry_models()[kind]()
        entry.from_record(record)
        assert entry.to_record() == record
        assert entry.title


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "published"},
        {"version": 0},
        {"changed_at": timezone.now()},
        {"slug": None},
        {"created_at": None},
    ],
)
def test_the_database_refuses_a_row_without_its_status(item, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        MonitoringItem.objects.filter(pk=item.pk).update(**wrong)


def test_a_slug_is_unique_within_its_kind(item):
    with pytest.raises(IntegrityError), transaction.atomic():
        MonitoringItem.objects.create(
            slug=item.slug,
            title="x",
            record={},
            version=1,
            created_by=item.created_by,
            created_at=item.created_at,
        )


def test_an_account_that_wrote_something_cannot_be_deleted(item):
    with pytest.raises(IntegrityError), transaction.atomic():
        item.created_by.delete()
