"""The patient: what was answered, what came from the list, what is not known, and what to ask."""

from __future__ import annotations

from interactions.pages.check.form import CheckForm
from tests.interactions.pages.conftest import MANY


def test_an_answer_that_the_list_gave_says_so(shown):
    page = shown("gabapentin\nkratom powder 5 g TID", pregnancy=True)
    told = {item.label: item.told for item in page.known}
    assert told["Product"] == "leaf (powder, tea, capsule), from the list"
    assert told["Pregnancy"] == "yes"
    assert "Product" not in page.unknown


def test_at_most_three_questions_each_with_the_medicines_it_would_change(shown):
    asked = shown(MANY).ask_me
    assert 0 < len(asked) <= 3
    assert all(item.medications and item.answers for item in asked)


def test_nothing_is_asked_where_no_answer_would_change_the_result(shown):
    page = shown("lisinopril 10 mg")
    assert page.ask_me == ()
    assert all(count.kind != "open" for count in page.tally)


def test_every_answer_offered_is_one_that_the_form_takes_and_that_changes_a_headline(shown):
    before = {
        c.finding.medication: (c.finding.severity, c.finding.action) for c in shown("gabapentin").parts.cards
    }
    for question in shown("gabapentin").ask_me:
        for value, _words in question.answers:
            form = CheckForm({"medications": "gabapentin", question.factor: value})
            assert form.is_valid()
            after = shown("gabapentin", **{question.factor: getattr(form.context(), question.factor)})
            assert {
                c.finding.medication: (c.finding.severity, c.finding.action) for c in after.parts.cards
            } != before
