"""Brands for local use, supplies, vaccines, and questions that need not be asked, as a line of a list."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from interactions.chart.line import read_chart_line
from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications
from reference.release.names.name_entries import normalise
from reference.release.schema.terms import RouteClass


@pytest.fixture
def line(shipped):
    return lambda typed: screen_medications([typed], PatientContext(), shipped).lines[0]


@pytest.mark.parametrize(
    "typed", ["Restasis", "Protopic 0.1% bid", "Symbicort", "Fostair 100/6", "Flonase", "Ikervis"]
)
def test_a_brand_for_local_use_is_local_by_its_name(line, typed):
    report = line(typed)
    assert (report.route_class, report.outcome) == ("local", "not_assessed")


@pytest.mark.parametrize("typed", ["Protopic by mouth", "tacrolimus 1 mg", "Neoral 100 mg", "Voltaren 50 mg"])
def test_a_route_that_is_written_and_a_brand_with_other_forms_are_read_as_before(line, typed):
    assert line(typed).route_class == RouteClass.SYSTEMIC


def test_no_local_brand_is_sold_in_another_form(shipped_release):
    forms = defaultdict(set)
    for code in shipped_release.product_codes:
        if branded := re.search(r"\[([^\]]+)\]$", code.name):
            forms[normalise(branded[1])].add(code.name)
    local = {normalise(name) for name in shipped_release.local_brands}
    assert len(local & forms.keys()) > 800
    other = [n for key in local for n in forms[key] if read_chart_line(n).route_class != RouteClass.LOCAL]
    assert other == []


def test_an_inhaler_that_is_swallowed_is_rated_as_swallowed(line):
    (found,) = line("Benzedrex inhaler").findings
    assert (found.medication, found.severity) == ("propylhexedrine", "major")


@pytest.mark.parametrize(
    "typed",
    ["BD pen needles 32G", "insulin pen needles", "OneTouch Verio test strips", "FreeStyle Libre 2 sensor", "Lancets 30G",
     "alcohol swabs", "COVID test for travel", "Remove", "Request a refill", "Approved by", "Rfl: 3", "CPAP machine"],
)  # fmt: skip
def test_supplies_tests_and_buttons_are_no_medicine(line, typed):
    report = line(typed)
    assert (report.outcome, report.reason) == ("unrecognised", "not_a_medicine")


@pytest.mark.parametrize(
    ("typed", "slug"),
    [("metformin 500 mg, test strips", "metformin"), ("lisinopril (remove)", "lisinopril"), ("Xanax, CPAP at night", "alprazolam")],
)  # fmt: skip
def test_a_medicine_beside_a_supply_is_still_a_medicine(line, typed, slug):
    assert [m.slug for m in line(typed).medications] == [slug]


@pytest.mark.parametrize(
    "typed", ["flu shot 10/2025", "COVID-19 vaccine", "Tdap", "Shingrix", "MMR", "Prevnar 20"]
)
def test_a_vaccine_is_named_once_and_not_reviewed(line, typed):
    report = line(typed)
    assert (report.outcome, report.reason) == ("not_assessed", "not_reviewed")
    assert len(report.medications) == 1


@pytest.mark.parametrize("typed", ["vitamin D 2000 IU", "iron 325 mg"])
def test_candidates_that_are_answered_alike_are_answered_without_asking(line, typed):
    report = line(typed)
    assert report.outcome == "not_assessed"
    assert len(report.medications) > 1
    assert "not the same as safe" in report.message


@pytest.mark.parametrize(
    "typed",
    ["garlic caps", "feverfew", "lion's mane 1 g daily", "reishi mushroom caps", "agmatine sulfate", "akuamma", "B complex",
     "prenatal vitamins", "ginkgo biloba", "black seed oil", "turmeric", "ashwagandha"],
)  # fmt: skip
def test_supplements_are_known_names(line, typed):
    assert line(typed).outcome in ("not_assessed", "finding")


@pytest.mark.parametrize(
    ("typed", "slug"),
    [("Epilim Chrono 500 bd", "valproate"), ("Jolivette 28 Day Pack", "norethindrone"), ("gabapentin pre-op", "gabapentin"),
     ("methadone neonatal", "methadone"), ("ASA 81", "aspirin"), ("metoprolol succ ER 25", "metoprolol")],
)  # fmt: skip
def test_words_that_change_no_ingredient_are_no_question(line, typed, slug):
    assert [m.slug for m in line(typed).medications] == [slug]


@pytest.mark.parametrize(
    ("typed", "medicines"),
    [
        ("ProAir HFA 90 mcg/inh inhalation aerosol", {"albuterol"}),
        ("Symbicort 160 mcg-4.5 mcg/inh", {"budesonide", "formoterol"}),
        ("QVAR 80 mcg/inh", {"beclomethasone"}),
        ("Flovent 110 mcg/spr", {"fluticasone"}),
        ("albuterol inh prn", {"albuterol"}),
        ("Advair 250/50 INH bid", {"fluticasone", "salmeterol"}),
        ("ipratropium-albuterol inh", {"albuterol", "ipratropium"}),
    ],
)
def test_a_dose_to_inhale_is_no_isoniazid(line, typed, medicines):
    assert {m.slug for m in line(typed).medications} == medicines


@pytest.mark.parametrize("typed", ["INH 300 mg", "rifampin INH", "RIF/INH/PZA/EMB", "inh 300 mg daily"])
def test_isoniazid_in_short_is_never_lost(line, typed):
    assert "isoniazid" in {found.medication for found in line(typed).findings}


@pytest.mark.parametrize(
    "typed",
    ["34M found by roommate", "family hx of seizures", "lives with mother and two kids", "ER visit for fall"],
)
def test_a_plain_sentence_is_offered_no_medicine(shipped, typed):
    (line,) = screen_medications([typed], PatientContext(), shipped).lines
    assert (line.outcome, line.candidates) == ("unrecognised", ())


@pytest.mark.parametrize(
    ("typed", "taken", "stopped"),
    [
        ("Lexapro (since stopping Zoloft)", "escitalopram", "sertraline"),
        ("tramadol discontinued in favor of Lyrica 75 mg", "pregabalin", "tramadol"),
        ("stop Ambien and start trazodone 50 mg", "trazodone", "zolpidem"),
        ("oxycodone 10 mg, switched from tramadol", "oxycodone", "tramadol"),
    ],
)
def test_one_line_of_two_medicines_answers_the_current_one_and_names_the_other(line, typed, taken, stopped):
    said = line(typed)
    assert [m.slug for m in said.medications] == [taken]
    assert (said.line_status, said.not_checked) == ("current", (stopped,))
