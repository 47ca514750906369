"""The static model written a second time, over arrays, from the same equations and none of the same code.

Axes: precipitants × enzymes × organs (gut, liver). An absent Ki is infinite, an absent kinact or Emax is 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
GUT, LIVER = 0, 1


@dataclass(frozen=True)
class Inputs:
    """Concentrations are precipitants × organs; kdeg is enzymes × organs; fm is per enzyme; the first is in the gut."""

    concentration: Array
    ki: Array
    ki_inactivation: Array
    kinact: Array
    emax: Array
    ec50: Array
    kdeg: Array
    fm: Array
    fg: float


def inhibition_and_induction(given: Inputs) -> tuple[float, float]:
    """The two AUC ratios, of inhibition alone and of induction alone."""
    i = given.concentration[:, None, :]
    a = 1 / (1 + np.sum(i / given.ki, axis=0))
    kobs = np.sum(given.kinact * i / (given.ki_inactivation + i), axis=0)
    b = given.kdeg / (given.kdeg + kobs)
    c = 1 + np.sum(given.emax * i / (given.ec50 + i), axis=0)
    return _ratio(a * b, given), _ratio(c, given)


def _ratio(activity: Array, given: Inputs) -> float:
    gut = activity[0, GUT] * (1 - given.fg) + given.fg
    liver = np.dot(activity[:, LIVER], given.fm) + (1 - np.sum(given.fm))
    return float(1 / gut / liver)
