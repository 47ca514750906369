"""Missing, doubled or impossible inputs are refused by name before anything is predicted."""

from __future__ import annotations

import pytest

from interactions.pharmacokinetics.prediction import EnzymeEffect, Pathway, Precipitant, Substrate
from interactions.pharmacokinetics.static_model import predict_auc_ratio
from interactions.pharmacokinetics.units import MicroMolar, ModelInputError, PerHour

from .cases import inactivator, substrate, turnover


@pytest.mark.parametrize(
    ("constants", "said"),
    [
        ({}, "neither Ki"),
        ({"ki_inactivation": MicroMolar(4)}, "KI and kinact of CYP3A: one is missing"),
        ({"kinact": PerHour(4)}, "KI and kinact of CYP3A: one is missing"),
        ({"emax": 4.0}, "Emax and EC50 of CYP3A: one is missing"),
        ({"ki": MicroMolar(0)}, "Ki of CYP3A is 0"),
        ({"ki_inactivation": MicroMolar(4), "kinact": PerHour(0)}, "kinact of CYP3A is 0"),
        ({"emax": -2.0, "ec50": MicroMolar(1)}, "Emax of CYP3A is -2"),
    ],
)
def test_an_effect_needs_a_whole_set_of_constants(constants, said):
    with pytest.raises(ModelInputError, match=said):
        EnzymeEffect(enzyme="CYP3A", organ="both", **constants)


def test_two_values_of_one_constant_are_never_added_up():
    def effect(organ):
        return EnzymeEffect(enzyme="CYP2D6", organ=organ, ki=MicroMolar(1.17))

    def given(*organs):
        return Precipitant(
            name="mitragynine",
            unbound_hepatic_inlet=MicroMolar(0.2),
            enterocyte=MicroMolar(30),
            effects=tuple(effect(organ) for organ in organs),
        )

    assert given("gut", "liver").effects_on("CYP2D6", "liver") == (effect("liver"),)
    with pytest.raises(ModelInputError, match="term A of CYP2D6 in the liver is given 2 times"):
        given("both", "liver")


@pytest.mark.parametrize(
    ("pathways", "fg", "said"),
    [
        ((), 1, "at least one"),
        ((Pathway("CYP3A", 0.4), Pathway("CYP3A", 0.4)), 1, "each enzyme once"),
        ((Pathway("CYP3A", 0.7), Pathway("CYP2D6", 0.4)), 1, "sum of fm of medicine is 1.1"),
        ((Pathway("CYP3A", 0.7),), 0, "Fg of medicine is 0"),
        ((Pathway("CYP3A", 0.7),), 1.2, "Fg of medicine is 1.2"),
    ],
)
def test_a_substrate_out_of_bounds_is_refused(pathways, fg, said):
    with pytest.raises(ModelInputError, match=said):
        Substrate(name="medicine", pathways=pathways, fg=fg, gut_enzyme="CYP3A")


def test_a_share_of_clearance_lies_between_nothing_and_all():
    with pytest.raises(ModelInputError, match="fm of CYP3A is 96"):
        Pathway("CYP3A", 96)


def test_shares_that_make_up_the_whole_are_accepted_in_spite_of_rounding():
    Substrate(
        name="medicine",
        pathways=tuple(Pathway(enzyme, 0.1) for enzyme in "ABCDEFGHIJ"),
        fg=1,
        gut_enzyme=None,
    )


def test_a_missing_turnover_constant_is_named_and_not_borrowed():
    medicine = Substrate(name="m", pathways=(Pathway("CYP3A", 0.9),), fg=0.5, gut_enzyme="CYP3A")
    with pytest.raises(ModelInputError, match="kdeg of CYP3A in the gut is missing"):
        predict_auc_ratio(medicine, [inactivator()], type(turnover())(kdeg_liver=turnover().kdeg_liver))
    with pytest.raises(ModelInputError, match="kdeg of CYP3A in the liver is 0"):
        predict_auc_ratio(substrate(), [inactivator()], turnover(liver=0))
