"""A recall warns readers despite a wrong clock, a full disk or another publisher, or is not reported as done."""

from __future__ import annotations

import datetime as dt
import errno
import os

import pytest
from django.conf import settings

from reference.publishing.publisher import publish_release, withdraw_release
from reference.publishing.reach import NotReached
from reference.publishing.recall import recall_entry
from reference.release.storage.library import Library
from tests import factories as f
from tests import world as w
from tests.clocks import clock_of

pytestmark = pytest.mark.django_db


def publish(number: int) -> None:
    extra = w.entry(f"other-{number}", "drug", "neverseen", w.row())
    publish_release(by="a publisher", content=w.world(*w.DRAWN, extra))


def recall() -> None:
    recall_entry("interactions", "dormirol", by=f.person("paula", "publisher"), reason="The dose is wrong.")


def warning() -> str | None:
    return Library(settings.RELEASES_DIR).current().warning_of("interactions", "dormirol")


@pytest.mark.parametrize("seconds", [-5, -31 * 86_400, 365 * 86_400])
def test_even_if_the_clock_went_back_or_far_ahead_between_two_releases(monkeypatch, seconds):
    shift = clock_of(monkeypatch)
    publish(1)
    shift(dt.timedelta(seconds=seconds))
    publish(2)
    shift(dt.timedelta(0))
    recall()
    assert "do not rely on it" in warning()


def test_even_if_the_release_that_carried_it_is_withdrawn():
    publish(1)
    publish(2)
    recall()
    withdraw_release(Library(settings.RELEASES_DIR).current().manifest.version, by="x", reason="wrong")
    assert "do not rely on it" in warning()


def test_if_the_disk_is_full_the_publisher_is_told_that_readers_are_not_warned(monkeypatch):
    publish(1)

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("reference.release.storage.store.os.fsync", full)
        with pytest.raises(NotReached, match="is recorded, but readers are NOT warned yet"):
            recall()
    assert warning() is None
    publish(2)  # the next publication finishes it
    assert "do not rely on it" in warning()
