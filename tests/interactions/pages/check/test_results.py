"""The results page: every line in one part, counted on one scale, and nothing that sounds safe."""

from __future__ import annotations

from collections import Counter

from interactions.screening.pasted_list import MAX_LINES
from tests.interactions.pages.conftest import MANY

WHOLE = f"{MANY}\nkratom powder 5 g TID\nBP 120/80\nsurgery\nketoconazole 2% shampoo"


def test_every_line_typed_is_in_exactly_one_part(shown):
    parts = shown(WHOLE).parts
    placed = Counter(
        [ask.typed for ask in parts.asks]
        + [typed for card in parts.cards for typed in (card.typed or (card.finding.name,))]
        + [item.line.input for item in parts.rescue]
        + [line.typed for part in (parts.questions, parts.kratom, parts.assessed) for line in part]
        + [line.typed for part in (parts.not_assessed, parts.not_medicines) for line in part]
    )
    assert placed == Counter(WHOLE.splitlines())


def test_the_tally_counts_open_lines_and_findings_by_severity(shown):
    words = {count.kind: count.words for count in shown(MANY).tally}
    assert words["ask"] == "2 to settle"
    assert words["unassessed"] == "3 not assessed"
    assert list(words) == [
        kind for kind in ("ask", "major", "moderate", "minor", "unassessed", "open") if kind in words
    ]


def test_most_severe_comes_first(shown):
    order = ["major", "moderate", "minor"]
    severities = [order.index(card.finding.severity) for card in shown(MANY).parts.cards]
    assert severities == sorted(severities)


def test_a_class_is_not_counted_as_a_medicine_and_leads_to_its_entry(shown):
    page = shown("SSRIs")
    assert page.heading == "Kratom with 1 class"
    kind, slug = page.parts.cards[0].page
    assert (kind, slug) == ("interaction", page.parts.cards[0].finding.entry)
    assert any("answers for the class" in note for note in page.parts.cards[0].finding.notes)


def test_the_heading_counts_medicines_and_not_lines(shown):
    assert shown("clonidine, lorazepam").heading == "Kratom with 2 medicines"
    assert shown("kratom, clonidine 0.1 mg, lorazepam 1 mg").heading == "Kratom with 2 medicines"
    assert shown("NyQuil").heading == "Kratom with 3 medicines"
    assert shown("Adderall 20 mg").heading == "Kratom with 1 medicine"
    assert shown("alprazolam 1 mg\nalprazolam 2 mg").heading == "Kratom with 1 medicine"
    assert shown("lisinopril\nSuboxone").heading == "Kratom with 2 medicines"


def test_without_a_checked_medicine_the_page_says_that_nothing_is_called_safe(shown):
    assert shown("kratom powder").heading == "Kratom, without a medicine"
    assert shown("qwxzv").heading == "No medicine was checked"
    for text in ("kratom powder", "qwxzv", "BP 120/80"):
        assert "nothing here says that a combination is safe" in shown(text).nothing
    assert shown("lisinopril").nothing == ""


def test_one_medicine_by_two_routes_has_two_cards_with_anchors_of_their_own(shown):
    cards = shown("midazolam 2 mg/mL oral syrup\nmidazolam 2 mg IV").parts.cards
    assert len(cards) == 2
    assert len({card.anchor for card in cards}) == 2


def test_what_was_not_considered_is_said_with_its_reason_and_the_route_read(shown):
    card = shown("midazolam 2 mg IV").parts.cards[0]
    assert card.read_as == "given by injection"
    assert any("gut wall" in item.reason for item in card.left_aside)
    assert not shown("midazolam 2 mg/mL oral syrup").parts.cards[0].left_aside


def test_an_ask_names_the_worst_that_the_line_may_be(shown):
    ask = shown("hydroxizine 25").parts.asks[0]
    assert ask.worst
    assert all(
        choice.severity == "" or choice.label in ("major", "moderate", "minor") for choice in ask.choices
    )


def test_what_one_card_says_is_not_repeated_by_the_next(shown):
    cards = shown(MANY).parts.cards
    studies = [m for card in cards for m in card.measured if not m.shown]
    assert len({m.study.slug for m in studies}) == len(studies)
    items = [item for card in cards for view in (card.driver, *card.others) for item in view.items]
    whole = [(i.statement.text, i.statement.citations) for i in items if not i.shown]
    assert len(set(whole)) == len(whole)
    assert {i.anchor for i in items} == {i.anchor for i in items if not i.shown}


def test_a_study_is_shown_under_the_medicine_it_measured(shown):
    cards = {card.finding.medication: card for card in shown("tacrolimus\nmidazolam syrup").parts.cards}
    assert not cards["midazolam"].measured[0].shown
    assert cards["tacrolimus"].measured[0].shown == "Midazolam"


def test_a_list_of_the_greatest_length_is_shown_whole(shown):
    numbered = [f"qwxzv {number}" for number in range(MAX_LINES)]
    assert [ask.typed for ask in shown("\n".join(numbered)).parts.asks] == numbered
