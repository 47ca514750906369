"""Publishing follows the chain, so that no clock stops it, and no release reaches fewer readers than it says."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.core.management import call_command

from reference.models import ReleaseRecord
from reference.publishing.ledger import in_chain
from reference.publishing.publisher import publish_release, withdraw_release
from reference.publishing.recall import recall_entry
from reference.release.storage.chain import in_order
from reference.release.storage.library import Library
from reference.release.storage.store import ReleaseStore
from tests import factories as f
from tests import world as w
from tests.clocks import clock_of
from tests.old_ledgers import published_by_the_clock

pytestmark = pytest.mark.django_db
SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)
WRONG_CLOCKS = {
    "five seconds back": (-5 * SECOND, 0 * DAY),
    "a month back": (-31 * DAY, -30 * DAY, 0 * DAY),
    "a year ahead, then right again": (365 * DAY, 0 * DAY, 0 * DAY),
    "two machines, ten seconds apart, in turn": (-10 * SECOND, 0 * DAY, -10 * SECOND, 0 * DAY),
}


@pytest.fixture
def shift(monkeypatch):
    return clock_of(monkeypatch)


def publish(number: int):
    extra = w.entry(f"other-{number}", "drug", "neverseen", w.row())
    return publish_release(by="an editor", content=w.world(*w.DRAWN, extra))


def read() -> str:
    return Library(settings.RELEASES_DIR).current().manifest.version


def index():
    return ReleaseStore(settings.RELEASES_DIR).read_index()


@pytest.mark.parametrize("shifts", WRONG_CLOCKS.values(), ids=WRONG_CLOCKS)
def test_each_publication_becomes_current_under_any_clock(shift, shifts):
    versions = [publish(0).manifest.version]
    for number, by in enumerate(shifts, start=1):
        shift(by)
        published = publish(number)
        versions.append(published.manifest.version)
        assert index().current == published.manifest.version
    assert len(set(versions)) == len(versions)
    assert [record.version for record in in_chain()] == versions
    call_command("verify_releases")


@pytest.mark.parametrize("shifts", WRONG_CLOCKS.values(), ids=WRONG_CLOCKS)
def test_the_moment_and_the_number_of_a_release_never_go_back(shift, shifts):
    publish(0)
    for number, by in enumerate(shifts, start=1):
        shift(by)
        publish(number)
    records = in_chain()
    moments = [record.published_at for record in records]
    assert moments == sorted(moments)
    numbers = [tuple(map(int, record.version.split("."))) for record in records]
    assert numbers == sorted(numbers)


def test_a_release_is_valid_from_what_the_clock_says_not_from_a_moment_that_was_once_far_ahead(shift):
    shift(365 * DAY)
    publish(0)
    shift(0 * DAY)
    published = publish(1)
    days = (published.manifest.valid_until - dt.datetime.now(dt.UTC).date()).days
    assert days in (89, 90)
    assert published.manifest.published_at > published.clock


def test_the_command_says_that_the_clock_is_behind_the_last_release(shift, capsys, monkeypatch):
    shift(365 * DAY)
    publish(0)
    shift(0 * DAY)
    monkeypatch.setattr("reference.publishing.publisher.gather_approved", w.world)
    monkeypatch.setattr("reference.publishing.publisher.check_approvals", list)
    call_command("publish_release")
    assert "this machine's clock says" in capsys.readouterr().out


def test_a_recall_and_a_withdrawal_reach_readers_though_the_clock_went_back(shift):
    first = publish(0)
    shift(-31 * DAY)
    second = publish(1)
    recall_entry("interactions", "dormirol", by=f.person("paula", "publisher"), reason="Wrong.")
    assert Library(settings.RELEASES_DIR).current().corrections
    assert withdraw_release(second.manifest.version, by="x", reason="wrong") == read()
    assert read() not in (first.manifest.version, second.manifest.version)  # the first, with its mark
    assert Library(settings.RELEASES_DIR).current().corrections


class TestALedgerThatStoppedBecauseItWentByTheClock:
    """What an earlier version of this program left behind: the newest release is dated before the one it follows."""

    @pytest.fixture
    def stopped(self):
        return published_by_the_clock(settings.RELEASES_DIR, seconds=(0, 60, 55))

    def test_readers_were_left_on_the_release_before(self, stopped):
        assert index().current == stopped[1]

    def test_it_goes_on_at_the_next_publication(self, stopped):
        publish(9)
        assert [record.version for record in in_chain()][:3] == stopped
        assert index().current == in_chain()[3].version
        call_command("verify_releases")

    def test_a_recall_uses_the_release_that_was_published_last(self, stopped):
        recall_entry("interactions", "dormirol", by=f.person("paula", "publisher"), reason="Wrong.")
        current = Library(settings.RELEASES_DIR).current()
        assert current.corrections
        assert "other-2" in current.by_slug("interactions")

    def test_the_command_says_first_what_it_will_do_and_then_does_it(self, stopped, capsys):
        call_command("repair_ledger")
        said = capsys.readouterr().out
        assert f"{stopped[2]} follows {stopped[1]}, although its clock was 5 seconds behind" in said
        assert f"readers read {stopped[1]}; they will read {stopped[2]}" in said
        assert "nothing was changed" in said
        assert index().current == stopped[1]
        call_command("repair_ledger", apply=True)
        assert index().current == stopped[2]
        assert [e.manifest.version for e in in_order(index().releases.values())] == stopped
        capsys.readouterr()
        call_command("repair_ledger")
        assert "there is nothing to repair" in capsys.readouterr().out
        call_command("verify_releases")

    def test_no_sealed_byte_is_changed_by_it(self, stopped):
        before = {r.version: bytes(r.sealed) for r in ReleaseRecord.objects.all()}
        call_command("repair_ledger", apply=True)
        assert {r.version: bytes(r.sealed) for r in ReleaseRecord.objects.all()} == before
