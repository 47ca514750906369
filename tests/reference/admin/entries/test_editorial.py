"""What people do in the admin: write, submit, compare, approve, sign off, and never lose what they typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from reference.models import Citation, Population, Revision, Status
from tests import factories as f
from tests.reference.admin.posting import written_on

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
