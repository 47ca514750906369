"""After stopping, alkaloid only falls and activity only returns; a band, and never a waiting time."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interactions.pharmacokinetics import washout
from interactions.pharmacokinetics.units import Hours, MicroMolar, ModelInputError, PerHour
from interactions.pharmacokinetics.washout import (
    LONGEST,
    Lingering,
    Recovery,
    alkaloid_band,
    recovering_activity,
    recovery_band,
    remaining_fraction,
)

from .cases import always

WEEK = tuple(Hours.of(day, "d") for day in range(8))
LEAVING = Lingering(
    concentration=MicroMolar.of(50, "nM"),
    half_life=Hours(45.3),
    ki_inactivation=MicroMolar(4.1),
    kinact=PerHour.of(0.068, "1/min"),
)


def test_half_is_left_after_one_half_life_and_all_at_the_stop():
    assert remaining_fraction(Hours(45.3), Hours(45.3)) == pytest.approx(0.5)
    assert remaining_fraction(Hours(0), Hours(45.3)) == 1


def test_the_alkaloid_band_runs_from_the_short_to_the_long_half_life():
    band = alkaloid_band(WEEK, Hours(43.4), Hours(67.9))
    assert all(point.low <= point.high for point in band)
    assert [p.high for p in band] == sorted((p.high for p in band), reverse=True)
    with pytest.raises(ModelInputError, match="shorter one comes first"):
        alkaloid_band(WEEK, Hours(67.9), Hours(43.4))


def test_activity_returns_by_turnover_alone_once_the_inactivator_is_gone():
    half = math.log(2) / 0.0193
    recovery = Recovery(kdeg=PerHour(0.0193), activity_at_stop=0.1)
    assert recovering_activity(Hours(0), recovery) == pytest.approx(0.1)
    assert recovering_activity(Hours(half), recovery) == pytest.approx(0.55)


@always
@given(st.floats(0, 500), st.floats(0.005, 0.05), st.floats(0, 1))
def test_an_inactivator_that_still_lingers_never_speeds_recovery(hours, kdeg, at_stop):
    alone = Recovery(kdeg=PerHour(kdeg), activity_at_stop=at_stop)
    lingering = Recovery(kdeg=PerHour(kdeg), activity_at_stop=at_stop, lingering=LEAVING)
    slower, faster = (recovering_activity(Hours(hours), r) for r in (lingering, alone))
    assert 0 <= slower <= faster + 1e-9
    assert faster <= 1


def test_the_stepwise_course_agrees_with_a_finely_integrated_one():
    recovery = Recovery(kdeg=PerHour(0.0193), activity_at_stop=0.4, lingering=LEAVING)
    step = 0.001
    activity = 0.4
    for kobs in 4.08 * (left := 0.05 * 2 ** (-(np.arange(0, 48, step) + step / 2) / 45.3)) / (4.1 + left):
        activity += step * (0.0193 - (0.0193 + kobs) * activity)
    assert recovering_activity(Hours(48), recovery) == pytest.approx(activity, rel=1e-4)


def test_the_recovery_band_runs_from_slow_to_fast():
    slow = Recovery(kdeg=PerHour(0.0077), activity_at_stop=0.1, lingering=LEAVING)
    fast = Recovery(kdeg=PerHour(0.03), activity_at_stop=0.3)
    band = recovery_band(WEEK, slow, fast)
    assert all(0 <= p.low < p.high < 1 for p in band)
    assert [p.low for p in band] == sorted(p.low for p in band)
    with pytest.raises(ModelInputError, match="the slow end is the faster one"):
        recovery_band(WEEK, fast, slow)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: remaining_fraction(Hours(1), Hours(0)), "half-life is 0"),
        (lambda: Recovery(kdeg=PerHour(0), activity_at_stop=0.5), "kdeg is 0"),
        (lambda: Recovery(kdeg=PerHour(1), activity_at_stop=50), "activity at the stop is 50"),
        (
            lambda: recovering_activity(LONGEST + Hours(1), Recovery(kdeg=PerHour(1), activity_at_stop=0.5)),
            "at most 2160",
        ),
    ],
)
def test_an_input_out_of_bounds_is_named(call, said):
    with pytest.raises(ModelInputError, match=said):
        call()


def test_nothing_here_offers_itself_as_a_waiting_time():
    assert "not a waiting time" in washout.__doc__
    for function in (alkaloid_band, recovery_band, remaining_fraction, recovering_activity):
        assert "Not a waiting time" in function.__doc__
