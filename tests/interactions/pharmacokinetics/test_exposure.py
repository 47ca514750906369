"""The concentrations agree with the equations, and with the numbers that the papers print."""

from __future__ import annotations

import pytest

from interactions.pharmacokinetics.exposure import (
    enterocyte_concentration,
    gut_lumen_concentration,
    hepatic_inlet_concentration,
    molar_dose,
)
from interactions.pharmacokinetics.units import (
    GramsPerMole,
    LitresPerHour,
    MicroMolar,
    MicroMoles,
    Milligrams,
    ModelInputError,
    PerHour,
)

TEA = molar_dose(Milligrams(39), GramsPerMole(398.503))
INLET = {
    "unbound_fraction": 0.05,
    "peak": MicroMolar.of(81.9, "nM"),
    "dose": TEA,
    "absorbed_fraction": 0.8,
    "gut_availability": 0.5,
    "absorption_rate": PerHour.of(0.02, "1/min"),
    "hepatic_blood_flow": LitresPerHour(97),
    "blood_to_plasma_ratio": 0.9,
}


def test_39_mg_of_mitragynine_are_98_umol_and_about_400_uM_in_a_glass_of_water():
    assert TEA.value == pytest.approx(97.9, abs=0.05)
    assert gut_lumen_concentration(TEA).value == pytest.approx(400, rel=0.03)


def test_the_enterocyte_concentration_is_the_absorbed_rate_over_its_blood_flow():
    met = enterocyte_concentration(
        dose=MicroMoles(90),
        absorbed_fraction=0.5,
        absorption_rate=PerHour.of(0.1, "1/min"),
        enterocyte_blood_flow=LitresPerHour.of(0.3, "L/min"),
    )
    assert met.value == pytest.approx(0.5 * 6 * 90 / 18)


def test_the_hepatic_inlet_is_peak_plus_portal_vein_unbound():
    expected = 0.05 * (0.0819 + 0.8 * 0.5 * 1.2 * TEA.value / (97 * 0.9))
    assert hepatic_inlet_concentration(**INLET).value == pytest.approx(expected)


def test_without_absorption_the_inlet_is_the_unbound_peak():
    assert hepatic_inlet_concentration(**{**INLET, "absorption_rate": PerHour(0)}).value == pytest.approx(
        0.05 * 0.0819
    )


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("unbound_fraction", 5, "fu,p is 5"),
        ("absorbed_fraction", 1.1, "Fa is 1.1"),
        ("gut_availability", -0.1, "Fg is -0.1"),
        ("hepatic_blood_flow", LitresPerHour(0), "Qh is 0"),
        ("blood_to_plasma_ratio", 0, "RB is 0"),
    ],
)
def test_an_input_out_of_bounds_is_named(name, value, said):
    with pytest.raises(ModelInputError, match=said):
        hepatic_inlet_concentration(**{**INLET, name: value})


def test_a_dose_without_a_molar_mass_is_refused():
    with pytest.raises(ModelInputError, match="molar mass"):
        molar_dose(Milligrams(39), GramsPerMole(0))
