"""A request beyond what was studied is answered with a caution first, or refused with what to do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from interactions.prediction.custom_prediction import PredictionRequest, Refused, WhatIf, what_if
from interactions.prediction.model_inputs import ModelInputs, read_inputs
from interactions.prediction.stored_predictions import comparisons, with_recalls
from reference.release.schema.release import Recall, Release
from tests.world import changed, world


@pytest.fixture(scope="module")
def model(shipped_release) -> ModelInputs:
    return read_inputs(shipped_release)


@pytest.fixture
def ask(shipped_release, model):
    def answered(**question: Any) -> WhatIf:
        return what_if(PredictionRequest(**question), shipped_release, model)

    return answered


def cautions(found: WhatIf) -> str:
    return " ".join(statement.text for statement in found.prediction.cautions)


def test_a_medicine_alone_gives_what_is_stored(ask, shipped_release):
    stored = {p.medication: p for p in shipped_release.exposure_predictions}
    assert ask(medication="midazolam").prediction == stored["midazolam"]
    assert ask(medication="tacrolimus").prediction == stored["tacrolimus"]


def test_more_leaf_than_was_studied_is_said_to_be_beyond_it(ask):
    found = ask(medication="midazolam", leaf_g=2.5)
    assert "No human interaction data above one 2 g single dose" in cautions(found)
    assert "up to 4 g" in cautions(found)
    assert found.prediction.cautions[0].citations
    assert "above one" not in cautions(ask(medication="midazolam", leaf_g=1))
    assert "above one" in cautions(ask(medication="midazolam", mitragynine_mg=40))
    assert "above one" in cautions(ask(medication="midazolam", leaf_g=3, mitragynine_percent=0.5))


def test_daily_use_is_said_to_be_unmeasured_and_induction_is_reported_separately(ask, shipped_release):
    found = ask(medication="midazolam", use="daily")
    assert "accumulates" in cautions(found)
    assert "induces" in cautions(found)
    assert found.prediction.auc_ratio == ask(medication="midazolam").prediction.auc_ratio
    assert {term.term for term in found.prediction.terms} == {"B"}


def test_an_extract_is_said_to_be_unstudied(ask):
    assert "No interaction study used an extract" in cautions(ask(medication="midazolam", product="extract"))


def test_7_oh_is_refused_with_the_reason(ask):
    with pytest.raises(Refused, match="no human concentration") as refused:
        ask(medication="midazolam", product="seven_oh")
    assert refused.value.field == "product"


@pytest.mark.parametrize(
    ("question", "field", "words"),
    [
        ({}, "medication", "Choose a medicine"),
        ({"medication": "lisinopril"}, "medication", "says nothing about safety"),
        ({"medication": "midazolam", "leaf_g": 0.0}, "leaf_g", "between 0.1 and 50 g"),
        ({"medication": "midazolam", "mitragynine_percent": 71}, "mitragynine_percent", "1 to 2 %"),
        ({"medication": "midazolam", "mitragynine_mg": float("nan")}, "mitragynine_mg", "must lie between"),
        ({"medication": "midazolam", "leaf_g": 2, "mitragynine_mg": 39}, "mitragynine_mg", "not both"),
        ({"medication": "midazolam", "fg": 57}, "fg", "0.9 for 90 %"),
        ({"fm": {"CYP3A": 90}}, "fm.CYP3A", "0.9 for 90 %"),
        ({"fm": {"CYP3A": 0.7, "CYP2D6": 0.4}, "fg": 0.5}, "fm", "add up to 1.1"),
        (
            {"medication": "aripiprazole", "fm": {"CYP3A": 0.54}, "fg": 0.5},
            "fm",
            "ends of the stored spreads",
        ),
    ],
)
def test_a_refused_request_names_the_field_and_what_to_do(question, field, words, ask):
    with pytest.raises(Refused) as refused:
        ask(**question)
    assert refused.value.field == field
    assert words in str(refused.value)


def test_entered_values_replace_those_of_the_release_and_are_marked_entered(ask):
    found = ask(medication="midazolam", fg=1.0, fm={"CYP3A": 0.5})
    entered = {i.symbol for i in found.prediction.inputs if i.basis == "entered"}
    assert entered == {"fm CYP3A", "Fg"}
    assert found.prediction.auc_ratio < ask(medication="midazolam").prediction.auc_ratio
    assert found.prediction.gut_factor == 1.0


def test_a_release_without_the_amount_studied_answers_nothing():
    release = world()
    with pytest.raises(Refused, match="nothing is predicted"):
        what_if(PredictionRequest(fm={"CYP2D6": 0.5}), release, read_inputs(release))


def test_own_values_complete_a_medicine_that_lacks_one(ask):
    assert ask(medication="tacrolimus", fg=0.14).prediction.auc_ratio > 1


def test_without_fg_cyp3a_is_not_predicted(ask):
    found = ask(fm={"CYP3A": 0.9})
    assert found.prediction.auc_ratio is None
    assert found.prediction.missing == ("Fg, the share that gets past CYP3A in the gut wall",)


def test_leaf_without_a_content_has_that_of_the_product_studied(ask):
    assert (
        ask(medication="midazolam", leaf_g=2).prediction.auc_ratio
        == ask(medication="midazolam").prediction.auc_ratio
    )


@pytest.mark.parametrize("medicine", ["midazolam", "dextromethorphan"])
def test_the_ratio_rises_with_the_amount(medicine, ask):
    ratios = [
        ask(medication=medicine, mitragynine_mg=mg).prediction.auc_ratio for mg in (1, 10, 39, 200, 2000)
    ]
    assert ratios == sorted(ratios)
    assert ratios[0] > 1


def test_every_answer_shows_what_was_observed(ask):
    for found in (ask(medication="simvastatin"), ask(fm={"CYP2D6": 0.5}), ask(medication="tacrolimus")):
        beside = {c.medication: (c.observed, c.published_prediction, c.prediction) for c in found.observed}
        assert beside == {"midazolam": (1.39, 5.69, 13.16), "dextromethorphan": (0.99, 1.06, 1.149)}


def recalled(release: Release, collection: str, slug: str) -> Release:
    mark = Recall(collection=collection, slug=slug, since=dt.date(2026, 11, 1), reason="Misread.")
    return changed(release, recalls=(mark,))


@pytest.mark.parametrize(
    ("collection", "slug"),
    [
        ("alkaloids", "mitragynine"),
        ("substrate_parameters", "midazolam"),
        ("model_constants", "absorption-rate"),
    ],
)
def test_a_prediction_on_a_recalled_record_is_withheld(collection, slug, shipped_release):
    release = recalled(shipped_release, collection, slug)
    stored = {p.medication: p for p in with_recalls(release)}["midazolam"]
    assert stored.auc_ratio is None
    assert "under correction" in stored.missing[0]
    assert {c.medication: c.prediction for c in comparisons(release)}["midazolam"] is None
    asked = what_if(PredictionRequest(medication="midazolam"), release, read_inputs(release))
    assert asked.prediction.auc_ratio is None
