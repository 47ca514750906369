"""The basic model of the amount studied gives the published values, and its cut-offs have sources."""

from __future__ import annotations

import pytest

from interactions.pharmacokinetics.screening_values import CLASSES
from interactions.prediction.basic_model import BasicValue, basic_model
from interactions.prediction.model_inputs import PRECIPITANT, read_inputs
from tests.interactions.pharmacokinetics.test_qualification import BASIC


@pytest.fixture(scope="module")
def values(shipped_release) -> dict[tuple[str, str], BasicValue]:
    model = read_inputs(shipped_release)
    found = basic_model(model.constants[PRECIPITANT], shipped_release, model)
    return {(v.target, v.metric): v for v in found}


@pytest.mark.parametrize("row", BASIC, ids=lambda row: row["target"])
def test_the_published_values_are_given_for_the_amount_studied(row, values):
    if row["R1,hep published"] != "–":
        assert values[row["target"], "R1 liver inlet"].value == pytest.approx(
            float(row["R1,hep ours"]), abs=0.012
        )
    else:
        assert values[row["target"], "Igut/IC50"].value == pytest.approx(21.5, abs=0.1)


def test_the_gut_value_is_that_of_39_mg(values):
    assert f"{values['CYP3A', 'R1,gut'].value:.0f}" == "70"


def test_every_cutoff_in_the_code_is_a_sourced_record(values, shipped_release):
    records = [c.value for c in shipped_release.model_constants if c.parameter == "cutoff"]
    assert {v.cutoff for v in values.values()} <= set(records)
    assert {least for least, _ in CLASSES} <= set(records)


def test_the_smallest_constant_of_each_enzyme_is_used(values, shipped_release):
    known = {
        p.enzyme: p.value
        for a in shipped_release.alkaloids
        if a.slug == PRECIPITANT
        for p in sorted(a.enzymes, key=lambda p: -(p.value or 0))
        if (p.parameter, p.kind) == ("ki", "reversible")
    }
    assert values["CYP2D6", "R1 liver inlet"].constant == f"Ki {known['CYP2D6']:g} µM"
    assert values["CYP1A2", "R1 liver inlet"].constant == "Ki > 22.5 µM"
