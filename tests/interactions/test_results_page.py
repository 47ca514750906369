"""The answer to a list: one outcome for every line, the most urgent first, plain buttons, nothing stored."""

from __future__ import annotations

import re

import pytest

from interactions.pages.check.other_lines import renamed
from reference.release.storage.library import LoadedRelease
from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import open_page

from .pages.conftest import MANY

LIST = """Seroquel XR 200 mg PO qHS
midazolam 2 mg/mL oral syrup
dextromethorphan 30 mg
Suboxone 8/2 film daily
Narcan nasal spray
tacrolimus 3 mg BID
lisinopril 10mg daily
ketoconazole 2% shampoo
ALLERGIES: codeine (rash)
stopped sertraline 2 weeks ago
kratom powder 5 g TID
hydroxizine 25
qwxzv"""


@pytest.fixture
def answered(library_with_shipped_content):
    return open_page("/", {"medications": LIST})


def test_a_list_is_answered_whole(answered):
    assert answered.status == 200
    assert is_sound(answered)
    assert answered.text.count("Draft reference.") == 2  # the banner, and the text for the chart
    for line in LIST.splitlines():
        assert f"“{line}”" in answered.text or line in answered.text


def test_a_posted_list_is_never_stored(answered):
    response = answered.response
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in response
    assert "ETag" not in response


def test_the_page_reads_in_the_order_of_urgency(answered):
    order = (
        'id="to-settle"', 'id="plan"', 'id="across"', 'class="finding major"', 'class="finding moderate"',
        'class="finding minor"', 'class="standing"', 'id="rescue"', 'id="not-assessed"', 'id="when-kratom-stops"',
        'id="not-medicines"', 'id="patient"',
    )  # fmt: skip
    places = [answered.html.index(mark) for mark in order]
    assert places == sorted(places)


def test_needed_medicines_are_kept_and_naloxone_is_given(answered):
    assert "Keep quetiapine and monitor. Stop kratom gradually, with support." in answered.text
    assert "Keep tacrolimus and monitor. Stop kratom gradually, with support." in answered.text
    assert "Give if needed" in answered.text
    assert not re.search(r"avoid naloxone", answered.text, re.IGNORECASE)


def test_not_assessed_never_looks_safe(answered):
    assert "Not assessed: not the same as safe" in answered.text
    assert "nothing found to publish" in answered.text


def test_the_form_keeps_the_list_and_the_context(library_with_shipped_content):
    page = open_page(
        "/", {"medications": "gabapentin 300", "alcohol": "yes", "product": "extract", "child": "no"}
    )
    assert "gabapentin 300</textarea>" in page.html
    assert '<option value="extract" selected>' in page.html
    assert page.html.count('<option value="yes" selected>') == 1
    assert "alcohol: yes" in page.text


def test_the_chart_text_is_short_and_names_what_was_not_resolved(answered):
    note = re.search(r'<textarea id="chart-note".*?>(.*?)</textarea>', answered.html, re.DOTALL)[1]
    assert len(note.splitlines()) <= 12
    assert "Not resolved: “hydroxizine 25”, “qwxzv”." in note
    assert "CYP2D6 phenotype" in note


def test_a_candidate_is_chosen_by_a_plain_button(answered, library_with_shipped_content):
    button = re.search(r'name="choice" value="(\d+\|hydroxyzine)"', answered.html)
    page = open_page("/", {"medications": LIST, "choice": button[1], "product": "leaf"})
    assert "hydroxyzine 25" in page.html
    assert "“hydroxizine 25”" not in page.text
    assert "qwxzv" in page.html


def test_a_name_written_instead_replaces_its_line(library_with_shipped_content):
    page = open_page("/", {"medications": "tacrolimus\nqwxzv", "instead-1": "sertraline 50"})
    assert "sertraline 50</textarea>" in page.html
    assert "qwxzv" not in page.html


def test_a_name_that_was_not_checked_is_asked_about_and_put_on_a_line_of_its_own(
    library_with_shipped_content,
):
    typed = "Discussed risks of warfarin qwxzv\ntacrolimus 3 mg"
    answered = open_page("/", {"medications": typed})
    assert "also on this line, not checked" in answered.text
    assert "1 to settle" in answered.text
    button = re.search(r'name="choice" value="(\d+\|\+warfarin)"', answered.html)
    settled = open_page("/", {"medications": typed, "choice": button[1]})
    assert "Kratom with 2 medicines" in settled.text
    assert "to settle" not in settled.text


def test_a_choice_for_a_line_that_is_not_there_changes_nothing(library_with_shipped_content):
    page = open_page("/", {"medications": "tacrolimus", "choice": "7|sertraline", "instead-9": "x"})
    assert page.status == 200
    assert "sertraline" not in page.html


def test_an_answer_asked_for_is_given_by_a_plain_button(library_with_shipped_content):
    page = open_page("/", {"medications": "gabapentin 300", "pregnancy": "no"})
    form = re.search(r'<form class="ask-me".*?</form>', page.html, re.DOTALL)[0]
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    name, value = re.findall(r'<button class="quiet" name="(\w+)" value="(\w+)"', form)[0]
    assert sent == {"medications": "gabapentin 300", "pregnancy": "no"}
    answered = open_page("/", {**sent, name: value})
    assert 'class="finding major"' in answered.html
    assert "for this patient, moderate in the reference case" in answered.text
    assert f'<button class="quiet" name="{name}" value="{value}"' not in answered.html


@pytest.mark.parametrize(
    "medications",
    ["SSRIs", "kratom powder", "Narcan", "qwxzv", "midazolam 2 mg IV\nmidazolam 2 mg/mL syrup", "Lisinopril"],
)
def test_every_state_of_the_answer_is_sound(medications, library_with_shipped_content):
    page = open_page("/", {"medications": medications})
    assert page.status == 200
    assert is_sound(page)


def test_a_class_links_to_its_entry_and_to_no_page_of_a_medicine(library_with_shipped_content):
    page = open_page("/", {"medications": "SSRIs"})
    assert "/interactions/class-ssri/" in page.links
    assert not any(link.startswith("/medications/ssri") for link in page.links)
    assert "This answers for the class" in page.text


def test_when_kratom_stops_begins_with_not_abruptly(answered):
    section = answered.html[answered.html.index('id="when-kratom-stops"') :]
    assert section.index("Not abruptly if used daily.") < section.index("<li>")
    for slug in ("when-kratom-stops", "withdrawal", "taper"):
        assert f"/answers/{slug}/" in section


def test_kratom_alone_leads_to_what_stopping_means(library_with_shipped_content):
    page = open_page("/", {"medications": "kratom powder 5 g TID"})
    assert "Not abruptly if used daily." in page.text
    assert "/answers/withdrawal/" in page.links


def test_why_says_what_was_not_considered(library_with_shipped_content):
    page = open_page("/", {"medications": "midazolam 2 mg IV"})
    assert "Not considered here" in page.text
    assert "given by injection" in page.text


def test_a_list_of_eighteen_stays_light(library_with_shipped_content):
    """Far below the maximum size of a list: repeated text appears once, paths and evidence on the medicines' pages."""
    assert len(open_page("/", {"medications": MANY}).html.encode()) <= 150_000


def test_the_chosen_name_leaves_strength_and_form_alone():
    assert renamed("hydroxizine 25 mg PO", "hydroxyzine") == "hydroxyzine 25 mg PO"
    assert renamed("hydroxizine 25", "hydroxyzine") == "hydroxyzine 25"
    assert renamed("", "hydroxyzine") == "hydroxyzine"


def test_about_to_start_puts_that_slot_first(library_with_shipped_content):
    page = open_page("/", {"medications": "tacrolimus", "situation": "starting"})
    assert page.html.index("What to do: about to start") < page.html.index("Already taking both")


def test_a_question_finds_its_answer(library_with_shipped_content):
    page = open_page("/", {"medications": "surgery"})
    assert "/answers/surgery/" in page.links


def test_typed_text_is_shown_as_text(library_with_shipped_content):
    page = open_page("/", {"medications": '<script>alert(1)</script>\n"><b onclick=x>'})
    assert "<script>alert" not in page.html
    assert "<b onclick" not in page.html
    assert is_sound(page)


def test_a_pinned_release_is_checked_at_its_own_address(library_with_shipped_content: LoadedRelease):
    address = f"/releases/{library_with_shipped_content.manifest.version}/"
    assert f'action="{address}"' in open_page(address).html
    page = open_page(address, {"medications": "tacrolimus"})
    assert f"{address}medications/tacrolimus/" in page.links
    assert page.response["Cache-Control"] == "no-store"
