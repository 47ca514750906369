"""Numbers about the patient: ages, weeks of pregnancy, and values between the limits that the content sets."""

from __future__ import annotations

import pytest

from interactions.chart.patient_numbers import Measured, ages, pregnancies
from reference.release.schema.patient import Measure, PatientWords


@pytest.mark.parametrize(
    ("line", "factors"),
    [
        ("14F, kratom", ["child"]),
        ("16M took 7-OH", ["child"]),
        ("15 yo M", ["child"]),
        ("15yoF", ["child"]),
        ("pt is 16, vaping", ["child"]),
        ("aged 17", ["child"]),
        ("74F warfarin 5 mg", ["older_adult"]),
        ("seen: 70M", ["older_adult"]),
        ("34M found by roommate", [None]),
        ("temp 99F", []),
        ("febrile, T: 98F", []),
        ("pt is 40 kg", []),
        ("he is 2 days post op", []),
        ("lidocaine 5 M", []),
        ("F/u in 12m", []),
    ],
)
def test_an_age_in_the_ways_that_charts_write_it(line, factors):
    assert [said.factor for said in ages(line)] == factors


@pytest.mark.parametrize(
    ("line", "pregnant"),
    [
        ("24F G2P1 at 30w", True),
        ("G1P0", True),
        ("G3P2012", False),
        ("G3P1011", True),
        ("G2P2", False),
        ("30w3d", True),
        ("kratom, now 28 weeks", True),
        ("30w", True),
        ("at 6 weeks post op", False),
        ("at 60 weeks", False),
        ("for 30 weeks", False),
        ("30W vape", False),
    ],
)
def test_a_pregnancy_in_the_ways_that_charts_write_it(line, pregnant):
    assert any(said.factor == "pregnancy" for said in pregnancies(line)) is pregnant


def measured(line, **limits):
    measure = Measure(text="", basis="judgement", citations=(), names=("rr", "bilirubin"), **limits)
    return bool(
        list(Measured(PatientWords(slug="it", factor="child", measures=(measure,)), measure).finditer(line))
    )


@pytest.mark.parametrize(
    "line", ["RR 6", "rr: 8/min", "RR of 7", "rr now 6", "HR 140, RR 6", "RR ~6", "RR 6-8"]
)
def test_a_value_between_the_limits_is_told(line):
    assert measured(line, at_least=2, at_most=8)


@pytest.mark.parametrize(
    "line", ["RR 16", "RR 0.9", "hold for RR < 8", "call if RR 6", "RR 6 mg", "MRR 6", "RR unknown", "RR 84"]
)
def test_a_normal_value_a_limit_of_an_order_and_a_dose_tell_nothing(line):
    assert not measured(line, at_least=2, at_most=8)


def test_the_unit_behind_a_number_decides_its_scale():
    assert measured("bilirubin 8", at_least=2.5, at_most=60, other_units=("umol/l",))
    assert measured("bilirubin 8 mg/dL", at_least=2.5, at_most=60, other_units=("umol/l",))
    assert not measured("bilirubin 12 umol/L", at_least=2.5, at_most=60, other_units=("umol/l",))
    assert measured("bilirubin 95 umol/L", at_least=43, at_most=1000, units=("umol/l",))
    assert not measured("bilirubin 95", at_least=43, at_most=1000, units=("umol/l",))


def test_thousands_and_a_decimal_comma_are_read():
    assert measured("RR 1,100", at_least=1000, at_most=2000)
    assert measured("RR 6,5", at_least=6, at_most=7)
