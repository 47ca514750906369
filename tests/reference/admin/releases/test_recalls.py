"""What publishers do to recall an entry, confirm it and lift it, and the messages they get."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from reference.models import Recall
from reference.publishing.recall import recall_entry
from reference.release.storage.library import current_release
from tests.reference.admin.entries.test_editorial import browser, told
from tests.reference.test_pages_reader import Page, open_page

from .test_releases import LIST, RECALLS, acts_of, written

pytestmark = pytest.mark.django_db


def test_a_recall_is_one_form_and_one_click(paula, version):
    client = browser(paula)
    shown = client.get(f"{RECALLS}add/?entry=interactions/dormirol")
    assert b'<option value="interactions/dormirol">' in shown.content
    answer = client.post(
        f"{RECALLS}add/", written(shown.content, reason="The dose limit is wrong."), follow=True
    )
    assert "Readers are warned from their next request on." in told(answer)
    assert "do not rely on it. The dose limit is wrong." in open_page("/interactions/dormirol/").text
    assert "You recalled it: another publisher has to confirm or lift it." in Page(client.get(RECALLS)).text
    now = current_release().manifest.version
    assert acts_of(paula) == [("recalled", "interactions", "dormirol"), ("published", "releases", now)]


@pytest.mark.parametrize(
    ("chosen", "reason", "why"),
    [("interactions/nothing", "Wrong.", "holds no entry"), ("interactions/dormirol", " ", "say what is wrong"), ("dormirol", "Wrong.", "say nothing by themselves")],
)  # fmt: skip
def test_a_refused_recall_keeps_what_was_typed(paula, version, chosen, reason, why):
    answer = browser(paula).post(f"{RECALLS}add/", {"entry": chosen, "reason": reason})
    assert why in told(answer)
    assert f'value="{chosen}"' in answer.content.decode()
    assert not Recall.objects.exists()


def test_a_second_publisher_confirms_and_lifts(paula, quinn, version):
    recall = recall_entry("interactions", "dormirol", by=paula, reason="Wrong.")
    client, decide = browser(quinn), f"{RECALLS}{recall.pk}/decide/"
    assert "Confirmed" in told(client.post(decide, {"_confirm": "1"}, follow=True))
    assert "under correction" in open_page("/interactions/dormirol/").text.lower()
    assert "Lifted" in told(client.post(decide, {"_lift": "1", "note": "Read again."}, follow=True))
    assert "under correction" not in open_page("/interactions/dormirol/").text.lower()
    assert "no longer under correction. Read again." in open_page("/releases/").text
    assert [act for act, *_ in acts_of(quinn)] == ["recall_confirmed", "recall_lifted", "published"]


def test_a_publisher_cannot_decide_on_their_own_recall(paula, version):
    recall = recall_entry("interactions", "dormirol", by=paula, reason="Wrong.")
    for button in ("_confirm", "_lift"):
        answer = browser(paula).post(f"{RECALLS}{recall.pk}/decide/", {button: "1"}, follow=True)
        assert "another person has to confirm or lift that" in told(answer)
    assert Recall.objects.open().exists()


def test_an_overdue_recall_is_reported_wherever_publishers_look(paula, quinn, version):
    recall = recall_entry("interactions", "dormirol", by=paula, reason="Wrong.")
    client = browser(quinn)
    assert "Overdue" not in Page(client.get("/admin/")).text
    Recall.objects.filter(pk=recall.pk).update(recalled_at=timezone.now() - dt.timedelta(hours=25))
    for address in ("/admin/", LIST, RECALLS):
        assert "Overdue:" in Page(client.get(address)).text


def test_a_recall_that_readers_do_not_see_yet_is_reported_and_can_be_published(paula, quinn, version):
    Recall.objects.create(
        kind="interactions", slug="dormirol", reason="Wrong.", recalled_by=paula, recalled_at=timezone.now()
    )
    client = browser(quinn)
    assert "Readers are not warned of exactly what is listed below" in Page(client.get(RECALLS)).text
    client.post(f"{RECALLS}publish/")
    assert "Under correction" in open_page("/interactions/dormirol/").text
    assert "Readers are not warned" not in Page(client.get(RECALLS)).text
