"""Questions typed into the list: an answer or a practice note, never a medicine lost and never a reassurance."""

from __future__ import annotations

import pytest

from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import ReleaseIndex
from interactions.screening.screen import screen_medications
from interactions.screening.screening_report import LineReport


def read(index: ReleaseIndex, *lines: str) -> LineReport:
    return screen_medications(lines, PatientContext(), index).lines[-1]


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("EDDP", "urine-drug-screen"),
        ("UDS", "urine-drug-screen"),
        ("EDDP screen positive", "urine-drug-screen"),
        ("surgery next week", "surgery"),
        ("taper", "taper"),
        ("how to taper kratom", "taper"),
        ("pregnant, daily tea", "pregnancy-breastfeeding"),
    ],
)
def test_a_question_finds_its_practice_note(shipped: ReleaseIndex, typed, note):
    line = read(shipped, typed)
    assert line.practice_notes[0] == note
    assert line.outcome == "unrecognised"
    assert line.not_checked == ()


def test_is_it_ok_is_answered_as_the_medicine_is(shipped: ReleaseIndex):
    asked, plain = read(shipped, "is lisinopril ok?"), read(shipped, "lisinopril")
    assert (asked.outcome, asked.reason, asked.message) == (plain.outcome, plain.reason, plain.message)
    assert read(shipped, "is quetiapine ok with kratom?").findings[0].severity == "major"


@pytest.mark.parametrize("typed", ["is sertralin qwxzv ok?", "desiccated liver 500 mg", "liver tablets"])
def test_an_unknown_medicine_is_not_read_as_a_question(shipped: ReleaseIndex, typed):
    line = read(shipped, typed)
    assert line.reason != "not_a_medicine"


@pytest.mark.parametrize(
    ("typed", "name"), [("fentanyl withdrawal", "fentanyl"), ("alcohol-withdrawal", "alcohol")]
)
def test_a_rated_medicine_in_the_topic_of_a_question_is_named(shipped: ReleaseIndex, typed, name):
    line = read(shipped, typed)
    assert line.practice_notes
    assert line.not_checked == (name,)


def test_under_a_heading_of_allergies_nothing_is_a_question(shipped: ReleaseIndex):
    assert read(shipped, "Allergies:", "methadone").practice_notes == ()


@pytest.mark.parametrize("typed", ["kratom and lisinopril", "kratom with metformin"])
def test_a_medicine_on_the_line_of_kratom_is_answered_and_never_silent(shipped: ReleaseIndex, typed):
    line = read(shipped, typed)
    name = typed.split()[-1]
    assert [medication.slug for medication in line.medications] == [name]
    assert (
        f"{name.capitalize()}, on this line: no finding. Not assessed is not the same as safe."
        in line.message
    )
    assert read(shipped, "kratom and tramadol").findings[0].medication == "tramadol"
