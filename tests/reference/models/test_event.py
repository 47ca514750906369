"""Every editorial act follows the one before it, and what is taken out or changed is found."""

from __future__ import annotations

import threading

import pytest
from django.conf import settings
from django.db import connection

from reference.models import EditorialEvent, EventChainEnd, ReleaseRecord
from reference.publishing.publisher import publish_release
from reference.publishing.verification import verify
from reference.release.storage.store import ReleaseStore
from tests import factories as f
from tests import world as w

pytestmark = pytest.mark.django_db


@pytest.fixture
def versions():
    contents = [w.world(), *(w.world(*w.DRAWN[:number]) for number in (1, 2, 3))]
    return [publish_release(by="x", content=content).manifest.version for content in contents]


def store() -> ReleaseStore:
    return ReleaseStore(settings.RELEASES_DIR)


def problems() -> str:
    return "\n".join(verify(store()).problems)


class TestTheHistory:
    @pytest.fixture
    def acts(self, versions):
        return EditorialEvent.objects.order_by("id")

    def test_every_act_follows_the_one_before_it(self, acts):
        previous = ""
        for act in acts:
            assert act.previous_checksum == previous
            previous = act.checksum
        assert (EventChainEnd.now().count, EventChainEnd.now().checksum) == (len(acts), previous)

    @pytest.mark.parametrize("place", [0, 1, -1], ids=["first", "middle", "last"])
    def test_an_act_that_was_taken_out(self, acts, place):
        taken = list(acts)[place]
        EditorialEvent.objects.filter(pk=taken.pk).delete()
        assert "history: " in problems()
        assert "acts were taken out" in problems()

    def test_all_of_them(self, acts):
        acts.delete()
        assert "history: acts were taken out at the end; it held 4" in problems()

    def test_all_of_them_and_the_end_that_says_how_many_there_were(self, acts):
        acts.delete()
        EventChainEnd.objects.all().delete()
        assert "was made from a history that holds an act which is not there any more" in problems()

    def test_an_act_with_another_name_under_it(self, acts):
        EditorialEvent.objects.filter(pk=acts.first().pk).update(by=f.editor())
        assert "was changed" in problems()

    def test_a_release_names_the_act_that_it_followed(self, versions, acts):
        record = ReleaseRecord.objects.get(version=versions[1])
        manifest = store().read_index().releases[versions[1]].manifest
        assert manifest.history == acts.first().checksum
        assert record.checksum != manifest.history


@pytest.mark.django_db(transaction=True)
def test_acts_at_the_same_moment_form_one_chain():
    people = [f.editor(f"e{number}") for number in range(4)]
    f.saved("sources", f.paper(), people[0])

    def write(by) -> None:
        try:
            for number in range(3):
                f.saved("populations", f.population(slug=f"{by.username}-{number}"), by)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert EventChainEnd.now().count == EditorialEvent.objects.count() == 13
    assert not problems()
