"""Stored predictions: what the method page says, nothing where an input is missing, never for 7-OH."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from interactions.prediction.model_inputs import read_inputs
from interactions.prediction.predict import predict_all
from interactions.publishing.release_steps import predict_exposures
from reference.release.schema.prediction import ExposurePrediction
from reference.release.schema.release import Release
from tests.interactions.pharmacokinetics.test_qualification import SENSITIVITY, rounds_to, table
from tests.world import changed, world

PAGE = Path(settings.BASE_DIR, "docs/methods/static-model.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def stored(shipped_release: Release) -> dict[str | None, ExposurePrediction]:
    return {p.medication: p for p in shipped_release.exposure_predictions}


@pytest.mark.parametrize("row", table("Predicted against observed"), ids=lambda row: row["medicine"])
def test_stored_predictions_match_the_method_page(row, stored):
    assert rounds_to(stored[row["medicine"]].auc_ratio, row["our default"])


def test_the_stored_range_and_sensitivity_of_midazolam_are_those_of_the_method_page(stored):
    midazolam = stored["midazolam"]
    assert f"Range {midazolam.low:.2f} to {midazolam.high:.1f}." in PAGE
    found = [(f"{e.at_low:.3g}", f"{e.at_high:.3g}") for e in midazolam.sensitivity]
    said = [(float(r["ratio at low"]), float(r["ratio at high"])) for r in SENSITIVITY]
    assert len(found) == len(said)
    for (low, high), (said_low, said_high) in zip(found, said, strict=True):
        assert (float(low), float(high)) == pytest.approx((said_low, said_high), abs=0.1)


def test_the_method_page_counts_the_medicines_with_a_record_and_with_a_prediction(stored):
    asked, answered = re.search(r"For (\d+) medicines the model is asked, and (\d+) have", PAGE).groups()
    assert len(stored) == int(asked)
    assert sum(p.auc_ratio is not None for p in stored.values()) == int(answered)


def test_a_prediction_is_complete_or_names_what_is_missing(stored):
    for p in stored.values():
        numbers = (p.auc_ratio, p.low, p.high, p.gut_factor, p.hepatic_factor, p.inhibitor_class)
        if p.missing:
            assert set(numbers) == {None}
            assert p.inputs == ()
        else:
            assert None not in numbers
            assert p.low <= p.auc_ratio <= p.high
            assert p.inputs


def test_every_prediction_carries_its_label_its_scenario_and_its_model(stored):
    for p in stored.values():
        assert p.label == "prediction, never a rating"
        assert p.scenario == "one 2 g leaf tea, 39 mg mitragynine"
        assert p.model_version == "static-model 1"


def test_every_input_has_a_source_or_says_that_it_is_from_memory(stored, shipped_release):
    kinds = {source.slug: source.kind for source in shipped_release.sources}
    for p in stored.values():
        for item in p.inputs:
            assert item.citations
            if kinds[item.citations[0].source] == "recall":
                assert item.basis == "needs_verification"


def test_a_prediction_on_an_unverified_input_says_so(stored):
    for p in stored.values():
        unverified = any("needs_verification" in (i.basis, i.spread_basis) for i in p.inputs)
        assert p.rests_on_unverified == unverified
    assert stored["midazolam"].rests_on_unverified  # by ka and Fa
    assert not stored["dextromethorphan"].rests_on_unverified


@pytest.mark.parametrize(
    ("medicine", "missing"),
    [
        ("tacrolimus", "Fg, the share that gets past CYP3A in the gut wall"),
        ("cisapride", "fm of CYP3A, the share of its clearance by CYP3A"),
        ("tizanidine", "an inhibition constant of mitragynine for CYP1A2 in the liver"),
        ("carvedilol", "fm of CYP2D6, the share of its clearance by CYP2D6: values are known, none for the medicine as it is taken"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_in_words(medicine, missing, stored):
    assert missing in stored[medicine].missing


def test_every_medicine_of_an_inhibited_enzyme_has_a_record(stored, shipped_release):
    model = read_inputs(shipped_release)
    for medicine, enzymes in model.substrate_of.items():
        if enzymes & model.inhibited:
            assert medicine in stored


def test_no_prediction_is_made_for_a_7_oh_product(stored):
    assert "7-hydroxymitragynine" not in stored
    assert not any("7-OH" in p.scenario for p in stored.values())


@pytest.mark.parametrize(
    "slug", ["unbound-hepatic-inlet", "kdeg-liver-cyp3a", "kdeg-gut-cyp3a", "absorption-rate", "enterocyte-blood-flow"]
)  # fmt: skip
def test_without_a_constant_nothing_is_predicted_for_midazolam(slug, shipped_release):
    constants = tuple(c for c in shipped_release.model_constants if c.slug != slug)
    found = {p.medication: p for p in predict_all(changed(shipped_release, model_constants=constants))}
    assert found["midazolam"].auc_ratio is None
    assert any("a constant of the model" in words for words in found["midazolam"].missing)


def test_a_release_without_the_amount_studied_predicts_nothing():
    assert predict_exposures(world()).exposure_predictions == ()


def test_each_alkaloid_constant_is_marked_for_one_organ(shipped_release: Any):
    marked = [p for a in shipped_release.alkaloids for p in a.enzymes if p.model_default]
    assert all(p.site in ("gut", "liver") for p in marked)


@pytest.mark.parametrize(
    ("parameter", "site", "missing"),
    [
        ("kinact", "gut", "kinact CYP3A gut, a constant of the model"),
        ("ki_inactivation", "liver", "KI CYP3A liver, a constant of the model"),
        ("", "gut", "an inhibition constant of mitragynine for CYP3A in the gut"),
    ],
)
def test_a_missing_constant_of_one_organ_is_named_and_never_taken_as_no_effect(
    parameter, site, missing, shipped_release
):
    def kept(p: Any) -> bool:
        return not (p.enzyme == "CYP3A" and p.site == site and (not parameter or p.parameter == parameter))

    alkaloids = tuple(
        changed(a, enzymes=tuple(p for p in a.enzymes if kept(p))) for a in shipped_release.alkaloids
    )
    found = {p.medication: p for p in predict_all(changed(shipped_release, alkaloids=alkaloids))}
    assert missing in found["midazolam"].missing
