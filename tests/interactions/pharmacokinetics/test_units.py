"""µM is never taken for nM, 1/min never for 1/h: a wrong unit is refused."""

from __future__ import annotations

import math

import pytest

from interactions.pharmacokinetics.units import (
    Hours,
    LitresPerHour,
    MicroMolar,
    MicroMoles,
    Milligrams,
    ModelInputError,
    PerHour,
    Quantity,
    UnitError,
    fraction,
    positive,
    positive_number,
)


@pytest.mark.parametrize(
    ("kind", "value", "unit", "held"),
    [
        (MicroMolar, 81.9, "nM", 0.0819),
        (MicroMolar, 4.1, "µM", 4.1),
        (MicroMolar, 4.1, "μM", 4.1),
        (MicroMolar, 0.4, "mM", 400),
        (PerHour, 0.068, "1/min", 4.08),
        (PerHour, 0.0193, "1/h", 0.0193),
        (LitresPerHour, 0.3, "L/min", 18),
        (Milligrams, 2, "g", 2000),
        (MicroMoles, 97.9, "µmol", 97.9),
        (Hours, 90, "min", 1.5),
        (Hours, 2, "d", 48),
    ],
)
def test_a_value_is_read_in_the_unit_in_which_it_was_written(kind, value, unit, held):
    assert kind.of(value, unit).value == pytest.approx(held, rel=1e-12)


@pytest.mark.parametrize(
    ("kind", "unit"),
    [(MicroMolar, "ng/mL"), (MicroMolar, "M"), (PerHour, "min"), (Hours, "1/h"), (Milligrams, "")],
)
def test_any_other_unit_is_refused_and_the_allowed_ones_are_named(kind, unit):
    with pytest.raises(UnitError) as refusal:
        kind.of(1.0, unit)
    assert all(allowed in str(refusal.value) for allowed in kind.units)


@pytest.mark.parametrize(
    "mix",
    [
        lambda: MicroMolar(1) + PerHour(1),
        lambda: MicroMolar(1) / PerHour(1),
        lambda: PerHour(1) / Hours(1),
        lambda: MicroMolar(1) * PerHour(1),
        lambda: MicroMolar(1) / 2.0,
        lambda: MicroMolar(1) + 1.0,
    ],
)
def test_unlike_quantities_and_bare_numbers_are_never_combined(mix):
    with pytest.raises(UnitError):
        mix()


def test_unlike_quantities_are_neither_equal_nor_ordered():
    assert MicroMolar(1) != PerHour(1)
    with pytest.raises(TypeError):
        _ = MicroMolar(1) < PerHour(2)


@pytest.mark.parametrize("value", [-1.0, math.nan, math.inf])
@pytest.mark.parametrize("kind", Quantity.__subclasses__())
def test_no_quantity_is_negative_or_infinite(kind, value):
    with pytest.raises(ModelInputError, match="at least 0"):
        kind(value)


def test_bounds_name_the_input():
    with pytest.raises(ModelInputError, match=r"fm is 96: must lie between 0 and 1"):
        fraction("fm", 96)
    with pytest.raises(ModelInputError, match="fm is nan"):
        fraction("fm", math.nan)
    with pytest.raises(ModelInputError, match=r"Ki is 0\.0: must be above 0"):
        positive("Ki", MicroMolar(0.0))
    with pytest.raises(ModelInputError, match="RB is -1: must be finite and above 0"):
        positive_number("RB", -1)
    with pytest.raises(ModelInputError, match="divisor"):
        _ = MicroMolar(1) / MicroMolar(0)
