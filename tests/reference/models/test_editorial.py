"""What every entry's table guarantees, even against other writers."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reference.content.files import IN_ONE_FILE, ONE_FILE_EACH
from reference.models import Entry, MonitoringItem, Revision, entry_models
from reference.release.schema.release import Release
from reference.release.storage import formats
from tests import factories as f


@pytest.fixture
def item(db):
    anna = f.editor()
    f.saved("sources", f.paper(), anna)
    return f.saved("monitoring_items", f.monitoring_item(), anna)


def test_every_kind_of_record_that_files_hold_has_its_proxy():
    assert set(entry_models()) == {*IN_ONE_FILE, *ONE_FILE_EACH}
    assert set(entry_models()) <= set(Release.__struct_fields__)
    assert {model._meta.db_table for model in entry_models().values()} == {Entry._meta.db_table}


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
        {"kind": ""},
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
            created_by=item.created_by,
            created_at=item.created_at,
        )


def test_an_account_that_wrote_something_cannot_be_deleted(item):
    with pytest.raises(IntegrityError), transaction.atomic():
        item.created_by.delete()


def test_a_working_copy_of_an_older_format_is_lifted_as_its_revision_is(item, monkeypatch):
    old = {**item.record}
    old["heading"] = old.pop("topic")

    def lift(document):
        for record in document["monitoring_items"]:
            record["topic"] = record.pop("heading")
        return document

    monkeypatch.setitem(formats.LIFTS, "0.0", formats.Lift(formats.FORMAT_VERSION, lift))
    Revision.objects.filter(pk=item.head_id).update(record=old, format_version="0.0")
    stored = f.again(item)
    assert stored.to_record() == f.monitoring_item()
    assert stored.record["topic"] == "liver-tests"


def test_an_entry_read_among_others_is_of_its_own_kind(item):
    assert type(Entry.objects.get(pk=item.pk)) is MonitoringItem
    assert type(Revision.objects.get(pk=item.head_id).entry) is MonitoringItem


def test_the_working_copy_is_the_last_revision_and_stands_nowhere_else(item):
    assert "record" not in {field.name for field in Entry._meta.get_fields()}
    f.rewritten(item, f.monitoring_item("Look daily."), item.created_by)
    assert item.head == f.history(item).first()
    assert f.again(item).to_record() == f.monitoring_item("Look daily.")
