"""The basic model for one amount of mitragynine: for which enzymes and transporters an effect cannot be ruled out."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from interactions.pharmacokinetics.exposure import gut_lumen_concentration, molar_dose
from interactions.pharmacokinetics.screening_values import (
    ScreeningValue,
    gut_transporter_ratio,
    r1,
    r1_gut,
)
from interactions.pharmacokinetics.units import GramsPerMole, MicroMolar, Milligrams
from reference.release.schema.kratom import EnzymeParameter
from reference.release.schema.prediction import PredictionInput
from reference.release.schema.release import Release
from reference.release.schema.statement import Citation
from reference.release.schema.terms import InputBasis

from .model_inputs import PRECIPITANT, ModelInputs
from .predict import rounded


class BasicValue(msgspec.Struct, frozen=True, kw_only=True):
    """A basic-model value and its cut-off. Not flagged means that no study is called for, not that it is safe."""

    target: str
    metric: str
    value: float
    cutoff: float
    flagged: bool
    constant: str  # "Ki 1.17 µM"
    basis: InputBasis
    citations: tuple[Citation, ...]


def basic_model(amount: PredictionInput, release: Release, model: ModelInputs) -> Iterator[BasicValue]:
    """R1 and R1,gut with the smallest Ki of each enzyme, because the question is whether an effect can be ruled out."""
    if not {"Ih,u", "molar mass", PRECIPITANT} <= model.constants.keys():
        return
    mass = Milligrams.of(amount.value, amount.unit)
    share = mass / Milligrams.of(model.constants[PRECIPITANT].value, model.constants[PRECIPITANT].unit)
    inlet = share * MicroMolar.of(model.constants["Ih,u"].value, model.constants["Ih,u"].unit)
    lumen = gut_lumen_concentration(molar_dose(mass, GramsPerMole(model.constants["molar mass"].value)))
    for item in _smallest(release):
        constant = MicroMolar.of(item.value or 0, item.unit)
        if item.kind == "transporter":
            yield _basic(item, gut_transporter_ratio(lumen, constant), "")
            continue
        yield _basic(item, r1(inlet, constant), " liver inlet")
        if item.enzyme == "CYP3A":
            yield _basic(item, r1_gut(lumen, constant), "")


def _smallest(release: Release) -> list[EnzymeParameter]:
    """The strongest reversible constant in a molar unit, per enzyme and transporter."""
    parameters = [p for a in release.alkaloids if a.slug == PRECIPITANT for p in a.enzymes]
    wanted = {("ki", "reversible"), ("ic50", "transporter")}
    found: dict[str, EnzymeParameter] = {}
    for item in parameters:
        if (item.parameter, item.kind) not in wanted or not item.value or item.unit not in MicroMolar.units:
            continue
        other = found.get(item.enzyme)
        if other is None or item.value < (other.value or 0):
            found[item.enzyme] = item
    return [item for enzyme, item in sorted(found.items()) if enzyme != "CYP3A4"]  # CYP3A stands for it


def _basic(item: EnzymeParameter, found: ScreeningValue, where: str) -> BasicValue:
    sign = "" if item.qualifier == "=" else f"{item.qualifier} "
    return BasicValue(
        target=item.enzyme,
        metric=found.metric + where,
        value=rounded(found.value),
        cutoff=found.cutoff,
        flagged=found.flagged,
        constant=f"{'Ki' if item.parameter == 'ki' else 'IC50'} {sign}{item.value:g} {item.unit}",
        basis=InputBasis(item.basis),
        citations=item.citations,
    )
