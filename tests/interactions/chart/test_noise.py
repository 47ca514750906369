"""Lines that name no medicine say why, and no medicine is read as such a line."""

from __future__ import annotations

import pytest

from interactions.chart.line import read_chart_line


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("ALLERGIES: codeine (rash)", "an allergy or intolerance"),
        ("Allergies - penicillin", "an allergy or intolerance"),
        ("NKDA", "an allergy or intolerance"),
        ("No known drug allergies", "an allergy or intolerance"),
        ("allergic to codeine", "an allergy or intolerance"),
        ("codeine intolerance", "an allergy or intolerance"),
        ("penicillin allergy", "an allergy or intolerance"),
        ("Adverse drug reactions: morphine", "an allergy or intolerance"),
        ("Medications:", "a heading"),
        ("CURRENT MEDICATIONS", "a heading"),
        ("Past medical history:", "a heading"),
        ("Drug / Dose / Route / Frequency", "a heading"),
        ("BP 120/80", "a vital sign or laboratory value"),
        ("HR: 72", "a vital sign or laboratory value"),
        ("SpO2 98%", "a vital sign or laboratory value"),
        ("INR 2.4", "a vital sign or laboratory value"),
        ("Temp 37.2 C", "a vital sign or laboratory value"),
        ("take with food", "an instruction"),
        ("see GP", "an instruction"),
        ("TAKE AS DIRECTED", "an instruction"),
        ("Take 1 tablet by mouth daily", "an instruction"),
        ("do not crush", "an instruction"),
        ("follow-up in 2 weeks", "an instruction"),
        ("avoid alcohol", "an instruction"),
        ("none", "a note that there is no medicine"),
        ("N/A", "a note that there is no medicine"),
        ("denies alcohol", "a note of what is not taken"),
        ("no kratom", "a note of what is not taken"),
        ("DOB: 1/2/1970", "a personal or administrative detail"),
        ("MRN# 123456", "a personal or administrative detail"),
        ("50 mg tablet", "a form, amount or date without a name"),
        ("11/22/2026", "a form, amount or date without a name"),
        ("ETOH: denies", "a note of what is not taken"),
        ("Alcohol use: No", "a note of what is not taken"),
        ("kratom - never", "a note of what is not taken"),
        ("nondrinker", "a note of what is not taken"),
        ("does not drink alcohol", "a note of what is not taken"),
        ("smokes 1 ppd", "a note of tobacco"),
        ("1 pack of cigarettes per day", "a note of tobacco"),
        ("not on any medications", "a note that there is no medicine"),
        ("O2 sat 95% on RA", "a vital sign or laboratory value"),
        ("K 4.2 mmol/L", "a vital sign or laboratory value"),
        ("Na 138", "a vital sign or laboratory value"),
        ("Reviewed by: Jane Doe", "a personal or administrative detail"),
        ("Lisinopril allergy (angioedema)", "an allergy or intolerance"),
        ("Drug|Dose|Route|Freq", "a heading"),
        ("MEDICATIONS PRIOR TO ADMISSION", "a heading"),
        ("", "an empty line"),
        (" \u200b--- ", "an empty line"),
    ],
)
def test_a_line_that_is_not_a_medicine_says_why(typed, reason):
    line = read_chart_line(typed)
    assert line.not_a_medicine == reason
    assert line.name_texts == ()
    assert line.text == typed


@pytest.mark.parametrize(
    "typed",
    [
        "Benadryl Allergy",
        "loratadine 10 mg for allergies",
        "cetirizine prn allergy",
        "no longer taking kratom",
        "No-Doz",
        "No Doz 200 mg",
        "glucose tablets 4 g",
        "continue sertraline",
        "start sertraline 50 mg",
        "Seroquel",
        "Li 300 mg",
        "K 20 mEq",
        "kratom",
        "Kratom: 5 g daily",
        "Alcohol: 3 units/week",
        "Start: naltrexone 50 mg daily",
        "social drinker",
        "drinks daily",
        "no more than 3 beers a day",
        "Plan B",
    ],
)
def test_a_medicine_is_not_taken_for_something_else(typed):
    assert read_chart_line(typed).not_a_medicine is None
    assert read_chart_line(typed).name_texts


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("denies alcohol but uses kratom daily", "kratom"),
        ("no etoh or drugs except marijuana nightly", "marijuana"),
        ("Pt denies tobacco, however drinks vodka", "vodka"),
        ("denies alcohol; no drugs other than 7-OH", "7-OH"),
    ],
)
def test_a_medicine_taken_despite_a_denial_is_read(typed, name):
    line = read_chart_line(typed)
    assert line.not_a_medicine is None
    assert line.name_texts[-1] == name


@pytest.mark.parametrize(
    "typed", ["no known drug allergies except penicillin", "denies alcohol but", "no allergies reported"]
)
def test_a_denial_without_anything_taken_stays_a_denial_or_an_allergy(typed):
    assert read_chart_line(typed).name_texts == ()
