"""Of several values the marked default is used and the others are its spread; without a default none is used."""

from __future__ import annotations

from typing import Any

import pytest

from interactions.prediction.model_inputs import chosen, read_inputs, symbol_of
from reference.release.schema.kratom import EnzymeParameter
from reference.release.schema.prediction import SubstrateParameter
from tests.world import CITED, world


def ki(value: float | None, **more: Any) -> EnzymeParameter:
    fields = {
        "parameter": "ki",
        "unit": "µM",
        "enzyme": "CYP2D6",
        "kind": "reversible",
        "basis": "seen",
        **more,
    }
    return EnzymeParameter(value=value, citations=CITED, **fields)


def fm(value: float | None, **more: Any) -> SubstrateParameter:
    fields = {"parameter": "fm", "unit": "fraction", "enzyme": "CYP3A", "basis": "seen", **more}
    return SubstrateParameter(value=value, citations=CITED, **fields)


def only(*items: Any) -> Any:
    [found] = chosen((item, "alkaloids/drawn") for item in items).values()
    return found


def test_the_default_is_taken_and_the_others_are_the_ends_of_its_spread():
    found = only(ki(0.34), ki(1.17, model_default=True, site="liver"), ki(12.86))
    assert (found.symbol, found.low, found.value, found.high) == ("Ki CYP2D6 liver", 0.34, 1.17, 12.86)


def test_only_a_marked_default_is_used():
    assert chosen([(ki(1.17), "alkaloids/drawn")]) == {}


def test_a_value_of_another_organ_enzyme_parameter_or_unit_does_not_widen_the_spread():
    others = (ki(9, site="gut"), ki(9, enzyme="CYP3A"), ki(9, parameter="ic50"), ki(9, unit="mM as printed"))
    found = only(ki(1.17, model_default=True, site="liver"), *others)
    assert (found.low, found.high) == (1.17, 1.17)


def test_one_sd_of_the_default_is_part_of_its_spread():
    found = only(ki(4.1, spread="± 0.9", model_default=True))
    assert (found.low, found.high) == (3.2, 5.0)


def test_a_lower_bound_of_a_share_leaves_room_up_to_one():
    found = only(fm(0.93, qualifier=">", model_default=True))
    assert (found.low, found.value, found.high) == (0.93, 0.93, 1.0)


def test_a_range_without_a_value_is_taken_at_its_middle():
    found = only(fm(None, low=0.4, high=0.5, model_default=True))
    assert (found.low, found.value, found.high) == (0.4, 0.45, 0.5)


def test_an_unverified_end_of_the_spread_is_marked_separately_from_the_value():
    found = only(fm(0.96, model_default=True), fm(0.92, basis="needs_verification"))
    assert (found.basis, found.spread_basis) == ("seen", "needs_verification")


@pytest.mark.parametrize("items", [(fm(None, model_default=True),), (fm(0.9, model_default=True),) * 2])
def test_a_default_without_a_number_or_a_second_one_is_refused(items):
    with pytest.raises(ValueError, match="fm CYP3A"):
        only(*items)


def test_a_release_without_inputs_gives_none():
    model = read_inputs(world())
    assert (model.constants, model.substrates, model.inhibited) == ({}, {}, frozenset())


def test_symbols_name_parameter_enzyme_and_organ():
    assert symbol_of("kinact", "CYP3A", "gut") == "kinact CYP3A gut"
    assert symbol_of("fg", "CYP3A") == "Fg"


def test_every_constant_of_the_shipped_model_has_exactly_the_inputs_it_needs(shipped_release):
    model = read_inputs(shipped_release)
    assert model.inhibited == {"CYP3A", "CYP2D6", "CYP2C8", "CYP2C9", "CYP2C19"}
    assert "Ki CYP3A liver" not in model.constants  # beside the time-dependent constants it would count twice
    assert "Ki CYP1A2 liver" not in model.constants  # only a bound is known
    gut = model.constants["kinact CYP3A gut"]
    assert (gut.value, gut.low, gut.high) == (0.079, 0.059, 0.099)
