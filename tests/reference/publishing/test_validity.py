"""A release is valid for as long as a copy is new, and never for longer than a year after the last search."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from django.core.management import call_command

from reference.publishing import publisher
from reference.publishing.validity import last_search, valid_until
from reference.release.schema.release import Release
from tests import world as w
from tests.world import DAY, world

NOON = dt.time(12, tzinfo=dt.UTC)


def published(days_after_the_search: int) -> dt.datetime:
    return dt.datetime.combine(DAY + dt.timedelta(days=days_after_the_search), NOON)


def test_a_release_is_valid_for_ninety_days():
    assert valid_until(world(), published(1)) == DAY + dt.timedelta(days=91)


def test_content_with_an_old_search_is_past_its_day_even_if_published_today():
    assert valid_until(world(), published(300)) == DAY + dt.timedelta(days=365)
    assert valid_until(world(), published(400)) == DAY + dt.timedelta(days=365)


def test_the_newest_search_counts_also_one_that_found_nothing():
    (record,) = world().search_records
    later = msgspec.structs.replace(record, searched_on=DAY + dt.timedelta(days=30))
    release = world(search_records=(later,))
    assert last_search(release) == later.searched_on
    assert valid_until(release, published(350)) == DAY + dt.timedelta(days=395)


def test_content_without_a_search_is_valid_as_long_as_a_copy():
    release = Release(manifest=None)
    assert valid_until(release, published(0)) == DAY + dt.timedelta(days=90)


def test_ninety_days_count_over_the_twenty_ninth_of_february():
    at = dt.datetime(2028, 2, 29, 23, 59, tzinfo=dt.UTC)
    assert valid_until(Release(manifest=None), at) == dt.date(2028, 5, 29)


@pytest.mark.django_db
def test_a_publisher_of_content_with_an_old_search_learns_what_to_do(capsys, monkeypatch):
    old = w.entry("old", "drug", "neverseen", w.row(), searched_on=dt.date(2020, 1, 1))
    monkeypatch.setattr(publisher, "gather_approved", lambda: w.world(old, search_records=()))
    for said in ("published release", "nothing changed since release"):
        call_command("publish_release")
        told = capsys.readouterr()
        assert said in told.out
        assert "is past its day, 31 December 2020: pages say so" in told.err
        assert "record the day (searched_on) and publish" in told.err


@pytest.mark.django_db
def test_a_publisher_of_content_searched_for_today_gets_no_warning(capsys, monkeypatch):
    today = dt.datetime.now(dt.UTC).date()
    new = w.entry("new", "drug", "neverseen", w.row(), searched_on=today)
    monkeypatch.setattr(publisher, "gather_approved", lambda: w.world(new))
    call_command("publish_release")
    assert not capsys.readouterr().err
