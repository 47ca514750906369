"""An interaction in the admin: its rating follows the answers, before and after saving."""

from __future__ import annotations

import datetime as dt

import pytest

from interactions.models import Interaction
from reference.models import Revision
from tests import factories as f
from tests import world as w
from tests.reference.admin.entries.test_editorial import browser, page, save
from tests.reference.admin.posting import written_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return f.editor("anna")


@pytest.fixture
def entry(anna):
    release = w.world()
    f.saved("sources", release.sources[0], anna)
    for effect in release.kratom_effects:
        f.saved("kratom_effects", effect, anna)
    return f.saved("interactions", w.entry("dormirol", "drug", "dormirol", w.row()), anna)


def test_the_page_shows_the_computed_rating_of_each_row(anna, entry):
    shown = browser(anna).get(page(entry)).content.decode()

    assert "C3 × S2 → Major · Avoid together" in shown


def test_recomputing_shows_the_new_rating_and_saves_nothing(anna, entry):
    answer = save(browser(anna), entry, "_recompute", rows__0__criterion="label_lists_drowsiness")
    shown = answer.content.decode()

    assert "C1 × S2 → Minor · Usually no change" in shown
    assert written_on(answer.content)["rows-0-severity"] == ["minor"]
    assert "Row 1 (Cns depression, Both) › Severity: major → minor" in shown
    assert Revision.objects.of(entry).count() == 1


def test_saving_stores_the_rating_that_follows_from_the_answers(anna, entry):
    save(browser(anna), entry, rows__0__criterion="label_lists_drowsiness")

    stored = Interaction.objects.get(pk=entry.pk)
    assert (stored.severity, stored.action) == ("minor", "no_special_precaution")
    assert stored.to_record().rows[0].consequence == "C1"


def test_a_deviation_added_on_the_page_keeps_the_stated_severity(anna, entry):
    client = browser(anna)
    with_part = client.post(
        page(entry), written_on(client.get(page(entry)).content, _add="rows-0-deviation")
    ).content
    client.post(
        page(entry),
        written_on(
            with_part, rows__0__deviation__0__reason="Watched throughout.", rows__0__severity="moderate",
            rows__0__action="adjust", _save="1",
        ),
    )  # fmt: skip

    assert Interaction.objects.get(pk=entry.pk).severity == "moderate"


def test_the_list_can_be_narrowed_by_severity_and_evidence(anna, entry):
    client = browser(anna)

    for query, count in (
        ({"severity": "major"}, 1),
        ({"severity": "minor"}, 0),
        ({"evidence_level": "mechanistic"}, 1),
    ):
        assert len(client.get("/admin/interactions/interaction/", query).context["cl"].result_list) == count


def test_an_entry_last_searched_over_a_year_ago_is_overdue(anna, entry):
    client, today = browser(anna), dt.datetime.now(dt.UTC).date()

    for days_ago, overdue in ((365, 0), (366, 1)):
        save(client, entry, searched_on=(today - dt.timedelta(days=days_ago)).isoformat())
        listed = client.get("/admin/interactions/interaction/?overdue=yes").context["cl"].result_list
        assert len(listed) == overdue
