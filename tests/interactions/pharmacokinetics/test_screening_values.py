"""The basic model flags from its cut-offs on, and a class only names a size."""

from __future__ import annotations

import math

import pytest

from interactions.pharmacokinetics.screening_values import (
    classify,
    gut_transporter_ratio,
    r1,
    r1_gut,
    r2,
    r3,
)
from interactions.pharmacokinetics.units import MicroMolar, ModelInputError, PerHour

ONE = MicroMolar(1)


@pytest.mark.parametrize(
    ("value", "below", "at"),
    [
        (r1, 0.0199, 0.02),
        (r1_gut, 9.99, 10),
        (gut_transporter_ratio, 9.99, 10),
    ],
)
def test_a_reversible_value_is_flagged_from_its_cutoff(value, below, at):
    assert not value(MicroMolar(below), ONE).flagged
    assert value(MicroMolar(at), ONE).flagged


def test_r2_takes_50_times_the_peak_by_fda_2020_and_5_times_by_ich_m12():
    constants = (MicroMolar(4.1), PerHour.of(0.068, "1/min"), PerHour(0.0193))
    peak = MicroMolar.of(4.1, "nM")
    for guideline, times in (("FDA 2020", 50), ("ICH M12", 5)):
        screened = r2(peak, *constants, guideline)
        expected = 1 + 4.08 * times * 0.0041 / (4.1 + times * 0.0041) / 0.0193
        assert screened.value == pytest.approx(expected)
        assert screened.flagged
        assert guideline in screened.metric


def test_an_inactivator_below_the_cutoff_is_not_flagged():
    assert not r2(MicroMolar(1e-6), ONE, PerHour(1), PerHour(0.0193), "FDA 2020").flagged


def test_r3_takes_10_times_the_peak_and_is_flagged_up_to_its_cutoff():
    assert r3(MicroMolar(0.1), emax=1, ec50=ONE).value == pytest.approx(1 / 1.5)
    assert r3(MicroMolar(0.1), emax=0.5, ec50=ONE).flagged
    assert not r3(MicroMolar(0.1), emax=0.49, ec50=ONE).flagged


@pytest.mark.parametrize(
    ("ratio", "named"),
    [
        (0.5, "none"),
        (1.2499, "none"),
        (1.25, "weak"),
        (1.39, "weak"),
        (2, "moderate"),
        (4.99, "moderate"),
        (5, "strong"),
        (5.69, "strong"),
    ],
)
def test_a_ratio_has_the_class_of_its_bounds(ratio, named):
    assert classify(ratio) == named


@pytest.mark.parametrize("ratio", [0, -1, math.nan, math.inf])
def test_an_impossible_ratio_has_no_class(ratio):
    with pytest.raises(ModelInputError, match="AUC ratio"):
        classify(ratio)


@pytest.mark.parametrize("screen", [r1, r1_gut, gut_transporter_ratio])
def test_a_constant_of_0_is_refused(screen):
    with pytest.raises(ModelInputError, match="must be above 0"):
        screen(ONE, MicroMolar(0))
