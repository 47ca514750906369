"""The time course after the last dose, as a band: not a waiting time.

It shows why effects outlast stopping. It says nothing on withdrawal, on 7-OH, or on when anything may be started.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .static_model import inactivation_rate
from .units import Hours, MicroMolar, ModelInputError, PerHour, fraction, positive

LONGEST = Hours.of(90, "d")
STEP = Hours(1)


@dataclass(frozen=True)
class BandPoint:
    """Lowest and highest fraction at one time after stopping: not a waiting time."""

    after: Hours
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Lingering:
    """An inactivator that goes on acting while it leaves: unbound concentration at the stop, half-life, KI, kinact."""

    concentration: MicroMolar
    half_life: Hours
    ki_inactivation: MicroMolar
    kinact: PerHour

    def rate(self, after: Hours) -> PerHour:
        """kobs at that time, 1/h."""
        left = remaining_fraction(after, self.half_life) * self.concentration
        return inactivation_rate(left, self.ki_inactivation, self.kinact)


@dataclass(frozen=True, kw_only=True)
class Recovery:
    """One end of the recovery band: turnover (1/h), activity at the stop (0–1), what is still there to inactivate.

    ModelInputError unless kdeg is above 0 and the activity lies in 0 to 1.
    """

    kdeg: PerHour
    activity_at_stop: float
    lingering: Lingering | None = None

    def __post_init__(self) -> None:
        positive("kdeg", self.kdeg)
        fraction("activity at the stop", self.activity_at_stop)


def remaining_fraction(after: Hours, half_life: Hours) -> float:
    """2^(−t/t½): the terminal phase only, so early values are too high. Not a waiting time.

    ModelInputError if the half-life is 0.
    """
    return float(2 ** -(after / positive("half-life", half_life)))


def recovering_activity(after: Hours, recovery: Recovery) -> float:
    """Enzyme activity (1 = normal) from dE/dt = kdeg·(1 − E) − kobs(t)·E. Not a waiting time.

    Without a lingering inactivator the closed form 1 − (1 − E₀)·e^(−kdeg·t); with one, in steps of an hour within
    which kobs is that of the middle. The customary turnover model; its source needs verification. ModelInputError beyond 90 days.
    """
    if after > LONGEST:
        raise ModelInputError(f"time after stopping is {after.value} h: at most {LONGEST.value} h")
    if recovery.lingering is None:
        return 1 - (1 - recovery.activity_at_stop) * math.exp(-recovery.kdeg.value * after.value)
    steps = math.ceil(after / STEP) or 1
    step = after.value / steps
    activity = recovery.activity_at_stop
    for n in range(steps):
        rate = recovery.kdeg + recovery.lingering.rate(Hours((n + 0.5) * step))
        level = recovery.kdeg / rate
        activity = level + (activity - level) * math.exp(-rate.value * step)
    return activity


def alkaloid_band(times: Sequence[Hours], short: Hours, long: Hours) -> tuple[BandPoint, ...]:
    """Fraction of an alkaloid left at each time, over a range of half-lives. Not a waiting time.

    ModelInputError if the first half-life is not the shorter one.
    """
    if short > long:
        raise ModelInputError(f"half-lives are {short.value} and {long.value} h: the shorter one comes first")
    return tuple(BandPoint(t, remaining_fraction(t, short), remaining_fraction(t, long)) for t in times)


def recovery_band(times: Sequence[Hours], slow: Recovery, fast: Recovery) -> tuple[BandPoint, ...]:
    """Enzyme activity at each time, between a slow and a fast recovery. Not a waiting time.

    ModelInputError if the slow end recovers faster at any of the times, or a time is beyond 90 days.
    """
    band = tuple(BandPoint(t, recovering_activity(t, slow), recovering_activity(t, fast)) for t in times)
    for point in band:
        if point.low > point.high + 1e-12:
            raise ModelInputError(f"recovery after {point.after.value} h: the slow end is the faster one")
    return band
