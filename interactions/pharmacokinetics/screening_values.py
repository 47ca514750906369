"""The basic model: whether an effect can be ruled out in the test tube, and the class that an AUC ratio falls in.

A value under its cut-off says that no study was called for, not that a medicine is safe with kratom.
Equations and cut-offs: FDA 2020 (fda2020-invitro) and ICH M12 (ich-m12) as read in ddir-pkg and tanna2023dmd, table 5;
the classes of `classify` (fda2020-clinical) and the transporter cut-off need verification.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .static_model import inactivation_rate, induction, time_dependent_inhibition
from .units import MicroMolar, PerHour, positive, positive_number

Guideline = Literal["FDA 2020", "ICH M12"]
InhibitorClass = Literal["strong", "moderate", "weak", "none"]

EXPOSURE_MARGIN: dict[Guideline, float] = {"FDA 2020": 50, "ICH M12": 5}  # times Cmax,u in R2
INDUCTION_MARGIN = 10  # times Cmax,u in R3
CLASSES: tuple[tuple[float, InhibitorClass], ...] = ((5, "strong"), (2, "moderate"), (1.25, "weak"))


@dataclass(frozen=True)
class ScreeningValue:
    """A basic-model value and its cut-off; `flagged` means that the guideline calls for more work."""

    metric: str
    value: float
    cutoff: float
    flagged: bool


def r1(inhibitor: MicroMolar, ki: MicroMolar) -> ScreeningValue:
    """R1 = 1 + I/Ki, flagged from 1.02; I unbound, systemic peak (R1,sys) or hepatic inlet (R1,hep), µM.

    ICH M12 writes the same as Cmax,u/Ki ≥ 0.02. ModelInputError if Ki is 0.
    """
    return _from("R1", 1 + inhibitor / positive("Ki", ki), 1.02)


def r1_gut(gut_lumen: MicroMolar, ki: MicroMolar) -> ScreeningValue:
    """R1,gut = 1 + Igut/Ki for CYP3A, flagged from 11 (ICH M12: ratio ≥ 10), µM. ModelInputError if Ki is 0."""
    return _from("R1,gut", 1 + gut_lumen / positive("Ki", ki), 11)


def gut_transporter_ratio(gut_lumen: MicroMolar, ic50: MicroMolar) -> ScreeningValue:
    """Igut/IC50 for P-gp and BCRP, flagged from 10, µM. ModelInputError if IC50 is 0."""
    return _from("Igut/IC50", gut_lumen / positive("IC50", ic50), 10)


def r2(
    unbound_peak: MicroMolar,
    ki_inactivation: MicroMolar,
    kinact: PerHour,
    kdeg: PerHour,
    guideline: Guideline,
) -> ScreeningValue:
    """R2 = (kobs + kdeg)/kdeg at 50 (FDA 2020) or 5 (ICH M12) times Cmax,u, flagged from 1.25; µM and 1/h.

    ModelInputError if KI or kdeg is 0.
    """
    rate = inactivation_rate(EXPOSURE_MARGIN[guideline] * unbound_peak, ki_inactivation, kinact)
    return _from(f"R2 ({guideline})", 1 / time_dependent_inhibition([rate], kdeg), 1.25)


def r3(unbound_peak: MicroMolar, emax: float, ec50: MicroMolar, d: float = 1.0) -> ScreeningValue:
    """R3 = 1 / (1 + d · Emax · 10·Cmax,u / (EC50 + 10·Cmax,u)), flagged up to 0.8; µM.

    ModelInputError unless Emax, EC50 and d are above 0.
    """
    value = 1 / induction([(INDUCTION_MARGIN * unbound_peak, emax, ec50, d)])
    return ScreeningValue("R3", value, 0.8, value <= 0.8)


def classify(auc_ratio: float) -> InhibitorClass:
    """The class of inhibitor that would give this ratio: weak from 1.25, moderate from 2, strong from 5.

    A word for a size, never a severity; "none" is below 1.25, not "safe". ModelInputError unless finite and above 0.
    """
    ratio = positive_number("AUC ratio", auc_ratio)
    return next((name for least, name in CLASSES if ratio >= least), "none")


def _from(metric: str, value: float, cutoff: float) -> ScreeningValue:
    return ScreeningValue(metric, value, cutoff, value >= cutoff)
