"""/predict/: never a number without its range, its label and what was measured; nothing typed is lost or kept."""

from __future__ import annotations

import re

import pytest

from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import open_page

pytestmark = pytest.mark.usefixtures("library_with_shipped_content")
STUDIED = {"medication": "midazolam", "product": "leaf", "use": "once"}


def test_the_empty_page_says_what_it_is_and_lists_every_input(library_with_shipped_content):
    page = open_page("/predict/")
    assert page.status == 200
    assert "never a rating, never a dose, never a waiting time" in page.text
    assert is_sound(page)
    for record in library_with_shipped_content.release.substrate_parameters:
        assert f"inputs-{record.slug}" in page.ids
    assert "needs verification" in page.text


def test_a_stored_prediction_is_shown_below_its_label_without_posting():
    page = open_page("/predict/?medication=midazolam")
    assert page.status == 200
    assert is_sound(page)
    text = page.text
    assert text.index("Prediction, never a rating") < text.index("13.2 times the AUC without")
    assert "6.82 to 26.4" in text
    assert "not a confidence interval" in text
    assert "1.39 (90% CI 1.23–1.57) was measured in people" in text
    assert "4.1 times too high" in text
    assert "rests on an unverified input" in text
    for heading in (
        "Measured in people: midazolam",
        "Where it comes from",
        "What moves it most",
        "Basic model",
    ):
        assert heading in text


def test_the_plot_shows_observed_ratios_before_the_predicted_one():
    svg = re.search(
        r"<svg class=\"drawing forest\".*?</svg>", open_page("/predict/?medication=midazolam").html, re.S
    )[0]
    assert svg.index('class="observed"') < svg.index('class="predicted"')


def test_missing_inputs_are_named_without_reassurance():
    page = open_page("/predict/?medication=tacrolimus")
    assert "No prediction: an input is missing" in page.text
    assert "Fg, the share that gets past CYP3A in the gut wall" in page.text
    assert "says nothing about safety" in page.text
    assert is_sound(page)


@pytest.mark.parametrize("slug", ["lisinopril", "no-such-medicine"])
def test_a_medicine_without_a_prediction_says_so(slug):
    page = open_page(f"/predict/?medication={slug}")
    assert page.status == 404
    assert "Nothing is stored for" in page.text
    assert "says nothing about safety" in page.text


def test_posted_values_are_answered_and_never_stored():
    page = open_page("/predict/", {**STUDIED, "leaf_g": "5", "use": "daily", "fg": "0,5"})
    assert page.status == 200
    assert page.response["Cache-Control"] == "no-store"
    assert "No human interaction data above one 2 g single dose" in page.text
    assert "mitragynine accumulates" in page.text
    assert "entered by you" in page.text
    assert 'value="5"' in page.html
    assert is_sound(page)


WRONG = {
    "leaf_g": ("0", "The leaf must lie between 0.1 and 50 g."),
    "mitragynine_percent": ("90", "The mitragynine content must lie between"),
    "mitragynine_mg": ("9999", "The mitragynine must lie between"),
    "fm_cyp3a": ("96", "Write a share, 0.9 for 90 %."),
    "fg": ("half", "Write a number, such as 2 or 0.5."),
    "product": ("seven_oh", "For 7-OH nothing is predicted"),
    "medication": ("no-such-medicine", "Choose a medicine from the list"),
}


@pytest.mark.parametrize("field", WRONG)
def test_an_error_says_what_to_do_and_loses_nothing_typed(field):
    typed, said = WRONG[field]
    page = open_page("/predict/", {**STUDIED, "leaf_g": "3", "fm_cyp2d6": "0.02", field: typed})
    assert page.status == 400
    assert said in page.text
    assert 'value="0.02"' in page.html
    assert f'value="{typed}"' in page.html or field == "medication"
    assert page.response["Cache-Control"] == "no-store"
    assert is_sound(page)


def test_an_empty_request_asks_for_a_medicine_or_fm():
    page = open_page("/predict/", {"product": "leaf", "use": "once"})
    assert page.status == 400
    assert "Choose a medicine, or give fm of at least one enzyme." in page.text


def test_an_extract_of_own_values_is_answered_without_a_medicine():
    page = open_page(
        "/predict/", {"product": "extract", "use": "once", "mitragynine_mg": "100", "fm_cyp2d6": "0.9"}
    )
    assert page.status == 200
    assert "Own values" in page.text
    assert "No interaction study used an extract" in page.text


def test_a_medicine_page_links_to_its_prediction_and_shows_no_unobserved_number():
    page = open_page("/medications/simvastatin/")
    assert "/predict/?medication=simvastatin" in page.links
    assert "70.9" not in page.text


def test_where_the_medicine_was_measured_its_card_shows_the_prediction_after_it():
    text = open_page("/medications/midazolam/").text
    assert text.index("1.39 (90% CI 1.23–1.57)") < text.index("prediction, not measured")
    assert "4.1 times too high" in text


def test_every_page_leads_to_the_predictions():
    assert "/predict/" in open_page("/about/").links
