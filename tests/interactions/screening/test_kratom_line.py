"""A line with the word kratom is kratom, whatever else is on it; a medicine beside it is a medicine of the list."""

from __future__ import annotations

import pytest

from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications
from interactions.screening.screening_report import ScreeningReport


def read(shipped, *lines: str) -> ScreeningReport:
    return screen_medications(list(lines), PatientContext(), shipped)


@pytest.mark.parametrize(
    ("typed", "product", "use"),
    [
        ("kratom", "unknown_product", None),
        ("kratom from the gas station for my back", "unknown_product", None),
        ("kratom like 3 times a day", "unknown_product", "daily"),
        ("kratom all day", "unknown_product", "daily"),
        ("took kratom this am", "unknown_product", None),
        ("kratom 28 g/d", "unknown_product", "daily"),
        ("kratom 10 caps/d", "leaf", "daily"),
        ("trainwreck kratom powder", "leaf", None),
        ("kratom 50x", "extract", None),
        ("OPMS", "unknown_product", None),
        ("O.P.M.S. Black liquid", "extract", None),
        ("OPMS Gold capsules", "unknown_product", None),
        ("white thai", "leaf", None),
        ("red vein borneo 5 g extract", "extract", None),
        ("70H tablets", "seven_oh", None),
        ("7-0H 20 mg", "seven_oh", None),
        ("7Stax", "seven_oh", None),
        ("Press'd", "seven_oh", None),
        ("New Brew", "unknown_product", None),
    ],
)
def test_the_word_a_brand_or_a_strain_decides_and_a_form_tells_the_product(shipped, typed, product, use):
    report = read(shipped, typed)
    assert report.lines[0].outcome == "precipitant"
    assert report.lines[0].not_checked == ()
    assert (report.context.product, report.context.use) == (product, use)


@pytest.mark.parametrize(
    "typed",
    [
        "super green indo",
        "super red bali",
        "super kratom powder",
        "kratom select capsules",
        "kratom by Nikki",
        "red dragon kratom",
        "kratom pronto shot",
        "kratom in water",
    ],
)
def test_a_brand_that_is_an_ordinary_word_is_no_medicine_among_the_words_for_kratom(shipped, typed):
    (line,) = read(shipped, typed).lines
    assert line.outcome == "precipitant"
    assert (line.medications, line.not_checked) == ((), ())


@pytest.mark.parametrize(
    ("typed", "medicine"),
    [
        ("kratom and Nikki", "drospirenone"),
        ("kratom + Nikki daily", "drospirenone"),
        ("kratom Nikki 3 mg", "drospirenone"),
        ("kratom with Super", "methocarbamol"),
        ("kratom, Select, Xanax", "alprazolam"),
        ("kratom Xanax", "alprazolam"),
        ("super kratom Percocet", "oxycodone"),
    ],
)
def test_a_brand_beside_kratom_is_a_medicine_with_a_dose_or_by_itself(shipped, typed, medicine):
    assert medicine in {m.slug for m in read(shipped, typed).lines[0].medications}


@pytest.mark.parametrize(
    ("typed", "product"),
    [
        ("kratom 5g 4-5x/day", "unknown_product"),
        ("kratom 5x a day", "unknown_product"),
        ("kratom 10x daily", "unknown_product"),
        ("kratom 2x per day", "unknown_product"),
        ("kratom tea 5x/wk", "leaf"),
        ("kratom powder 4-5x/day", "leaf"),
        ("kratom 5x", "extract"),
        ("kratom 50x daily", "extract"),
        ("kratom 15x 2x daily", "extract"),
    ],
)
def test_how_often_is_no_strength_of_an_extract(shipped, typed, product):
    assert read(shipped, typed).context.product == product


@pytest.mark.parametrize("typed", ["does not take kratom", "not using kratom", "no kratom", "kratom: denies"])
def test_a_denial_of_kratom_sets_nothing(shipped, typed):
    report = read(shipped, typed)
    assert (report.lines[0].reason, report.context.product) == ("not_a_medicine", None)


def test_kratom_that_was_stopped_is_still_kratom(shipped):
    report = read(shipped, "no longer taking kratom")
    assert (report.lines[0].outcome, report.lines[0].line_status) == ("precipitant", "stopped")


def test_a_medicine_on_the_line_of_kratom_counts_in_every_rule_of_the_list(shipped):
    stacked = read(shipped, "Xanax 1 mg + kratom", "gabapentin 300 mg TID").stacked
    assert {"alprazolam", "gabapentin"} <= set(stacked[0].medications)
    at_stake = {rule.rule for rule in read(shipped, "methadone, warfarin and kratom").therapy_at_stake}
    assert {"opioid-use-disorder-treatment", "narrow-index-medicine"} <= at_stake
    assert "methadone" in {
        item.medication for item in read(shipped, "methadone and kratom").when_kratom_stops
    }


def test_a_product_with_an_entry_of_its_own_is_answered_as_such_beside_kratom(shipped):
    (line,) = read(shipped, "Suboxone and kratom").lines
    assert [finding.medication for finding in line.findings] == ["buprenorphine-naloxone"]


@pytest.mark.parametrize("typed", ["kratom and kava", "kratom/kava shots", "kava and kratom"])
def test_kava_in_a_drink_with_kratom_is_answered(shipped, typed):
    (line,) = read(shipped, typed).lines
    assert [finding.medication for finding in line.findings] == ["kava"]


def test_a_street_name_beside_kratom_is_answered_and_a_misspelt_medicine_is_said(shipped):
    (line,) = read(shipped, "kratom and weed").lines
    assert [medication.slug for medication in line.medications] == ["cannabis"]
    (line,) = read(shipped, "kratom and oxycodne").lines
    assert line.not_checked == ("oxycodne",)


@pytest.mark.parametrize("typed", ["how to taper kratom", "kratom and surgery", "kratom withdrawal"])
def test_the_topic_of_a_note_stays_a_question(shipped, typed):
    (line,) = read(shipped, typed).lines
    assert line.practice_notes
    assert line.outcome != "precipitant"
