"""How an entry is found: lists, search, queues; and what holds for every page of the desk."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from reference.models import EditorialEvent, Population, Revision, entry_models
from reference.release.schema.kratom import Alkaloid, Measurement
from reference.workflow import submit_for_review
from tests import factories as f
from tests.world import says

from .test_editorial import LIST, browser, page, press, save, told

pytestmark = pytest.mark.django_db


def found(client: Client, where: str = LIST, **query: str) -> list[str]:
    response = client.get(where, query)
    assert response.status_code == 200
    return sorted(entry.slug for entry in response.context["cl"].result_list)


def waits_for(person: Any) -> list[str]:
    """What the start page asks of somebody."""
    return [item.revision.slug for item in browser(person).get("/admin/").context["dashboard"]["waiting"]]


def test_a_source_shows_every_statement_that_rests_on_it(anna, live, source):
    shown = browser(anna).get(page(source)).content.decode()

    assert "Statements that rest on this source" in shown
    assert "populations/pregnancy" in shown
    assert "Ask first." in shown


def test_an_entry_is_found_by_its_name_too(anna, live):
    assert browser(anna).get(f"{LIST}pregnancy/change/").status_code == 200
    assert browser(anna).get(f"{LIST}nowhere/change/").status_code == 404


def test_the_list_is_searched_in_everything_an_entry_says(anna, live):
    f.saved("populations", f.population("Watch the kidneys.", slug="renal"), anna)

    assert found(browser(anna), q="kidneys") == ["renal"]
    assert found(browser(anna), q="ask preg") == ["pregnancy"]


def test_the_search_finds_special_characters_and_ignores_how_an_entry_is_stored(anna, live):
    f.saved("populations", f.population("Above 5 \u00b5g, in 2–8 weeks.", slug="renal"), anna)

    assert found(browser(anna), q="µg") == ["renal"]
    assert found(browser(anna), q="\u03bcg") == ["renal"]
    assert found(browser(anna), q="2–8") == ["renal"]
    for key_or_term in ("advice", "citations", "needs_verification", "seen"):
        assert found(browser(anna), q=key_or_term) == []


def test_a_slug_of_digits_never_opens_another_entry(anna, live):
    number = str(live.pk)
    other = f.saved("populations", f.population("Watch the kidneys.", slug=number), anna)
    assert other.pk != live.pk

    opened = browser(anna).get(f"{LIST}{number}/change/").content.decode()
    assert "Watch the kidneys." in opened
    listed = browser(anna).get(LIST).content.decode()
    assert f'href="{LIST}pregnancy/change/"' in listed
    assert f'href="{LIST}{live.pk}/change/"' in listed


def test_the_list_shows_what_waits_for_whom(anna, berta, live):
    submit_for_review(f.saved("populations", f.population(slug="renal"), anna), by=anna)
    f.saved("populations", f.population(slug="children"), anna)

    assert found(browser(berta), waiting="me") == ["renal"]
    assert found(browser(anna), waiting="me") == []
    assert found(browser(anna), waiting="mine") == ["renal"]
    assert found(browser(anna), waiting="draft") == ["children"]
    assert found(browser(anna), waiting="clinician") == ["pregnancy"]
    assert found(browser(anna), status="approved") == ["pregnancy"]


def test_no_queue_shows_what_the_person_may_not_approve_or_sign_off(anna, berta, live):
    """Berta wrote a part, Anna saved last: neither of them may approve it, and the page says so to both."""
    berta, clara = f.also(berta, "editor"), f.clinician("clara")
    shared = f.saved("populations", f.population("By Berta", slug="renal"), berta)
    f.rewritten(shared, f.population("By Berta.", slug="renal"), anna)
    submit_for_review(shared, by=anna)

    queues = {
        person.username: (found(browser(person), waiting="me"), waits_for(person))
        for person in (berta, clara)
    }
    assert queues == {"berta": ([], []), "clara": (["renal"], ["renal"])}
    assert "another person has to approve it" in browser(berta).get(page(shared, "review")).content.decode()
    assert "another person has to approve it" in told(press(browser(berta), shared, "approve", revision=2))
    assert "Approved." in told(press(browser(clara), shared, "approve", revision=2))

    assert found(browser(clara), waiting="signature") == ["pregnancy", "renal"]
    assert found(browser(berta), waiting="signature") == ["pregnancy"]


def test_the_start_page_asks_only_for_approvals_that_the_person_may_give(anna, live):
    submit_for_review(f.saved("populations", f.population(slug="renal"), anna), by=anna)
    assert waits_for(f.editor("bruno")) == []


def test_the_list_shows_what_was_not_changed_for_a_year(anna, live):
    old = f.saved("populations", f.population(slug="renal"), anna)
    Population.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(days=400))

    assert found(browser(anna), overdue="yes") == ["renal"]


def test_uncited_and_retracted_sources_are_found(anna, live):
    f.saved("sources", f.paper("orphan"), anna)
    f.saved("sources", f.paper("withdrawn", retraction="Retracted 2026-01-02."), anna)
    where = "/admin/reference/source/"

    assert found(browser(anna), where, cited="no") == ["orphan", "withdrawn"]
    assert found(browser(anna), where, cited="yes") == ["paper"]
    assert found(browser(anna), where, retracted="yes") == ["withdrawn"]


def test_every_kind_has_a_list_and_an_empty_form(anna):
    client = browser(anna)
    for model in entry_models().values():
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert client.get(base).status_code == 200, base
        assert client.get(f"{base}add/").status_code == 200, base


def test_acts_are_read_only_in_the_admin(anna, live):
    event = EditorialEvent.objects.filter(slug="pregnancy").first()
    client = browser(anna)

    assert client.get("/admin/reference/editorialevent/").status_code == 200
    assert client.get(f"/admin/reference/editorialevent/{event.pk}/change/").status_code == 200
    assert (
        client.post(f"/admin/reference/editorialevent/{event.pk}/change/", {"note": "x"}).status_code == 403
    )
    assert client.get("/admin/reference/editorialevent/add/").status_code == 403


def test_checking_says_what_the_gate_would_say_and_saves_nothing(anna, live):
    answer = save(browser(anna), live, "_recompute", advice__text="Tell them to stop kratom.")

    assert "says to stop kratom without the rest" in answer.content.decode()
    assert Revision.objects.of(live).count() == 1


def test_admin_pages_let_the_browser_name_its_origin_which_forms_need(anna, live):
    answer = browser(anna).get(page(live))

    assert answer["Referrer-Policy"] == "same-origin"
    assert all(cookie["path"] == "/admin/" for cookie in answer.cookies.values())


def test_the_pages_hold_no_inline_script_or_style(anna, berta, live):
    save(browser(anna), live, "_submit", advice__text="Ask.")
    for name in ("change", "review", "history"):
        shown = browser(berta).get(page(live, name)).content.decode()
        assert "<script>" not in shown
        assert " style=" not in shown
        assert "<style" not in shown


def test_a_form_of_more_than_a_thousand_fields_is_accepted(anna, source):
    measured = tuple(
        Measurement(parameter=f"value {n}", unit="mg", basis="seen", citations=says("x").citations)
        for n in range(110)
    )
    entry = f.saved(
        "alkaloids", Alkaloid(slug="drawn", name="Drawn", summary=says("Known."), content=measured), anna
    )

    answer = save(browser(anna), entry, name="Drawn again")

    assert answer.status_code == 302
    entry.refresh_from_db()
    assert entry.to_record().name == "Drawn again"
    assert entry.to_record().content == measured
