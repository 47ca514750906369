"""A heading applies to the lines under it: allergies are not taken, stopped medicines are stopped."""

from __future__ import annotations

import random

import pytest

from interactions.chart.line import read_chart_line
from interactions.chart.sections import read_chart

ALLERGY_HEADINGS = [
    "Allergies:",
    "ALLERGIES",
    "Drug allergies / intolerances:",
    "ADRs:",
    "Known allergies",
    "Allergies and Adverse Reactions:",
    "Allergies (reviewed 3/2/2024):",
    "Allergies as of 3/2/2024",
    "Allergen|Reaction|Severity",
]
STOPPED_HEADINGS = [
    "Discontinued medications:",
    "Stopped:",
    "Past medications:",
    "Previously on:",
    "No longer taking:",
    "Not taking:",
    "STOP taking these medications",
    "Past psychiatric medication trials:",
    "Inactive meds",
    "D/C'd meds:",
]
OTHER_HEADINGS = [
    "Home medications",
    "Current meds:",
    "PRN:",
    "Inpatient meds",
    "OTC / supplements:",
    "Social history:",
    "CONTINUE taking these medications",
    "Plan for tomorrow:",
]


@pytest.mark.parametrize("heading", ALLERGY_HEADINGS)
def test_lines_under_a_bare_allergy_heading_are_allergies_and_name_it(heading):
    _, *under = read_chart([heading, "codeine (rash)", "- penicillin", "sertraline"])
    assert all(line.name_texts == () and line.unread == () for line in under)
    for line in under:
        assert line.not_a_medicine is not None
        assert line.not_a_medicine.startswith("an allergy or intolerance, under ")
        assert heading.strip(" :") in line.not_a_medicine


@pytest.mark.parametrize("heading", STOPPED_HEADINGS)
def test_lines_under_a_heading_of_stopped_medicines_are_stopped_and_say_why(heading):
    _, plain, dosed = read_chart([heading, "sertraline", "lithium 300 mg BID since 2020"])
    assert (plain.status, plain.status_words) == ("stopped", heading.strip(" :"))
    assert dosed.status == "stopped"
    assert "sertraline" in plain.name_texts
    assert "lithium" in dosed.name_texts


@pytest.mark.parametrize("ending", OTHER_HEADINGS)
@pytest.mark.parametrize("heading", ["Allergies:", "Discontinued medications:"])
def test_any_other_heading_ends_a_section(heading, ending):
    *_, last = read_chart([heading, "codeine", ending, "sertraline"])
    assert last == read_chart_line("sertraline")


@pytest.mark.parametrize(
    "dosed",
    [
        "sertraline 50 mg daily",
        "metformin BID",
        "hydroxyzine 25 mg TID prn itching",
        "lisinopril 10 mg",
        "kratom 5 g daily",
    ],
)
def test_a_dosed_medicine_is_never_lost_among_allergies_and_ends_them(dosed):
    *_, found, after = read_chart(["Allergies:", "codeine (rash)", dosed, "lithium"])
    assert found == read_chart_line(dosed)
    assert after == read_chart_line("lithium")


@pytest.mark.parametrize(
    "item", ["morphine 5 mg IV - hives", "penicillin - once, rash", "aspirin (GI upset)", "sulfa, 1998"]
)
def test_a_dose_with_a_reaction_is_still_an_allergy(item):
    assert read_chart(["Allergies:", item])[1].name_texts == ()


def test_a_line_without_a_medicine_keeps_its_reason_and_patient_details_end_a_section():
    read = read_chart(["Allergies:", "NKDA", "take with food", "DOB: 1/2/1970", "sertraline"])
    reasons = [line.not_a_medicine for line in read]
    assert reasons[1:4] == [
        "an allergy or intolerance",
        "an instruction",
        "a personal or administrative detail",
    ]
    assert reasons[4] is None


def test_a_medicine_restarted_among_the_stopped_ones_is_current():
    *_, line = read_chart(["Stopped:", "tacrolimus, restarted 3/4/2024"])
    assert line.status == "current"


def test_a_stopped_line_under_its_heading_keeps_its_own_words():
    *_, line = read_chart(["Stopped:", "stopped sertraline 2 weeks ago"])
    assert (line.status, line.status_words) == ("stopped", "stopped 2 weeks ago")


@pytest.mark.parametrize("heading", ["Allergies: codeine (rash)", "Discontinued meds: sertraline 50 mg"])
def test_a_heading_with_its_items_on_the_same_line_opens_nothing(heading):
    first, after = read_chart([heading, "lithium"])
    assert first == read_chart_line(heading)
    assert after == read_chart_line("lithium")


@pytest.mark.parametrize("line", ["Meds: sertraline 50 mg", "Allergies: NKDA"])
def test_a_heading_with_its_items_on_the_same_line_ends_a_section(line):
    *_, after = read_chart(["Stopped:", "codeine", line, "lithium"])
    assert after == read_chart_line("lithium")


def test_a_past_medical_history_is_not_a_list_of_stopped_medicines():
    for heading in ("Past medical history:", "Past surgical history:", "Stop date", "Problem list:"):
        assert read_chart([heading, "sertraline"])[1].status == "current"


def test_an_allergy_said_in_full_ends_the_section_above_it():
    for line in ("Allergies: codeine", "allergic to codeine"):
        *_, after = read_chart(["Stopped:", line, "lithium"])
        assert after == read_chart_line("lithium"), line


def test_a_label_about_one_line_ends_a_section_and_a_label_about_its_name_does_not():
    *_, kratom, after = read_chart(["Stopped:", "Social hx: kratom", "lithium"])
    assert (kratom.status, after.status) == ("current", "current")
    *_, kratom, after = read_chart(["Stopped:", "kratom: 5 g daily", "lithium"])
    assert (kratom.status, after.status) == ("stopped", "stopped")


def test_a_vital_sign_ends_a_section():
    *_, after = read_chart(["Allergies:", "BP 120/80", "sertraline"])
    assert after == read_chart_line("sertraline")


@pytest.mark.parametrize(
    ("item", "taken"),
    [
        ("hydrocortisone 5%", True),
        ("loratadine prn", True),
        ("aspirin 81 mg for rash", True),
        ("aspirin 81 mg - hives", False),
        ("aspirin 81 mg - HIVES", False),
        ("sertraline 50", False),
        ("cetirizine once", False),
        ("cetirizine ONCE", False),
    ],
)
def test_among_allergies_only_an_amount_or_a_regimen_without_a_reaction_says_that_it_is_taken(item, taken):
    *_, found, after = read_chart(["Allergies:", item, "lithium"])
    assert bool(found.name_texts) is taken
    assert bool(after.name_texts) is taken


def test_a_stopped_medicine_keeps_its_own_words_behind_those_of_the_heading():
    _, held, dosed, resumed = read_chart(
        ["Stopped:", "lithium on hold", "sertraline 50 mg", "tacrolimus RESUMED"]
    )
    assert (held.status, held.status_words) == ("stopped", "Stopped on hold")
    assert (dosed.status, dosed.strength) == ("stopped", "50 mg")
    assert (resumed.status, resumed.status_words) == ("current", "RESUMED")


def test_what_is_no_medicine_among_the_stopped_ones_ends_nothing():
    _, instruction, allergy, after = read_chart(["Stopped:", "take with food", "NKDA", "lithium"])
    assert (instruction.not_a_medicine, allergy.not_a_medicine) == (
        "an instruction",
        "an allergy or intolerance",
    )
    assert after.status == "stopped"


def test_a_list_without_headings_does_not_depend_on_its_order():
    texts = [
        "sertraline 50 mg",
        "stopped lithium",
        "NKDA",
        "codeine allergy",
        "BP 120/80",
        "kratom: 5 g daily",
        "",
    ]
    alone = {text: read_chart_line(text) for text in texts}
    for seed in range(20):
        random.Random(seed).shuffle(texts)
        assert read_chart(texts) == [alone[text] for text in texts]


@pytest.mark.parametrize(
    "ending",
    [
        "Ask your doctor about these medications",
        "Contact your doctor about the following",
        "You might also be taking other medications",
        "Review these with your provider",
        "Patient Instructions",
        "KEEP",
        "Also takes",
        "Resume at home",
        "Current Psychotropics",
        "Outpatient Encounter Medications as of 3/2/26",
        "_______",
        "------",
    ],
)
def test_in_doubt_a_section_of_stopped_medicines_ends(ending):
    _, stopped, _, after = read_chart(["Stopped meds", "sertraline", ending, "methadone 80 mg"])
    assert (stopped.status, after.status) == ("stopped", "current")


def test_the_directions_of_a_stopped_medicine_do_not_end_its_section():
    *_, last = read_chart(["STOP taking:", "tramadol 50 mg", "Take 1 tablet every 6 hours", "zolpidem"])
    assert last.status == "stopped"


@pytest.mark.parametrize("line", ["Stopped smoking", "Smoking: stopped", "Last dose stopped", "Last stop"])
def test_a_line_of_tobacco_or_of_a_last_dose_opens_no_section(line):
    assert read_chart([line, "methadone 80 mg"])[1].status == "current"
