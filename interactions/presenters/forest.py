"""How large an effect was: ratios with their intervals, as a plot and as the table that says the same."""

from __future__ import annotations

import math
from typing import NamedTuple

from reference.release.kratom import ObservedInteraction

LEFT, RIGHT, ROW, TOP = 200, 590, 26, 14
SMALLEST, LARGEST = 0.5, 4.0
TICKS = (0.5, 0.8, 1.0, 1.25, 2.0, 4.0)
NO_EFFECT = (0.8, 1.25)  # the bioequivalence bounds, shaded


class Bar(NamedTuple):
    """One ratio placed on the plot."""

    label: str
    y: int
    text_y: int
    low: float
    high: float
    box: float
    box_y: int
    words: str


class Plot(NamedTuple):
    """Everything the template draws, in user units of the view box."""

    height: int
    axis_y: int
    tick_y: int
    left: int
    right: int
    one: float
    shade_x: float
    shade_width: float
    ticks: tuple[tuple[float, str], ...]
    bars: tuple[Bar, ...]
    label: str


def place(ratio: float) -> float:
    """A ratio's x on the log axis, kept inside the frame."""
    kept = min(max(ratio, SMALLEST), LARGEST)
    span = math.log(LARGEST) - math.log(SMALLEST)
    return round(LEFT + (RIGHT - LEFT) * (math.log(kept) - math.log(SMALLEST)) / span, 1)


def forest(study: ObservedInteraction, name: str) -> Plot:
    """The plot of one study."""
    bars = tuple(
        _bar(index, r.parameter, r.ratio, r.ci90_low, r.ci90_high, name)
        for index, r in enumerate(study.ratios)
    )
    bottom = TOP + ROW * len(bars)
    shade = place(NO_EFFECT[0]), place(NO_EFFECT[1])
    said = "; ".join(f"{bar.label} {bar.words}" for bar in bars)
    return Plot(
        height=bottom + 24,
        axis_y=bottom,
        tick_y=bottom + 17,
        left=LEFT,
        right=RIGHT,
        one=place(1.0),
        shade_x=shade[0],
        shade_width=round(shade[1] - shade[0], 1),
        ticks=tuple((place(tick), f"{tick:g}") for tick in TICKS),
        bars=bars,
        label=f"Ratios with kratom: {said}",
    )


def ratio_words(ratio: float, low: float, high: float) -> str:
    return f"{ratio:.2f} (90% CI {low:.2f}–{high:.2f})"


def _bar(index: int, parameter: str, ratio: float, low: float, high: float, name: str) -> Bar:
    y = TOP + ROW * index + ROW // 2
    return Bar(
        f"{name} {parameter}",
        y,
        y + 4,
        place(low),
        place(high),
        place(ratio) - 5,
        y - 5,
        ratio_words(ratio, low, high),
    )
