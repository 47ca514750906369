"""What the static model takes and gives: a substrate, its precipitants, turnover constants, and the prediction."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .units import MicroMolar, ModelInputError, PerHour, fraction, positive, positive_number

Organ = Literal["gut", "liver"]
Term = Literal["A", "B", "C"]  # reversible, time-dependent, induction: the letters of FDA 2020


@dataclass(frozen=True, kw_only=True)
class EnzymeEffect:
    """The effects of a precipitant on one enzyme. Constants are unbound; those of an organ apply to that organ only.

    ModelInputError if no constant is given, one of a pair is missing, or one is not above 0.
    """

    enzyme: str
    organ: Organ | Literal["both"]
    ki: MicroMolar | None = None
    ki_inactivation: MicroMolar | None = None
    kinact: PerHour | None = None
    emax: float | None = None
    ec50: MicroMolar | None = None
    induction_scale: float = 1.0

    def __post_init__(self) -> None:
        pairs = {
            "KI and kinact": (self.ki_inactivation, self.kinact),
            "Emax and EC50": (self.emax, self.ec50),
        }
        for name, (first, second) in pairs.items():
            if (first is None) != (second is None):
                raise ModelInputError(f"{name} of {self.enzyme}: one is missing")
        if not self.terms:
            raise ModelInputError(f"{self.enzyme}: neither Ki, nor KI and kinact, nor Emax and EC50")
        quantities = {
            "Ki": self.ki,
            "KI": self.ki_inactivation,
            "kinact": self.kinact,
            "EC50": self.ec50,
        }
        for name, quantity in quantities.items():
            if quantity is not None:
                positive(f"{name} of {self.enzyme}", quantity)
        if self.emax is not None:
            positive_number(f"Emax of {self.enzyme}", self.emax)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms (A, B, C) of this effect."""
        given: dict[Term, object] = {"A": self.ki, "B": self.kinact, "C": self.emax}
        return tuple(term for term, constant in given.items() if constant is not None)

    def acts_on(self, enzyme: str, organ: Organ) -> bool:
        """Whether it applies to this enzyme in this organ."""
        return self.enzyme == enzyme and self.organ in (organ, "both")


@dataclass(frozen=True, kw_only=True)
class Precipitant:
    """One alkaloid: its unbound concentrations (µM) and its effects.

    ModelInputError if two effects give the same term of one enzyme in one organ: two published values of one constant
    are a spread (`sensitivity`), and would here count twice.
    """

    name: str
    unbound_hepatic_inlet: MicroMolar
    enterocyte: MicroMolar
    effects: tuple[EnzymeEffect, ...]

    def __post_init__(self) -> None:
        organs: tuple[Organ, ...] = ("gut", "liver")
        given = Counter(
            (effect.enzyme, organ, term)
            for effect in self.effects
            for organ in organs
            if effect.acts_on(effect.enzyme, organ)
            for term in effect.terms
        )
        for (enzyme, organ, term), times in given.items():
            if times > 1:
                raise ModelInputError(
                    f"{self.name}: term {term} of {enzyme} in the {organ} is given {times} times"
                )

    def concentration(self, organ: Organ) -> MicroMolar:
        """The concentration at the enzymes of that organ."""
        return self.enterocyte if organ == "gut" else self.unbound_hepatic_inlet

    def effects_on(self, enzyme: str, organ: Organ) -> tuple[EnzymeEffect, ...]:
        """Its effects on one enzyme in one organ."""
        return tuple(effect for effect in self.effects if effect.acts_on(enzyme, organ))


@dataclass(frozen=True)
class Pathway:
    """The fraction of systemic clearance that goes through one enzyme. ModelInputError outside 0 to 1."""

    enzyme: str
    fm: float

    def __post_init__(self) -> None:
        fraction(f"fm of {self.enzyme}", self.fm)


@dataclass(frozen=True, kw_only=True)
class Substrate:
    """The medicine. `gut_enzyme` is the one that Fg is about; None if the gut wall does not metabolise it.

    ModelInputError unless there is a pathway, no enzyme comes twice, the sum of fm does not exceed 1 and 0 < Fg ≤ 1.
    """

    name: str
    pathways: tuple[Pathway, ...]
    fg: float
    gut_enzyme: str | None

    def __post_init__(self) -> None:
        enzymes = [pathway.enzyme for pathway in self.pathways]
        if not enzymes or len(set(enzymes)) < len(enzymes):
            raise ModelInputError(f"pathways of {self.name}: at least one, each enzyme once")
        total = math.fsum(pathway.fm for pathway in self.pathways)
        if total > 1 + 1e-9:
            raise ModelInputError(f"the sum of fm of {self.name} is {total}: must not exceed 1")
        positive_number(f"Fg of {self.name}", fraction(f"Fg of {self.name}", self.fg))


@dataclass(frozen=True, kw_only=True)
class Constants:
    """Degradation rate constants of the enzymes in each organ; needed only where B is."""

    kdeg_liver: Mapping[str, PerHour] = field(default_factory=dict)
    kdeg_gut: Mapping[str, PerHour] = field(default_factory=dict)

    def kdeg(self, enzyme: str, organ: Organ) -> PerHour:
        """The constant, or ModelInputError that names the one missing: none is borrowed from another enzyme."""
        known = self.kdeg_gut if organ == "gut" else self.kdeg_liver
        if enzyme not in known:
            raise ModelInputError(f"kdeg of {enzyme} in the {organ} is missing")
        return positive(f"kdeg of {enzyme} in the {organ}", known[enzyme])


@dataclass(frozen=True)
class Contribution:
    """The enzyme activity (1 = unchanged) that one term of one precipitant would leave if it acted alone."""

    precipitant: str
    enzyme: str
    organ: Organ
    term: Term
    activity: float


@dataclass(frozen=True)
class InductionPrediction:
    """The AUC ratio if only the induction acted, given beside the inhibition."""

    auc_ratio: float
    gut_factor: float
    hepatic_factor: float


@dataclass(frozen=True, kw_only=True)
class AUCRatioPrediction:
    """A predicted AUC ratio, its two factors, and what it rests on. Not an observation; it never sets a severity."""

    substrate: str
    auc_ratio: float
    gut_factor: float
    hepatic_factor: float
    induction: InductionPrediction | None
    contributions: tuple[Contribution, ...]
    warnings: tuple[str, ...]
    model_version: str
