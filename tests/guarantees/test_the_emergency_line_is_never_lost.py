"""Naloxone and the emergency line stand in every form of an answer; no sheet says to keep taking what should be held."""

from __future__ import annotations

import json

import pytest

from interactions.command_line.csv_report import as_table
from interactions.command_line.patient_table import PatientList
from interactions.command_line.text_report import as_text
from interactions.pages.check.chart_note import chart_note
from interactions.pages.check.results import results
from interactions.pages.handout import wording as plain_words
from interactions.screening.findings import finding
from interactions.screening.patient_context import FACTORS, PatientContext
from interactions.screening.patient_situation import PatientSituation
from interactions.screening.screen import screen_medications
from reference.release.schema.terms import MedicineAction, Slot
from tests.reference.test_pages_reader import open_page

EMERGENCY = (
    "Not breathing, cannot be woken, or a child swallowed any: emergency number, naloxone, poison centre."
)
LISTS = {
    "7-OH alone": ["7-OH gummies"],
    "opioid, benzodiazepine, gabapentinoid": ["oxycodone", "alprazolam", "pregabalin", "kratom"],
    "naltrexone and a drink of unknown content": ["naltrexone", "Feel Free"],
    "a medicine that matters little": ["omeprazole", "kratom"],
    "nothing known": ["qwxzv"],
}
NEVER_GOES_ON = (
    MedicineAction.HOLD, MedicineAction.WAIT, MedicineAction.ADVISE_AGAINST, MedicineAction.CHOOSE_OTHER,
)  # fmt: skip
ANSWERS = [
    {},
    *({name: value} for name in PatientContext.__struct_fields__ for value in FACTORS.get(name, ())),
]


@pytest.fixture
def forms(library_with_shipped_content, shipped, client):
    """Every form of the answer to a list, by name."""

    def every(lines):
        loaded, report = library_with_shipped_content, screen_medications(lines, PatientContext(), shipped)
        typed = {"medications": "\n".join(lines)}
        posted = client.post("/api/v1/screen", json.dumps({"medications": lines}), "application/json")
        shown = results(report, loaded, Slot.ALREADY_BOTH)
        patient = PatientList("1", tuple(lines), PatientContext(), None)
        return {
            "page and print": open_page("/", typed).text,
            "hand-out": open_page("/handout/", typed).text,
            "chart note": chart_note(shown, loaded),
            "API": json.dumps(posted.json(), ensure_ascii=False),
            "terminal": as_text(report, loaded, Slot.ALREADY_BOTH, pinned=False),
            "table": as_table([(patient, report)], loaded, pinned=False),
        }

    return every


@pytest.mark.parametrize("kind", LISTS)
def test_the_emergency_line_is_in_every_form_of_an_answer(kind, forms):
    lacking = [
        name
        for name, text in forms(LISTS[kind]).items()
        if EMERGENCY.casefold()[1:] not in " ".join(text.casefold().split())
    ]
    assert lacking == []


@pytest.mark.parametrize("kind", list(LISTS)[:3])
def test_where_breathing_may_slow_naloxone_is_supplied_in_every_form(kind, forms):
    told = ("supply naloxone", "keep naloxone (narcan) at home")
    lacking = [
        name for name, text in forms(LISTS[kind]).items() if not any(t in text.casefold() for t in told)
    ]
    assert lacking == []


@pytest.mark.parametrize("action", NEVER_GOES_ON)
@pytest.mark.parametrize("starting", [True, False])
def test_no_words_for_a_patient_keep_up_what_should_be_held(action, starting):
    for kratom in plain_words.CUT_DOWN:
        said = plain_words.do(action, kratom, starting=starting).casefold()
        assert "keep" not in said
        assert "as we told you" not in said


def test_a_medicine_that_is_held_is_never_among_those_that_matter_and_go_on(shipped, shipped_release):
    found = [
        finding(resolved.medication, PatientSituation(PatientContext(**answer)), shipped)
        for resolved in shipped_release.resolved_interactions
        for answer in ANSWERS
    ]
    held = [verdict for verdict in found if verdict and verdict.medicine_action == MedicineAction.HOLD]
    assert held
    assert MedicineAction.HOLD in plain_words.NOT_NOW
    assert [verdict.action_phrase for verdict in held if "Keep" in verdict.action_phrase] == []
