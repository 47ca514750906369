"""Quantities that know their unit, because µM for nM or 1/min for 1/h makes a prediction wrong by 60 or 1,000.

One class per dimension, each held in one unit and read from the units in which papers write it. Only like is added to
or divided by like; everything else is refused by the type checker and, at run time, by UnitError.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self, TypeVar


class ModelInputError(ValueError):
    """An input that the model cannot use; the message names the input and the bound."""


class UnitError(ModelInputError):
    """A unit that this quantity is not written in, or two quantities that cannot be combined."""


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A finite number of at least 0, in the first unit of `units`, which gives the factor of each unit accepted."""

    value: float
    units: ClassVar[Mapping[str, float]] = {}

    def __post_init__(self) -> None:
        if not math.isfinite(self.value) or self.value < 0:
            raise ModelInputError(f"{type(self).__name__} is {self.value}: must be finite and at least 0")

    @classmethod
    def of(cls, value: float, unit: str) -> Self:
        """The quantity as a source writes it: `MicroMolar.of(81.9, "nM")`. UnitError names the units allowed."""
        if unit not in cls.units:
            raise UnitError(f"{cls.__name__} in “{unit}”: allowed are {', '.join(cls.units)}")
        return cls(value * cls.units[unit])

    def __add__(self, other: Self) -> Self:
        return type(self)(self.value + self._like(other).value)

    def __truediv__(self, other: Self) -> float:
        return self.value / positive("the divisor", self._like(other)).value

    def __mul__(self, factor: float) -> Self:
        if isinstance(factor, Quantity):
            raise UnitError(
                f"{type(self).__name__} × {type(factor).__name__}: only a plain number multiplies"
            )
        return type(self)(self.value * factor)

    __rmul__ = __mul__

    def _like(self, other: Self) -> Self:
        if type(other) is not type(self):
            raise UnitError(f"{type(self).__name__} with {type(other).__name__}: not the same dimension")
        return other


class MicroMolar(Quantity):
    """Concentrations and the constants compared with them, µM. Both ways of typing µ are read."""

    __slots__ = ()
    units = {"µM": 1.0, "μM": 1.0, "nM": 1e-3, "mM": 1e3}


class PerHour(Quantity):
    """Rate constants, 1/h: kinact and ka are often printed per minute, kdeg per hour."""

    __slots__ = ()
    units = {"1/h": 1.0, "1/min": 60.0}


class Hours(Quantity):
    """Half-lives and times, h."""

    __slots__ = ()
    units = {"h": 1.0, "min": 1 / 60, "d": 24.0}


class LitresPerHour(Quantity):
    """Blood flows, L/h."""

    __slots__ = ()
    units = {"L/h": 1.0, "L/min": 60.0}


class Milligrams(Quantity):
    """Doses by weight, mg. They become molar only with a molar mass (`exposure.molar_dose`)."""

    __slots__ = ()
    units = {"mg": 1.0, "g": 1e3}


class GramsPerMole(Quantity):
    """Molar masses, g/mol."""

    __slots__ = ()
    units = {"g/mol": 1.0}


class MicroMoles(Quantity):
    """Molar doses, µmol."""

    __slots__ = ()
    units = {"µmol": 1.0, "μmol": 1.0, "nmol": 1e-3, "mmol": 1e3}


Q = TypeVar("Q", bound=Quantity)


def positive(name: str, quantity: Q) -> Q:
    """The quantity, or ModelInputError if it is 0: a divisor of 0 means that a value is missing."""
    if quantity.value <= 0:
        raise ModelInputError(f"{name} is {quantity.value}: must be above 0")
    return quantity


def fraction(name: str, value: float) -> float:
    """The fraction, or ModelInputError outside 0 to 1: percentages are the usual slip."""
    if not 0 <= value <= 1:
        raise ModelInputError(f"{name} is {value}: must lie between 0 and 1")
    return value


def positive_number(name: str, value: float) -> float:
    """The plain number, or ModelInputError unless it is finite and above 0."""
    if not (math.isfinite(value) and value > 0):
        raise ModelInputError(f"{name} is {value}: must be finite and above 0")
    return value
