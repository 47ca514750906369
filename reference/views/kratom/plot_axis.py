"""A logarithmic axis, in the user units of a view box."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple


class Tick(NamedTuple):
    at: float
    label: str  # empty where only the line is drawn


class LogAxis(NamedTuple):
    low: float
    high: float
    left: float
    right: float

    def at(self, value: float) -> float:
        """Where a value lies. Nothing is clipped: the axis is made to hold what is drawn on it."""
        part = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self.left + (self.right - self.left) * part, 1)


def holding(values: Iterable[float], steps: tuple[float, ...], left: float, right: float) -> LogAxis:
    """The shortest axis from step to step that holds every value with the step nearest to it."""
    drawn = list(values)
    low = max((s for s in steps if s <= min(drawn)), default=min(drawn))
    high = min((s for s in steps if s >= max(drawn)), default=max(drawn))
    return LogAxis(low, high, left, right)
