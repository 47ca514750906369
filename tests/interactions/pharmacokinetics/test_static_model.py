"""Properties of every prediction, and a second implementation that agrees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interactions.pharmacokinetics.prediction import Constants, Pathway, Substrate
from interactions.pharmacokinetics.static_model import (
    MODEL_VERSION,
    auc_ratio,
    gut_factor,
    hepatic_factor,
    inactivation_rate,
    induction,
    predict_auc_ratio,
    reversible_inhibition,
    time_dependent_inhibition,
)
from interactions.pharmacokinetics.units import MicroMolar, ModelInputError, PerHour

from .cases import (
    always,
    as_model,
    concentrations,
    constants,
    fractions,
    inactivator,
    inducer,
    inhibitor,
    substrate,
    turnover,
    worlds,
)
from .numpy_model import Inputs, inhibition_and_induction

NOISE = 1 + 1e-12
kinacts = st.floats(1e-3, 10)


def ratio(precipitant, **medicine):
    return predict_auc_ratio(substrate(**medicine), [precipitant], turnover()).auc_ratio


@always
@given(worlds())
def test_a_second_implementation_agrees(world: Inputs):
    inhibited, induced = inhibition_and_induction(world)
    prediction = predict_auc_ratio(*as_model(world))
    assert prediction.auc_ratio == pytest.approx(inhibited, rel=1e-9)
    if prediction.induction:
        assert prediction.induction.auc_ratio == pytest.approx(induced, rel=1e-9)
    else:
        assert induced == pytest.approx(1, rel=1e-9)


@always
@given(worlds())
def test_inhibition_never_lowers_and_induction_never_raises(world: Inputs):
    prediction = predict_auc_ratio(*as_model(world))
    assert prediction.auc_ratio >= 1
    assert min(prediction.gut_factor, prediction.hepatic_factor) >= 1
    assert prediction.induction is None or prediction.induction.auc_ratio <= 1


@always
@given(fractions, st.floats(0.01, 1))
def test_without_an_inhibitor_the_ratio_is_exactly_1(fm, fg):
    medicine = substrate(fm, fg)
    assert predict_auc_ratio(medicine, [], Constants()).auc_ratio == 1
    assert predict_auc_ratio(medicine, [inactivator(inlet=0, enterocyte=0)], turnover()).auc_ratio == 1
    assert predict_auc_ratio(medicine, [inhibitor(ki=1, enzyme="CYP2D6")], turnover()).auc_ratio == 1


@always
@given(concentrations, concentrations, constants, kinacts)
def test_more_inhibitor_never_lowers_the_ratio(one, other, ki, kinact):
    less, more = sorted((one, other))
    for make in (
        lambda i: inactivator(inlet=i, enterocyte=i, ki_inactivation=ki, kinact=kinact),
        lambda i: inhibitor(ki=ki, inlet=i, enterocyte=i),
    ):
        assert ratio(make(less)) <= ratio(make(more)) * NOISE


@always
@given(fractions, fractions)
def test_a_larger_share_of_clearance_never_lowers_the_ratio(one, other):
    less, more = sorted((one, other))
    assert ratio(inactivator(), fm=less) <= ratio(inactivator(), fm=more) * NOISE


@always
@given(kinacts, kinacts)
def test_faster_inactivation_never_lowers_the_ratio(one, other):
    slow, fast = sorted((one, other))
    assert ratio(inactivator(kinact=slow)) <= ratio(inactivator(kinact=fast)) * NOISE


@always
@given(constants, constants)
def test_a_tighter_binding_inhibitor_never_lowers_the_ratio(one, other):
    tight, loose = sorted((one, other))
    assert ratio(inhibitor(ki=loose)) <= ratio(inhibitor(ki=tight)) * NOISE
    assert ratio(inactivator(ki_inactivation=loose)) <= ratio(inactivator(ki_inactivation=tight)) * NOISE


@always
@given(worlds(), st.integers(0, 2))
def test_leaving_out_a_precipitant_never_raises_the_ratio(world: Inputs, which):
    medicine, precipitants, turnovers = as_model(world)
    fewer = [p for n, p in enumerate(precipitants) if n != which]
    without = predict_auc_ratio(medicine, fewer, turnovers).auc_ratio
    assert without <= predict_auc_ratio(medicine, precipitants, turnovers).auc_ratio * NOISE


@always
@given(st.floats(0, 0.999), st.floats(0.01, 1))
def test_complete_inhibition_reaches_the_ceiling_and_no_more(fm, fg):
    complete = inhibitor(ki=1e-9, inlet=1e9, enterocyte=1e9)
    assert ratio(complete, fm=fm, fg=1.0) == pytest.approx(1 / (1 - fm), rel=1e-9)
    assert ratio(complete, fm=fm, fg=fg) == pytest.approx(1 / (fg * (1 - fm)), rel=1e-9)


@always
@given(worlds())
def test_a_medicine_without_gut_metabolism_has_no_gut_factor(world: Inputs):
    medicine, precipitants, turnovers = as_model(world)
    whole = Substrate(name="m", pathways=medicine.pathways, fg=1.0, gut_enzyme=medicine.gut_enzyme)
    assert predict_auc_ratio(whole, precipitants, turnovers).gut_factor == 1


def test_complete_inhibition_of_the_only_pathway_has_no_number():
    with pytest.raises(ModelInputError, match="no clearance is left"):
        hepatic_factor([(1.0, 0.0)])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: gut_factor(0.5, 0), "Fg is 0"),
        (lambda: gut_factor(-0.5, 0.5), "activity in the gut is -0.5"),
        (lambda: hepatic_factor([(0.5, float("nan"))]), "activity in the liver is nan"),
        (lambda: hepatic_factor([(0.7, 1), (0.7, 1)]), "sum of fm is 1.4"),
        (lambda: reversible_inhibition([(MicroMolar(1), MicroMolar(0))]), "Ki is 0"),
        (lambda: inactivation_rate(MicroMolar(1), MicroMolar(0), PerHour(1)), "KI is 0"),
        (lambda: time_dependent_inhibition([PerHour(1)], PerHour(0)), "kdeg is 0"),
        (lambda: induction([(MicroMolar(1), 0, MicroMolar(1), 1)]), "Emax is 0"),
    ],
)
def test_each_equation_names_the_input_it_cannot_use(call, said):
    with pytest.raises(ModelInputError, match=said):
        call()


def test_the_terms_are_those_of_the_guideline():
    two = [(MicroMolar(1), MicroMolar(2)), (MicroMolar(3), MicroMolar(4))]
    assert reversible_inhibition(two) == pytest.approx(1 / (1 + 1 / 2 + 3 / 4))
    assert inactivation_rate(MicroMolar(1), MicroMolar(3), PerHour(4)).value == pytest.approx(1)
    assert time_dependent_inhibition([PerHour(1), PerHour(2)], PerHour(0.5)) == pytest.approx(1 / 7)
    assert induction([(MicroMolar(1), 8.0, MicroMolar(3), 0.5)]) == pytest.approx(2)
    assert auc_ratio(gut_activity=0.5, fg=0.5, pathways=[(0.8, 0.25)]) == pytest.approx(1 / 0.75 / 0.4)


def test_inhibition_and_induction_are_reported_separately():
    both = predict_auc_ratio(substrate(), [inactivator(), inducer()], turnover())
    assert both.auc_ratio == ratio(inactivator())
    assert both.induction == predict_auc_ratio(substrate(), [inducer()], turnover()).induction
    assert both.induction is not None
    assert both.induction.auc_ratio < 1 < both.auc_ratio
    assert "CYP3A in the liver is inhibited and induced: two results, never netted." in both.warnings


def test_missing_effects_are_listed_and_not_taken_as_safe():
    medicine = Substrate(
        name="m", pathways=(Pathway("CYP3A", 0.5), Pathway("CYP2C19", 0.3)), fg=0.5, gut_enzyme=None
    )
    said = predict_auc_ratio(medicine, [inactivator()], turnover()).warnings
    assert any("No inhibition constant for CYP2C19 in the liver" in w and "not known" in w for w in said)
    assert any(w.startswith("20% of the clearance") for w in said)
    assert any("No gut enzyme given" in w for w in said)


def test_a_prediction_names_each_term_and_its_version():
    prediction = predict_auc_ratio(substrate(), [inactivator(), inducer()], turnover())
    assert [(c.organ, c.term) for c in prediction.contributions] == [
        ("gut", "B"),
        ("gut", "C"),
        ("liver", "B"),
        ("liver", "C"),
    ]
    assert prediction.contributions[2].activity == pytest.approx(0.0965, rel=1e-3)
    assert prediction.auc_ratio == prediction.gut_factor * prediction.hepatic_factor
    assert prediction.model_version == MODEL_VERSION
