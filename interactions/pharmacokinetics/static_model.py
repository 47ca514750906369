"""The mechanistic static model: equations in the order and with the letters of FDA 2020, figure 7 (fda2020-invitro).

    AUC ratio = 1 / [Ag·Bg·Cg·(1 − Fg) + Fg]  ·  1 / [Σ Ah·Bh·Ch·fm + (1 − Σ fm)]

A reversible, B time-dependent inhibition, C induction; g gut, h liver. The 2012 draft used other letters. Read as
implemented in ddir-pkg. That terms of several precipitants combine as below is customary and needs verification.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from .prediction import (
    AUCRatioPrediction,
    Constants,
    Contribution,
    EnzymeEffect,
    InductionPrediction,
    Organ,
    Precipitant,
    Substrate,
)
from .units import MicroMolar, ModelInputError, PerHour, fraction, positive, positive_number

MODEL_VERSION = "static-model 1"


def reversible_inhibition(inhibitors: Iterable[tuple[MicroMolar, MicroMolar]]) -> float:
    """A = 1 / (1 + Σ I/Ki) over pairs (I, Ki), unbound, µM: competitive inhibitors share one site.

    1 without a pair. ModelInputError if a Ki is 0.
    """
    return 1 / (1 + math.fsum(i / positive("Ki", ki) for i, ki in inhibitors))


def inactivation_rate(inhibitor: MicroMolar, ki_inactivation: MicroMolar, kinact: PerHour) -> PerHour:
    """kobs = kinact · I / (KI + I), 1/h. ModelInputError if KI is 0."""
    return kinact * (inhibitor / (positive("KI", ki_inactivation) + inhibitor))


def time_dependent_inhibition(rates: Iterable[PerHour], kdeg: PerHour) -> float:
    """B = kdeg / (kdeg + Σ kobs), rates in 1/h: the steady state of lasting exposure, which one dose does not reach.

    1 without a rate. ModelInputError if kdeg is 0.
    """
    return positive("kdeg", kdeg) / sum(rates, kdeg)


def induction(inducers: Iterable[tuple[MicroMolar, float, MicroMolar, float]]) -> float:
    """C = 1 + Σ d · Emax · I / (EC50 + I) over (I, Emax, EC50, d); I and EC50 in µM, Emax a fold increase.

    1 without an inducer. ModelInputError unless Emax, EC50 and d are above 0.
    """
    return 1 + math.fsum(
        positive_number("d", d) * positive_number("Emax", emax) * (i / (positive("EC50", ec50) + i))
        for i, emax, ec50, d in inducers
    )


def gut_factor(activity: float, fg: float) -> float:
    """1 / [X · (1 − Fg) + Fg], X = A·B·C in the gut wall: the rise in the fraction that passes it.

    ModelInputError unless X ≥ 0 and 0 < Fg ≤ 1.
    """
    positive_number("Fg", fraction("Fg", fg))
    return 1 / (_activity("gut", activity) * (1 - fg) + fg)


def hepatic_factor(pathways: Sequence[tuple[float, float]]) -> float:
    """1 / [Σ fm·X + (1 − Σ fm)] over pairs (fm, X), X = A·B·C in the liver.

    ModelInputError unless each fm lies in 0 to 1, their sum does not exceed 1, X ≥ 0, and some clearance is left.
    """
    affected = math.fsum(fraction("fm", fm) for fm, _ in pathways)
    if affected > 1 + 1e-9:
        raise ModelInputError(f"the sum of fm is {affected}: must not exceed 1")
    left = math.fsum(fm * _activity("liver", x) for fm, x in pathways) + max(0.0, 1 - affected)
    if left <= 0:
        raise ModelInputError(
            "no clearance is left: fm is 1 and inhibition complete, so the ratio has no bound"
        )
    return 1 / left


def auc_ratio(*, gut_activity: float, fg: float, pathways: Sequence[tuple[float, float]]) -> float:
    """AUC with over AUC without the precipitant: gut factor × hepatic factor, with their bounds and errors."""
    return gut_factor(gut_activity, fg) * hepatic_factor(pathways)


def predict_auc_ratio(
    substrate: Substrate, precipitants: Sequence[Precipitant], constants: Constants
) -> AUCRatioPrediction:
    """The prediction for one medicine: inhibition with C = 1, and induction beside it with A = B = 1, never netted.

    FDA 2020 and ICH M12 advise so, because a net value near 1 would hide two large errors. ModelInputError names what
    is missing or out of bounds; nothing missing is filled in. A prediction: it never sets a severity.
    """
    terms = [
        term
        for organ, enzyme in _sites(substrate)
        for precipitant in precipitants
        for term in _terms(precipitant, enzyme, organ, constants)
    ]
    gut, hepatic = _factors(substrate, precipitants, constants, inhibition=True)
    induced = None
    if any(term.term == "C" for term in terms):
        induced_gut, induced_hepatic = _factors(substrate, precipitants, constants, inhibition=False)
        induced = InductionPrediction(induced_gut * induced_hepatic, induced_gut, induced_hepatic)
    return AUCRatioPrediction(
        substrate=substrate.name,
        auc_ratio=gut * hepatic,
        gut_factor=gut,
        hepatic_factor=hepatic,
        induction=induced,
        contributions=tuple(terms),
        warnings=tuple(_warnings(substrate, terms)),
        model_version=MODEL_VERSION,
    )


def _sites(substrate: Substrate) -> list[tuple[Organ, str]]:
    liver: list[tuple[Organ, str]] = [("liver", pathway.enzyme) for pathway in substrate.pathways]
    return [("gut", substrate.gut_enzyme), *liver] if substrate.gut_enzyme else liver


def _factors(
    substrate: Substrate, precipitants: Sequence[Precipitant], constants: Constants, *, inhibition: bool
) -> tuple[float, float]:
    left = {
        site: _remaining(*site, precipitants, constants) if inhibition else _induced(*site, precipitants)
        for site in _sites(substrate)
    }
    in_gut = left["gut", substrate.gut_enzyme] if substrate.gut_enzyme else 1.0
    return (
        gut_factor(in_gut, substrate.fg),
        hepatic_factor([(p.fm, left["liver", p.enzyme]) for p in substrate.pathways]),
    )


def _remaining(organ: Organ, enzyme: str, precipitants: Sequence[Precipitant], constants: Constants) -> float:
    """A · B of one enzyme in one organ, all precipitants together."""
    acting = [
        (p.concentration(organ), effect) for p in precipitants for effect in p.effects_on(enzyme, organ)
    ]
    a = reversible_inhibition((i, e.ki) for i, e in acting if e.ki is not None)
    rates = [rate for i, e in acting if (rate := _rate(i, e)) is not None]
    return a * (time_dependent_inhibition(rates, constants.kdeg(enzyme, organ)) if rates else 1.0)


def _induced(organ: Organ, enzyme: str, precipitants: Sequence[Precipitant]) -> float:
    """C of one enzyme in one organ, all precipitants together."""
    return induction(
        (p.concentration(organ), e.emax, e.ec50, e.induction_scale)
        for p in precipitants
        for e in p.effects_on(enzyme, organ)
        if e.emax is not None and e.ec50 is not None
    )


def _rate(concentration: MicroMolar, effect: EnzymeEffect) -> PerHour | None:
    if effect.ki_inactivation is None or effect.kinact is None:
        return None
    return inactivation_rate(concentration, effect.ki_inactivation, effect.kinact)


def _terms(precipitant: Precipitant, enzyme: str, organ: Organ, constants: Constants) -> list[Contribution]:
    """The enzyme activity that each term of one precipitant would leave if it acted alone."""
    terms = []
    concentration = precipitant.concentration(organ)
    for effect in precipitant.effects_on(enzyme, organ):
        site = (precipitant.name, enzyme, organ)
        if effect.ki is not None:
            terms.append(Contribution(*site, "A", reversible_inhibition([(concentration, effect.ki)])))
        if (rate := _rate(concentration, effect)) is not None:
            kdeg = constants.kdeg(enzyme, organ)
            terms.append(Contribution(*site, "B", time_dependent_inhibition([rate], kdeg)))
        if effect.emax is not None:
            terms.append(Contribution(*site, "C", _induced(organ, enzyme, [precipitant])))
    return terms


def _warnings(substrate: Substrate, terms: Sequence[Contribution]) -> Iterable[str]:
    """The assumptions behind the number: an effect without data is not the same as no effect."""
    for organ, enzyme in _sites(substrate):
        letters = {t.term for t in terms if (t.organ, t.enzyme) == (organ, enzyme)}
        if not letters & {"A", "B"}:
            yield f"No inhibition constant for {enzyme} in the {organ}: taken as not inhibited, which is not known."
        if "C" in letters and len(letters) > 1:
            yield f"{enzyme} in the {organ} is inhibited and induced: two results, never netted."
    rest = 1 - math.fsum(pathway.fm for pathway in substrate.pathways)
    if rest > 1e-9:
        yield f"{rest:.0%} of the clearance is by pathways not given here, taken as unchanged."
    if substrate.gut_enzyme is None and substrate.fg < 1:
        yield "No gut enzyme given: the loss in the gut wall is taken as unchanged."


def _activity(organ: Organ, value: float) -> float:
    if not (math.isfinite(value) and value >= 0):
        raise ModelInputError(f"enzyme activity in the {organ} is {value}: must be finite and at least 0")
    return value
