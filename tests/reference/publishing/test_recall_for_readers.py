"""Every page and answer that uses a recalled entry warns of it, and no other does."""

from __future__ import annotations

import json

import pytest

from reference.publishing.recall import recall_entry
from reference.release.schema.traverse import STATEMENT_COLLECTIONS
from tests.reference.test_pages_reader import open_page

from .recalled import REASON, sentence

pytestmark = pytest.mark.django_db

RECORDS = {
    "risks": ("sleep", ["/risks/", "/risks/sleep/"], "risks/sleep"),
    "claims": ("sings", ["/claims/"], "claims/sings"),
    "practice_notes": ("at-sea", ["/answers/", "/answers/at-sea/"], "practice-notes/at-sea"),
    "alkaloids": ("calmine", ["/alkaloids/calmine/", "/kratom/"], "alkaloids/calmine"),
    "populations": ("sailors", ["/kratom/"], "populations/sailors"),
    "stacking_rules": ("sedation", ["/method/"], ""),
    "list_rules": ("treatment", ["/method/"], ""),
    "shared_steps": ("ask-first", ["/method/"], ""),
    "lead_boxes": ("pregnancy", ["/method/"], ""),
    "rescue_medicines": ("naloxone", ["/medications/naloxone/"], ""),
    "search_records": ("search", ["/medications/lookedfor/"], ""),
    "kratom_effects": ("cns-depression", ["/kratom/", "/method/"], ""),
    "modifying_factors": ("alcohol-raises-sedation", ["/method/"], ""),
    "precipitants": ("leaf", ["/kratom/"], ""),
    "substrate_parameters": ("statorin", ["/predict/"], ""),
    "model_constants": ("turnover", ["/predict/"], ""),
}


def screen(client, *lines):
    answer = client.post(
        "/api/v1/screen", json.dumps({"medications": list(lines)}), content_type="application/json"
    )
    return answer.json()["lines"]


@pytest.mark.parametrize(
    "address", ["/interactions/dormirol/", "/interactions/", "/medications/dormirol/", "/sources/paper/"]
)
def test_every_page_of_a_recalled_entry_says_so(recalled, address):
    page = open_page(address)
    assert sentence() in page.text
    assert not page.inline


def test_its_own_page_says_what_is_wrong_and_others_are_as_they_were(recalled):
    assert REASON in open_page("/interactions/dormirol/").text
    assert "Under correction" not in open_page("/interactions/class-sedatives/").text
    assert "Under correction" not in open_page("/medications/statorin/").text


def test_its_card_and_the_text_for_the_chart_say_so(client, recalled):
    page = client.post("/", {"medications": "dormirol\nstatorin"}).content.decode()
    card = page[page.index('id="finding-dormirol"') : page.index('id="finding-statorin"')]
    note = page[page.index('id="chart-note"') :]
    assert sentence() in card
    assert f"with support. {sentence()}" in note
    assert "Under correction" not in page[page.index('id="finding-statorin"') : page.index('id="chart-note"')]


def test_its_answers_say_so_in_lists_too(client, recalled):
    assert client.get("/api/v1/interactions/dormirol").json()["under_correction"] == sentence()
    assert client.get("/api/v1/interactions").json()["under_correction"] == {"dormirol": sentence()}
    medicine = client.get("/api/v1/medications/dormirol").json()
    assert medicine["under_correction"] == sentence()
    assert medicine["result"]["under_correction"] == sentence()
    assert medicine["result"]["finding"]["under_correction"] == sentence()
    hit = client.get("/api/v1/medications?q=dormirol").json()["results"][0]
    assert hit["under_correction"] == sentence()
    other = client.get("/api/v1/interactions/class-sedatives").json()
    assert other["under_correction"] is None


def test_a_screen_says_so_in_the_line_the_finding_and_the_mechanism(client, recalled):
    line, other = screen(client, "dormirol", "statorin")
    assert line["under_correction"] == sentence()
    assert sentence() in line["message"]
    assert line["findings"][0]["under_correction"] == sentence()
    assert line["findings"][0]["mechanisms"][0]["under_correction"] == sentence()
    assert other["under_correction"] is None
    assert other["findings"][0]["under_correction"] is None


def test_a_recalled_entry_behind_a_second_mechanism_warns_of_that_mechanism_alone(client, published, paula):
    recall_entry("interactions", "class-sedatives", by=paula, reason=REASON)
    (line,) = screen(client, "calmazine")
    finding = line["findings"][0]
    assert finding["entry"] == "role-substrates"
    warning = f"{sentence()[:1].lower()}{sentence()[1:]}"
    assert finding["under_correction"] == f"Sedation and slowed breathing, {warning}"
    assert [row["under_correction"] for row in finding["mechanisms"]] == [None, sentence()]


def test_a_recalled_entry_that_found_no_change_does_not_reassure(client, published, paula):
    context = {"product": "leaf", "use": "once"}
    body = {"medications": ["teatested"], "context": context}

    def outcome():
        answer = client.post("/api/v1/screen", json.dumps(body), content_type="application/json")
        return answer.json()["lines"][0]

    assert outcome()["outcome"] == "assessed_no_interaction"
    recall_entry("interactions", "teatested", by=paula, reason=REASON)
    line = outcome()
    assert (line["outcome"], line["reason"]) == ("not_assessed", "under_correction")
    assert sentence() in line["message"]
    assert "Not assessed is not the same as safe." in line["message"]


@pytest.mark.parametrize("collection", RECORDS)
def test_every_kind_of_entry_can_be_recalled_and_its_pages_and_answers_say_so(
    client, published, paula, collection
):
    slug, pages, answer = RECORDS[collection]
    recall_entry(collection, slug, by=paula, reason=REASON)
    for address in pages:
        assert f"{sentence()} {REASON}" in open_page(address).text
    if answer:
        assert client.get(f"/api/v1/{answer}").json()["under_correction"] == sentence()
        listed = client.get(f"/api/v1/{answer.split('/')[0]}").json()
        assert listed["under_correction"] == {slug: sentence()}


def test_stacks_rescue_medicines_and_kratom_itself_say_so_in_a_list(client, published, paula):
    for collection, slug in (
        ("stacking_rules", "sedation"), ("list_rules", "treatment"), ("rescue_medicines", "naloxone"), ("precipitants", "leaf"),
        ("search_records", "search"),
    ):  # fmt: skip
        recall_entry(collection, slug, by=paula, reason=REASON)
    typed = ("dormirol", "calmazine", "naloxone", "kratom", "lookedfor")
    answer = client.post(
        "/api/v1/screen", json.dumps({"medications": list(typed)}), content_type="application/json"
    ).json()
    assert answer["stacked"][0]["under_correction"] == sentence()
    assert answer["therapy_at_stake"][0]["under_correction"] == sentence()
    assert [line["under_correction"] for line in answer["lines"]] == [
        None,
        None,
        sentence(),
        sentence(),
        sentence(),
    ]
    page = open_page("/", {"medications": "\n".join(typed)})
    assert (
        page.text.count("nder correction since") >= 8
    )  # each where it stands, and in the text for the chart


def test_a_box_that_leads_an_answer_says_so(client, published, paula):
    recall_entry("lead_boxes", "pregnancy", by=paula, reason=REASON)
    answer = client.post(
        "/api/v1/screen",
        json.dumps({"medications": ["kratom"], "context": {"pregnancy": True}}),
        content_type="application/json",
    ).json()
    assert [box["under_correction"] for box in answer["lead"]] == [sentence()]
    assert sentence() in open_page("/", {"medications": "kratom", "pregnancy": "yes"}).text


def test_the_kinds_that_can_be_recalled_are_those_that_make_statements():
    """The limits of words about the patient are cited, and stand on no page of their own."""
    assert set(RECORDS) | {"interactions", "products", "observed_interactions", "monitoring_items", "monograph_sections", "regulatory_statuses", "patient_words"} == set(STATEMENT_COLLECTIONS)  # fmt: skip
