"""When kratom stops: each medicine's text, without repeats and without a modelled time."""

from __future__ import annotations

from interactions.pages.check.when_kratom_stops import NOTES
from tests.interactions.pages.conftest import MANY


def test_every_statement_of_every_medicine_is_there_under_its_name(screen, shown):
    stops = shown(MANY).stops
    said = {
        (name.casefold(), s) for change in stops.changes for name in change.names for s in change.statements
    }
    wanted = {(i.name.casefold(), s) for i in screen(MANY).when_kratom_stops for s in i.statements}
    assert said == wanted
    assert wanted


def test_text_that_applies_to_several_medicines_appears_once(shown):
    statements = [s for change in shown(MANY).stops.changes for s in change.statements]
    assert len(set(statements)) == len(statements)


def test_it_leads_to_the_notes_on_stopping_that_the_release_has(shown):
    assert [note.slug for note in shown("gabapentin").stops.notes] == list(NOTES)


def test_the_card_points_to_the_section_and_does_not_repeat_it(shown):
    card = shown("gabapentin").parts.cards[0]
    assert card.stops_below
    assert all(slot.slot != "when_kratom_stops" for slot in (*card.now, *card.slots))


def test_a_medicine_on_the_list_as_stopped_keeps_its_part_on_its_card(shown):
    page = shown("stopped sertraline 2 weeks ago")
    assert page.stops.names == ()
    assert "when_kratom_stops" in {slot.slot for slot in page.parts.cards[0].slots}
