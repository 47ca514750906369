"""The concentrations at the enzymes. Equations: FDA 2020, figure 7 (fda2020-invitro), as read in ddir-pkg.

No constant has a default here: each is a sourced input with a spread (docs/methods/static-model.md).
"""

from __future__ import annotations

from .units import (
    GramsPerMole,
    LitresPerHour,
    MicroMolar,
    MicroMoles,
    Milligrams,
    PerHour,
    fraction,
    positive,
    positive_number,
)

GUT_LUMEN_LITRES = 0.25  # the glass of water of the basic model, not a measured volume


def molar_dose(mass: Milligrams, molar_mass: GramsPerMole) -> MicroMoles:
    """Dose in µmol from mg and g/mol. ModelInputError if the molar mass is 0."""
    return MicroMoles(mass.value / positive("molar mass", molar_mass).value * 1e3)


def gut_lumen_concentration(dose: MicroMoles) -> MicroMolar:
    """Igut = dose / 250 mL, µM: the basic model only (tanna2023dmd, table 5)."""
    return MicroMolar(dose.value / GUT_LUMEN_LITRES)


def enterocyte_concentration(
    *,
    dose: MicroMoles,
    absorbed_fraction: float,
    absorption_rate: PerHour,
    enterocyte_blood_flow: LitresPerHour,
) -> MicroMolar:
    """Ig = Fa · ka · dose / Qen, µM. Neither plasma binding nor RB enters; binding in the gut wall is ignored.

    ModelInputError unless 0 ≤ Fa ≤ 1 and Qen > 0.
    """
    absorbed = fraction("Fa", absorbed_fraction) * dose.value
    return MicroMolar(absorbed * absorption_rate.value / positive("Qen", enterocyte_blood_flow).value)


def hepatic_inlet_concentration(
    *,
    unbound_fraction: float,
    peak: MicroMolar,
    dose: MicroMoles,
    absorbed_fraction: float,
    gut_availability: float,
    absorption_rate: PerHour,
    hepatic_blood_flow: LitresPerHour,
    blood_to_plasma_ratio: float,
) -> MicroMolar:
    """Ih = fu,p · (Cmax + Fa · Fg · ka · dose / (Qh · RB)), µM, unbound; Fa and Fg are the precipitant's own.

    ModelInputError unless fu,p, Fa and Fg lie in 0 to 1 and Qh and RB are above 0.
    """
    reaching_portal_vein = fraction("Fa", absorbed_fraction) * fraction("Fg", gut_availability) * dose.value
    flow = positive("Qh", hepatic_blood_flow).value * positive_number("RB", blood_to_plasma_ratio)
    portal = MicroMolar(reaching_portal_vein * absorption_rate.value / flow)
    return fraction("fu,p", unbound_fraction) * (peak + portal)
