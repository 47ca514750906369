"""Predictions of the static model for an amount, use, fm and Fg entered by a reader. Nothing is stored."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from interactions.pharmacokinetics.units import ModelInputError
from reference.release.schema.kratom import ObservedInteraction
from reference.release.schema.prediction import ExposurePrediction, PredictionInput
from reference.release.schema.release import Release
from reference.release.schema.statement import Citation, Statement
from reference.release.schema.terms import Basis, InputBasis

from .basic_model import BasicValue, basic_model
from .model_inputs import PRECIPITANT, ModelInputs, read_inputs, symbol_of
from .predict import (
    ObjectDrug,
    Scenario,
    enzymes_in,
    object_drug_of,
    predict_exposure,
    rounded,
    studied_scenario,
)
from .stored_predictions import Comparison, comparisons

if TYPE_CHECKING:
    from reference.release.storage.library import LoadedRelease

Product = Literal["leaf", "extract", "seven_oh"]
Use = Literal["once", "daily"]
ENZYMES = ("CYP3A", "CYP2D6", "CYP2C8", "CYP2C9", "CYP2C19")
"""Enzymes with a known inhibition constant of mitragynine."""


class Bound(NamedTuple):
    """The allowed range of an input, and its name."""

    low: float
    high: float
    unit: str
    name: str
    hint: str = ""

    def refusal(self, value: float) -> str:
        """What to do about a value outside the range; empty for one inside."""
        if math.isfinite(value) and self.low <= value <= self.high:
            return ""
        return f"{self.name} must lie between {self.low:g} and {self.high:g}{self.unit}.{self.hint}"


SHARE_HINT = " Write a share, 0.9 for 90 %."
BOUNDS = {
    "leaf_g": Bound(0.1, 50, " g", "The leaf"),
    "mitragynine_percent": Bound(0.1, 70, " %", "The mitragynine content", " Leaf has mostly 1 to 2 %."),
    "mitragynine_mg": Bound(0.1, 2000, " mg", "The mitragynine"),
    "fm": Bound(0.01, 1, "", "fm", SHARE_HINT),
    "fg": Bound(0.01, 1, "", "Fg", SHARE_HINT),
}
NONE_FOR_SEVEN_OH = "For 7-OH nothing is predicted: no inhibition constant and no human concentration of a 7-OH product has been read."
GIVE_A_MEDICINE = "Choose a medicine, or give fm of at least one enzyme."
NOT_KNOWN = (
    "No input of the model is known for this medicine, and no role as a substrate of an enzyme that mitragynine "
    "inhibits. Leave it out and give fm and Fg of your own. That says nothing about safety."
)
ONE_OF_THE_TWO = "Give leaf and its content, or mitragynine in mg, not both."


class Refused(ValueError):
    """A request that is refused; `field` names what to change."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.field = name


@dataclass(frozen=True, kw_only=True)
class PredictionRequest:
    """Values that are not given come from the release: the tea that was studied, the medicine's own fm and Fg."""

    medication: str | None = None
    product: Product = "leaf"
    use: Use = "once"
    leaf_g: float | None = None
    mitragynine_percent: float | None = None
    mitragynine_mg: float | None = None
    fm: Mapping[str, float] = field(default_factory=dict)
    fg: float | None = None


class WhatIf(msgspec.Struct, frozen=True, kw_only=True):
    """The answer. The basic model is about enzymes, whatever the medicine; the comparison is about the tea studied."""

    prediction: ExposurePrediction
    basic_model: tuple[BasicValue, ...]
    observed: tuple[Comparison, ...]


def model_inputs(loaded: LoadedRelease) -> ModelInputs:
    """Use as `loaded.derived(model_inputs)`."""
    return read_inputs(loaded.release)


def what_if(request: PredictionRequest, release: Release, model: ModelInputs) -> WhatIf:
    """Raises Refused for what cannot be predicted. The prediction names the inputs that have no source."""
    _check(request, model)
    scenario = _scenario(request, release, model)
    try:
        prediction = predict_exposure(_object_drug(request, model), scenario, model)
    except ModelInputError as error:
        raise Refused(
            "fm", f"{error}, at the ends of the stored spreads too. Give fm of each enzyme."
        ) from None
    return WhatIf(
        prediction=prediction,
        basic_model=tuple(basic_model(scenario.mitragynine, release, model)),
        observed=comparisons(release),
    )


def stored(prediction: ExposurePrediction, release: Release, model: ModelInputs) -> WhatIf:
    """A stored prediction with the basic model and the observed interactions."""
    amount = model.constants.get(PRECIPITANT)
    basic = tuple(basic_model(amount, release, model)) if amount else ()
    return WhatIf(prediction=prediction, basic_model=basic, observed=comparisons(release))


def _check(request: PredictionRequest, model: ModelInputs) -> None:
    if request.product == "seven_oh":
        raise Refused("product", NONE_FOR_SEVEN_OH)
    if request.medication is None and not request.fm:
        raise Refused("medication", GIVE_A_MEDICINE)
    if request.medication and not (
        request.medication in model.substrates
        or model.substrate_of.get(request.medication, frozenset()) & model.inhibited
    ):
        raise Refused("medication", NOT_KNOWN)
    if request.mitragynine_mg is not None and (request.leaf_g or request.mitragynine_percent):
        raise Refused("mitragynine_mg", ONE_OF_THE_TWO)
    for name in ("leaf_g", "mitragynine_percent", "mitragynine_mg", "fg"):
        value = getattr(request, name)
        if value is not None and (refusal := BOUNDS[name].refusal(value)):
            raise Refused(name, refusal)
    for enzyme, share in request.fm.items():
        if refusal := BOUNDS["fm"].refusal(share):
            raise Refused(f"fm.{enzyme}", f"fm of {enzyme}: {refusal}")
    stored_fm = model.substrates.get(request.medication or "", {})
    shares = {s: i.value for s, i in stored_fm.items() if s.startswith("fm ")}
    total = math.fsum({**shares, **{symbol_of("fm", e): v for e, v in request.fm.items()}}.values())
    if total > 1 + 1e-9:
        raise Refused("fm", f"The shares of clearance add up to {total:g}; together they cannot exceed 1.")


def _object_drug(request: PredictionRequest, model: ModelInputs) -> ObjectDrug:
    """The medicine, with entered values in place of those of the release."""
    known = object_drug_of(request.medication, model) if request.medication else None
    typed = {symbol_of("fm", enzyme): share for enzyme, share in request.fm.items()}
    if request.fg is not None:
        typed[symbol_of("fg")] = request.fg
    entered = {symbol: _entered(symbol, value, "fraction") for symbol, value in typed.items()}
    return ObjectDrug(
        slug=request.medication,
        inputs={**(known.inputs if known else {}), **entered},
        enzymes=(known.enzymes if known else frozenset()) | enzymes_in(entered.keys()),
        unchosen=known.unchosen if known else frozenset(),
    )


def _entered(symbol: str, value: float, unit: str) -> PredictionInput:
    return PredictionInput(
        symbol=symbol,
        value=value,
        unit=unit,
        low=value,
        high=value,
        basis=InputBasis.ENTERED,
        spread_basis=InputBasis.ENTERED,
        citations=(),
        record="",
    )


def _scenario(request: PredictionRequest, release: Release, model: ModelInputs) -> Scenario:
    studied = studied_scenario(model)
    if studied is None:
        raise Refused(
            "leaf_g", "This release does not hold the amount that was studied; nothing is predicted."
        )
    amount, leaf = studied.mitragynine, model.constants["leaf"]
    words, grams = studied.words, None
    if request.mitragynine_mg is not None:
        amount = _entered(PRECIPITANT, request.mitragynine_mg, "mg")
        words = f"{amount.value:g} mg mitragynine"
    elif request.leaf_g is not None or request.mitragynine_percent is not None:
        grams = request.leaf_g if request.leaf_g is not None else leaf.value
        percent = request.mitragynine_percent or amount.value / leaf.value / 10
        amount = _entered(PRECIPITANT, rounded(grams * percent * 10), "mg")
        words = f"{grams:g} g leaf with {rounded(percent):g} % mitragynine, {amount.value:g} mg"
    if request.use == "daily":
        words += ", daily"
    elif words != studied.words:
        words += ", one dose"
    words += ", as an extract" if request.product == "extract" else ""
    cautions = tuple(_cautions(request, amount.value, grams, release, model))
    return Scenario(words=words, mitragynine=amount, cautions=cautions)


def _cautions(
    request: PredictionRequest, amount: float, grams: float | None, release: Release, model: ModelInputs
) -> Iterator[Statement]:
    """What a reader must know about this amount and use before reading the number."""
    leaf, studied = model.constants["leaf"], model.constants[PRECIPITANT]
    if amount > studied.value or (grams or 0) > leaf.value:
        beyond = f"Kinetics alone, without another medicine, was measured up to {leaf.high:g} g."
        yield Statement(
            text=f"No human interaction data above one {leaf.value:g} g single dose ({studied.value:g} mg of "
            f"mitragynine). {beyond} The concentrations here are raised in proportion to the amount.",
            basis=Basis.SEEN,
            citations=leaf.citations,
        )
    if request.product == "extract":
        yield Statement(
            text="No interaction study used an extract. Only its mitragynine is counted here; the other alkaloids "
            "and the speed of absorption are not.",
            basis=Basis.JUDGEMENT,
            citations=_studies(release),
        )
    if request.use == "daily":
        yield Statement(
            text="With daily use mitragynine accumulates. No concentration at the liver inlet has been measured "
            "for it: the one used here is that of a single dose and too low.",
            basis=Basis.JUDGEMENT,
            citations=(*model.constants["Ih,u"].citations, *_accumulation(release)),
        )
        yield from (e.statement for e in release.kratom_effects if e.mechanism == "enzyme_induction")


def _studies(release: Release) -> tuple[Citation, ...]:
    studies: tuple[ObservedInteraction, ...] = release.observed_interactions
    return tuple(dict.fromkeys(c for study in studies for c in study.reading.citations))


def _accumulation(release: Release) -> tuple[Citation, ...]:
    return tuple(
        citation
        for alkaloid in release.alkaloids
        if alkaloid.slug == PRECIPITANT
        for item in alkaloid.pharmacokinetics
        if item.parameter == "time_to_steady_state"
        for citation in item.citations
    )
