"""How far a prediction moves with its inputs. A range of predictions, not a confidence interval.

Low and high set every input at once to the end of its spread that lowers or raises the ratio. The ratio is monotone in
each input, so no choice within the spreads lies outside. The spreads are of different kinds (an SD, two laboratories, a
convention): adding them in quadrature would assume a coverage and an independence that have not been shown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .units import ModelInputError

Prediction = Callable[[Mapping[str, float]], float]  # values by input name, each in its Spread's unit
Pick = Callable[..., float]  # min or max


@dataclass(frozen=True)
class Spread:
    """An input, as written: default and published spread in one unit. ModelInputError unless low ≤ default ≤ high."""

    name: str
    unit: str
    default: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.default <= self.high:
            raise ModelInputError(
                f"{self.name} is {self.default}: must lie in its spread {self.low} to {self.high}"
            )


@dataclass(frozen=True)
class InputEffect:
    """The ratio with this input at its ends and all others at their defaults."""

    name: str
    at_low: float
    at_high: float

    @property
    def fold(self) -> float:
        """The larger over the smaller ratio: 1 if the input does not matter."""
        return max(self.at_low, self.at_high) / min(self.at_low, self.at_high)


@dataclass(frozen=True)
class PredictionRange:
    """The default prediction, the range over all spreads, and the inputs by how much each moves it."""

    default: float
    low: float
    high: float
    inputs: tuple[InputEffect, ...]


def predict_range(predict: Prediction, spreads: Sequence[Spread]) -> PredictionRange:
    """Range and one-at-a-time sensitivity of `predict` (name → value in; a ratio above 0 out), largest effect first.

    ModelInputError if two spreads share a name, a ratio is not finite and above 0, or an end breaks the model's bounds.
    """
    defaults = {spread.name: spread.default for spread in spreads}
    if len(defaults) < len(spreads):
        raise ModelInputError("two spreads share a name")
    effects = [
        InputEffect(
            s.name,
            _ratio(predict, {**defaults, s.name: s.low}),
            _ratio(predict, {**defaults, s.name: s.high}),
        )
        for s in spreads
    ]
    return PredictionRange(
        default=_ratio(predict, defaults),
        low=_extreme(predict, spreads, min),
        high=_extreme(predict, spreads, max),
        inputs=tuple(sorted(effects, key=lambda effect: (-effect.fold, effect.name))),
    )


def _extreme(predict: Prediction, spreads: Sequence[Spread], pick: Pick) -> float:
    """The ratio with every input at the end that `pick` prefers, in passes: at a concentration of 0 no constant shows
    its direction until the concentration itself has moved."""
    values = {spread.name: spread.default for spread in spreads}
    before: dict[str, float] = {}
    while values != before:
        before = dict(values)
        for s in spreads:
            ratios = {end: _ratio(predict, {**values, s.name: end}) for end in (s.low, s.high)}
            values[s.name] = pick(ratios, key=lambda end, ratios=ratios: ratios[end])
    return _ratio(predict, values)


def _ratio(predict: Prediction, values: Mapping[str, float]) -> float:
    ratio = predict(values)
    if not (math.isfinite(ratio) and ratio > 0):
        raise ModelInputError(f"predicted ratio is {ratio}: must be finite and above 0")
    return ratio
