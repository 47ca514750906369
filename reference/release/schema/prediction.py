"""Predictions of the static model, and the numbers that they are made from. A prediction never sets a rating."""

from __future__ import annotations

from typing import Literal

from .kratom import Measurement
from .statement import Citation, Record, Statement
from .terms import InputBasis, Site

PredictionLabel = Literal["prediction, never a rating"]
"""`entered`: typed by the user, not a value of the release."""


class SubstrateParameter(Measurement, frozen=True, kw_only=True):
    """fm: the share of systemic clearance by the enzyme. Fg: the share that the enzyme of the gut wall lets pass."""

    parameter: Literal["fm", "fg"]
    enzyme: str
    model_default: bool = False  # of several values the one that the model takes; the others are its spread


class SubstrateParameters(Record, frozen=True, kw_only=True):
    """What the static model needs to know of one medicine. Its slug is the medicine's."""

    slug: str
    parameters: tuple[SubstrateParameter, ...]


class ModelConstant(Measurement, frozen=True, kw_only=True):
    """A number of the static model that belongs to no single medicine."""

    slug: str
    enzyme: str | None = None
    site: Site | None = None
    model_default: bool = False


class PredictionInput(Record, frozen=True, kw_only=True):
    """An input as it was used: its value, the ends of its spread, and the record that it comes from."""

    symbol: str
    value: float
    unit: str
    low: float
    high: float
    basis: InputBasis
    spread_basis: InputBasis  # of the values that make its ends
    citations: tuple[Citation, ...]
    record: str  # "alkaloids/mitragynine"; empty where it was entered


class PredictionTerm(Record, frozen=True, kw_only=True):
    """The enzyme activity (1: unchanged) that one term would leave alone. A reversible, B time-dependent, C induction."""

    enzyme: str
    site: Site
    term: Literal["A", "B", "C"]
    activity: float


class InputEffect(Record, frozen=True, kw_only=True):
    """The ratio with one input at either end of its spread and all others at their defaults."""

    symbol: str
    at_low: float
    at_high: float


class ExposurePrediction(Record, frozen=True, kw_only=True):
    """An AUC ratio with over without kratom, as the static model gives it. Without one, `missing` says why not."""

    medication: str | None  # None: own values, of no medicine named
    scenario: str
    model_version: str
    label: PredictionLabel = "prediction, never a rating"
    auc_ratio: float | None = None
    low: float | None = (
        None  # every input at the end of its spread that lowers the ratio; not a confidence interval
    )
    high: float | None = None
    inhibitor_class: Literal["strong", "moderate", "weak", "none"] | None = (
        None  # "none": below 1.25, not "safe"
    )
    gut_factor: float | None = None
    hepatic_factor: float | None = None
    rests_on_unverified: bool = False
    missing: tuple[str, ...] = ()
    terms: tuple[PredictionTerm, ...] = ()
    inputs: tuple[PredictionInput, ...] = ()
    sensitivity: tuple[InputEffect, ...] = ()
    assumptions: tuple[str, ...] = ()
    cautions: tuple[Statement, ...] = ()
