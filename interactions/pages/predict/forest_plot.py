"""How large an effect was: ratios with their intervals, as a plot and as an equivalent table.

Measurements are filled; predictions are hollow, dashed and labelled, and are never shown without a measurement.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from reference.release.schema.kratom import ObservedInteraction
from reference.views.kratom.plot_axis import LogAxis, Tick, holding

WIDTH, LEFT, RIGHT, ROW, TOP = 360, 102, 316, 32, 4
STEPS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
USUAL = (0.5, 2.0)  # drawn even if every ratio is nearer to 1
NO_EFFECT = (0.8, 1.25)  # the bioequivalence bounds, shaded


class Estimate(NamedTuple):
    """A ratio with and without kratom: measured with its 90% interval, or predicted, with its range if it has one."""

    label: str  # "AUC"
    ratio: float
    low: float | None
    high: float | None
    kind: Literal["observed", "predicted"] = "observed"

    @property
    def words(self) -> str:
        if self.low is None or self.high is None:
            return f"{self.ratio:.2f} (no range given)"
        if self.kind == "observed":
            return ratio_words(self.ratio, self.low, self.high)
        return f"{self.ratio:.2f} (range {self.low:.2f}–{self.high:.2f})"


class Bar(NamedTuple):
    """One ratio placed on the plot."""

    estimate: Estimate
    y: int
    low: float | None
    high: float | None
    at: float


class Plot(NamedTuple):
    """Everything the template draws, in user units of the view box."""

    key: str
    title: str
    description: str
    name: str  # of the medicine that was measured
    width: int
    height: int
    axis_y: int
    left: int
    right: int
    one: float
    shade_x: float
    shade_width: float
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    has_predictions: bool


def forest(study: ObservedInteraction, name: str, predictions: Sequence[Estimate] = ()) -> Plot:
    """The plot of one study, measurements first."""
    measured = [Estimate(r.parameter, r.ratio, r.ci90_low, r.ci90_high) for r in study.ratios]
    estimates = [*measured, *(p._replace(kind="predicted") for p in predictions)]
    axis = holding(
        [*USUAL, *(n for e in estimates for n in (e.low, e.ratio, e.high) if n)], STEPS, LEFT, RIGHT
    )
    bars = tuple(_bar(index, estimate, axis) for index, estimate in enumerate(estimates))
    bottom = TOP + ROW * len(bars) + 4
    return Plot(
        key=f"forest-{study.slug}",
        title=f"{name} with kratom, as a ratio to without",
        description="; ".join(
            f"{e.label}{', predicted' if e.kind == 'predicted' else ''}: {e.words}" for e in estimates
        )
        + ".",
        name=name,
        width=WIDTH,
        height=bottom + 24,
        axis_y=bottom,
        left=LEFT,
        right=RIGHT,
        one=axis.at(1.0),
        shade_x=axis.at(NO_EFFECT[0]),
        shade_width=round(axis.at(NO_EFFECT[1]) - axis.at(NO_EFFECT[0]), 1),
        ticks=tuple(Tick(axis.at(step), f"{step:g}") for step in STEPS if axis.low <= step <= axis.high),
        bars=bars,
        has_predictions=bool(predictions),
    )


def ratio_words(ratio: float, low: float, high: float) -> str:
    return f"{ratio:.2f} (90% CI {low:.2f}–{high:.2f})"


def _bar(index: int, estimate: Estimate, axis: LogAxis) -> Bar:
    y = TOP + ROW * index + ROW // 2
    low, high = (n and axis.at(n) for n in (estimate.low, estimate.high))
    return Bar(estimate, y, low, high, axis.at(estimate.ratio))
