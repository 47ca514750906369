"""What people do in the admin: write, submit, compare, approve, sign off, and never lose what they typed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from reference.models import Citation, EditorialEvent, Population, Revision, Status, entry_models
from reference.release.schema.kratom import Alkaloid, Measurement
from reference.workflow import submit_for_review
from tests import factories as f
from tests.reference.admin.posting import written_on
from tests.world import says

pytestmark = pytest.mark.django_db
LIST = "/admin/reference/population/"


def browser(user: Any) -> Client:
    user.is_staff = True
    user.save()
    client = Client()
    client.force_login(user)
    return client


def page(entry: Any, name: str = "change") -> str:
    return f"/admin/{entry._meta.app_label}/{entry._meta.model_name}/{entry.slug}/{name}/"


def save(client: Client, entry: Any, button: str = "_save", **changes: str | list[str]) -> Any:
    """Open the entry, type, press a button."""
    shown = client.get(page(entry)).content
    return client.post(page(entry), written_on(shown, **{button: "1", **changes}))


def press(client: Client, entry: Any, act: str, *, revision: int, note: str = "") -> Any:
    return client.post(page(entry, "act"), {"act": act, "revision": revision, "note": note}, follow=True)


def told(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture
def anna():
    return f.editor("anna")


@pytest.fixture
def berta():
    return f.reviewer("berta")


@pytest.fixture
def source(anna):
    return f.saved("sources", f.paper(), anna)


@pytest.fixture
def live(anna, berta, source):
    return f.approved("populations", f.population(), anna, berta)


def test_what_an_editor_types_is_saved_as_a_draft_and_readers_see_what_was_approved(anna, live):
    answer = save(browser(anna), live, advice__text="Ask first, and by name.", _note="clearer")

    assert answer.status_code == 302
    live.refresh_from_db()
    assert live.status == Status.DRAFT
    assert live.to_record().advice.text == "Ask first, and by name."
    last, before = Revision.objects.of(live)
    assert (last.note, last.created_by, last.approved_at) == ("clearer", anna, None)
    assert Revision.objects.live().get(entry__kind="populations").number == before.number


def test_saving_without_a_change_makes_no_revision(anna, live):
    client = browser(anna)

    answer = client.post(page(live), written_on(client.get(page(live)).content, _save="1"), follow=True)

    assert "Nothing had changed" in told(answer)
    assert Revision.objects.of(live).count() == 1


def test_what_is_wrong_is_shown_at_its_field_nothing_is_saved_and_the_text_stays(anna, live):
    answer = save(browser(anna), live, advice__text="New words.", advice__basis="certain", name="")
    shown = answer.content.decode()

    assert answer.status_code == 200
    assert "Nothing was saved. 2 things need mending" in " ".join(shown.split())
    assert '<a href="#id_advice-basis">Advice › Basis</a>' in shown
    assert "New words." in shown
    assert Revision.objects.of(live).count() == 1


def test_an_unknown_source_is_refused_at_its_citation(anna, live):
    answer = save(browser(anna), live, advice__citations__0__source="papre")

    assert "“papre” is not known here; meant was perhaps paper." in answer.content.decode()


def test_a_new_entry_is_written_in_an_empty_form(anna, source):
    client = browser(anna)
    empty = written_on(client.get(f"{LIST}add/").content, slug="older-adults", name="Older adults", _save="1")
    with_citation = client.post(f"{LIST}add/", {**empty, "_add": "advice-citations"}).content
    answer = client.post(
        f"{LIST}add/",
        written_on(
            with_citation,
            advice__text="Start low.",
            advice__basis="seen",
            advice__citations__0__source="paper",
            _save="1",
        ),
    )

    entry = Population.objects.get(slug="older-adults")
    assert answer["Location"] == page(entry)
    assert (entry.status, entry.created_by, entry.version) == (Status.DRAFT, anna, 1)
    assert Citation.objects.get(entry__kind="populations", entry__slug="older-adults").source == source


def test_the_second_of_two_editors_learns_who_changed_what_and_loses_nothing(anna, live):
    dora = f.editor("dora")
    hers = browser(dora)
    opened = hers.get(page(live)).content
    save(browser(anna), live, name="Pregnant people")

    answer = hers.post(page(live), written_on(opened, advice__text="Ask by name.", _save="1"))
    shown = answer.content.decode()

    assert "anna changed" in shown
    assert "Pregnant" in shown  # anna's change is listed, and is in the form
    assert "Ask by name." in shown
    live.refresh_from_db()
    assert live.to_record().advice.text == "Ask first."
    hers.post(page(live), written_on(answer.content, _save="1"))
    live.refresh_from_db()
    assert (live.to_record().name, live.to_record().advice.text) == ("Pregnant people", "Ask by name.")


def test_where_two_editors_changed_the_same_sentence_both_are_shown_and_neither_is_dropped_silently(
    anna, live
):
    hers = browser(f.editor("dora"))
    opened = hers.get(page(live)).content
    save(browser(anna), live, advice__text="Anna's words.")

    shown = hers.post(
        page(live), written_on(opened, advice__text="Dora's words.", _save="1")
    ).content.decode()

    assert "You both changed these; yours is in the form" in shown
    assert "<li>Advice › Text</li>" in shown
    assert "Anna&#x27;s" in shown
    assert "Dora&#x27;s words.</textarea>" in shown


def test_from_writing_to_approval_by_a_second_person(anna, berta, live):
    client = browser(anna)
    save(client, live, "_submit", advice__text="Ask first, and by name.")
    live.refresh_from_db()
    assert live.status == Status.IN_REVIEW

    second = browser(berta)
    review = second.get(page(live, "review")).content.decode()
    assert "Advice › Text" in review
    assert "<ins>" in review
    answer = press(second, live, "approve", revision=2)

    assert "Approved." in told(answer)
    live.refresh_from_db()
    assert live.status == Status.APPROVED
    assert Revision.objects.live().get(entry__kind="populations").approved_by == berta


def test_authors_are_not_offered_to_approve_their_own_change(anna, live):
    anna = f.also(anna, "reviewer")
    client = browser(anna)
    save(client, live, "_submit", advice__text="Ask first, and by name.")

    review = client.get(page(live, "review")).content.decode()
    answer = press(client, live, "approve", revision=2)

    assert "another person has to approve it" in review
    assert 'value="approve"' not in review
    assert "Nothing was done" in told(answer)
    live.refresh_from_db()
    assert live.status == Status.IN_REVIEW


def test_a_reviewer_gives_a_change_back_with_a_note_that_its_author_reads(anna, berta, live):
    save(browser(anna), live, "_submit", advice__text="Ask.")

    press(browser(berta), live, "request_changes", revision=2, note="Say how to ask.")

    live.refresh_from_db()
    assert live.status == Status.DRAFT
    assert "Say how to ask." in browser(anna).get(page(live, "history")).content.decode()


def test_a_decision_counts_for_the_revision_that_was_on_the_page_and_for_no_later_one(anna, berta, live):
    client = browser(anna)
    save(client, live, "_submit", advice__text="Ask.")
    live.refresh_from_db()
    save(client, live, "_submit", advice__text="Something else entirely.")

    answer = press(browser(berta), live, "approve", revision=2)

    assert "Nothing was done" in told(answer)
    live.refresh_from_db()
    assert live.status == Status.IN_REVIEW


def test_an_entry_is_retired_by_two_people_and_leaves_the_next_release(anna, berta, live):
    press(browser(anna), live, "retire", revision=1, note="Said twice.")
    review = browser(berta).get(page(live, "review")).content.decode()
    assert "takes the entry out" in review

    press(browser(berta), live, "approve", revision=2)

    live.refresh_from_db()
    assert live.status == Status.RETIRED
    assert not Revision.objects.live().filter(entry__kind="populations", retirement=False).exists()


def test_a_licensed_clinician_signs_off_what_is_live_and_others_read_what_is_missing(berta, live):
    unlicensed = browser(berta).get(page(live, "review")).content.decode()
    clara = browser(f.clinician("clara"))

    press(clara, live, "sign_off", revision=1)

    assert "must be recorded as a reviewer profile first" in unlicensed
    assert Revision.objects.of(live).get().signed_off_by == "Dr Clara"
    assert "Reviewed by Dr Clara, pharmacist" in clara.get(page(live, "review")).content.decode()


def test_buttons_are_shown_only_to_people_with_the_right_role(anna, berta, live):
    as_editor = browser(anna).get(page(live)).content.decode()
    as_reviewer = browser(berta).get(page(live)).content.decode()

    assert 'name="_save"' in as_editor
    assert 'value="retire"' in as_editor
    assert 'value="submit"' not in as_editor  # nothing of it is a draft
    assert 'name="_save"' not in as_reviewer
    assert "Writing needs the editor" in as_reviewer
    assert browser(berta).post(page(live), {"_save": "1"}).status_code == 403


@pytest.mark.parametrize("name", ["change", "review", "history", "act"])
def test_staff_without_a_role_see_nothing(live, name):
    assert browser(f.person("stranger")).get(page(live, name)).status_code in (302, 403)
    assert browser(f.person("other")).post(page(live, name), {}).status_code == 403


def test_only_a_draft_that_was_never_approved_can_be_deleted(anna, live):
    draft = f.saved("populations", f.population(slug="children"), anna)
    client = browser(anna)

    assert client.post(page(live, "delete"), {"post": "yes"}).status_code == 403
    assert "Delete this draft" not in client.get(page(live)).content.decode()
    assert "Delete this draft" in client.get(page(draft)).content.decode()
    client.post(page(draft, "delete"), {"post": "yes"})

    assert list(Population.objects.values_list("slug", flat=True)) == ["pregnancy"]


def test_any_two_revisions_can_be_compared(anna, live):
    client = browser(anna)
    for words in ("One.", "Two.", "Three."):
        save(client, live, advice__text=words)

    shown = client.get(page(live, "history"), {"before": "2", "after": "4"}).content.decode()

    assert "From revision 2 to 4" in shown
    assert "<del>One.</del>" in shown
    assert "<ins>Three.</ins>" in shown


def test_an_approved_name_is_fixed_and_a_draft_can_still_be_renamed(anna, live):
    draft = f.saved("populations", f.population(slug="childern"), anna)
    client = browser(anna)

    save(client, draft, slug="children")
    save(client, live, slug="another")

    draft.refresh_from_db()
    live.refresh_from_db()
    assert draft.slug == "children"
    assert live.slug == "pregnancy"


def test_a_source_shows_every_statement_that_rests_on_it(anna, live, source):
    shown = browser(anna).get(page(source)).content.decode()

    assert "Statements that rest on this source" in shown
    assert "populations/pregnancy" in shown
    assert "Ask first." in shown


def test_an_entry_is_found_by_its_name_too(anna, live):
    assert browser(anna).get(f"{LIST}pregnancy/change/").status_code == 200
    assert browser(anna).get(f"{LIST}nowhere/change/").status_code == 404


def found(client: Client, where: str = LIST, **query: str) -> list[str]:
    response = client.get(where, query)
    assert response.status_code == 200
    return sorted(entry.slug for entry in response.context["cl"].result_list)


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


def waits_for(person: Any) -> list[str]:
    """What the start page asks of somebody."""
    return [item.revision.slug for item in browser(person).get("/admin/").context["dashboard"]["waiting"]]


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
