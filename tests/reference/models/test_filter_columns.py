"""The columns that editors filter by follow from the records, and can be made again."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from django.db import models

from reference.content.loader import load_content
from reference.models import Entry
from reference.models.filter_columns import FILTER_COLUMNS
from tests import factories as f

pytestmark = pytest.mark.django_db
WRONG = {models.BooleanField: True, models.DateField: "2001-01-01", models.IntegerField: 1}


@pytest.fixture
def loaded(tmp_path):
    load_content(f.content_folder(tmp_path), by=f.editor(), bootstrap=True)


def filled() -> list[tuple]:
    return list(Entry.objects.order_by("pk").values_list("kind", "slug", *FILTER_COLUMNS))


def test_every_column_that_went_wrong_is_made_again_from_the_record(loaded):
    before = filled()
    for name in FILTER_COLUMNS:
        field = Entry._meta.get_field(name)
        if name not in ("doi", "pmid", "mechanism"):  # guarded: the same value cannot stand twice
            Entry.objects.update(**{name: WRONG.get(type(field), "wrong")})
    Entry.objects.update(doi="", pmid="")
    Entry.objects.exclude(kind="kratom_effects").update(mechanism="wrong")
    said = io.StringIO()
    call_command("rebuild_filter_columns", stdout=said)
    assert filled() == before
    assert f"{len(before)} entries had a column" in said.getvalue()


def test_what_a_load_wrote_needs_no_rebuilding(loaded):
    said = io.StringIO()
    call_command("rebuild_filter_columns", stdout=said)
    assert said.getvalue().startswith("0 entries")


def test_every_kind_fills_columns_that_exist(loaded):
    for entry in Entry.objects.all():
        assert set(entry.columns_from) <= set(FILTER_COLUMNS), entry.kind
