"""Midazolam and mitragynine as in the papers, and random inputs for property tests."""

from __future__ import annotations

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from interactions.pharmacokinetics.prediction import (
    Constants,
    EnzymeEffect,
    Pathway,
    Precipitant,
    Substrate,
)
from interactions.pharmacokinetics.units import MicroMolar, PerHour

from .numpy_model import Inputs

always = settings(deadline=None, max_examples=50)
ENZYMES = ("CYP3A", "CYP2D6", "CYP2C19")
concentrations = st.just(0.0) | st.floats(1e-4, 1e3)
constants = st.floats(1e-3, 1e3)
fractions = st.floats(0, 1)


def inactivator(
    *, inlet: float = 0.19, enterocyte: float = 32.6, ki_inactivation: float = 4.1, kinact: float = 4.08
) -> Precipitant:
    effect = EnzymeEffect(
        enzyme="CYP3A",
        organ="both",
        ki_inactivation=MicroMolar(ki_inactivation),
        kinact=PerHour(kinact),
    )
    return precipitant(effect, inlet=inlet, enterocyte=enterocyte)


def inhibitor(
    *, ki: float, inlet: float = 0.19, enterocyte: float = 32.6, enzyme: str = "CYP3A"
) -> Precipitant:
    return precipitant(
        EnzymeEffect(enzyme=enzyme, organ="both", ki=MicroMolar(ki)), inlet=inlet, enterocyte=enterocyte
    )


def inducer(*, emax: float = 4.0, ec50: float = 1.0, inlet: float = 0.19) -> Precipitant:
    effect = EnzymeEffect(enzyme="CYP3A", organ="both", emax=emax, ec50=MicroMolar(ec50))
    return precipitant(effect, inlet=inlet, enterocyte=32.6, name="inducer")


def precipitant(
    *effects: EnzymeEffect, inlet: float, enterocyte: float, name: str = "mitragynine"
) -> Precipitant:
    return Precipitant(
        name=name,
        unbound_hepatic_inlet=MicroMolar(inlet),
        enterocyte=MicroMolar(enterocyte),
        effects=effects,
    )


def substrate(fm: float = 0.96, fg: float = 0.57, gut_enzyme: str | None = "CYP3A") -> Substrate:
    return Substrate(name="midazolam", pathways=(Pathway("CYP3A", fm),), fg=fg, gut_enzyme=gut_enzyme)


def turnover(liver: float = 0.0193, gut: float = 0.03) -> Constants:
    return Constants(kdeg_liver={"CYP3A": PerHour(liver)}, kdeg_gut={"CYP3A": PerHour(gut)})


@st.composite
def worlds(draw: st.DrawFn) -> Inputs:
    """Up to three precipitants with every kind of term on up to three enzymes, some of them absent."""
    enzymes, precipitants = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    shape = (precipitants, enzymes, 2)

    def block(values: st.SearchStrategy[float], *size: int) -> np.ndarray:
        n = int(np.prod(size))
        return np.array(draw(st.lists(values, min_size=n, max_size=n))).reshape(size)

    shares = block(st.floats(0.01, 1), enzymes)
    return Inputs(
        concentration=block(concentrations, precipitants, 2),
        ki=block(st.just(np.inf) | constants, *shape),
        ki_inactivation=block(constants, *shape),
        kinact=block(st.just(0.0) | st.floats(1e-3, 10), *shape),
        emax=block(st.just(0.0) | st.floats(0.1, 20), *shape),
        ec50=block(constants, *shape),
        kdeg=block(st.floats(1e-3, 0.1), enzymes, 2),
        fm=shares / shares.sum() * draw(fractions),
        fg=draw(st.floats(0.01, 1)),
    )


def as_model(given: Inputs) -> tuple[Substrate, list[Precipitant], Constants]:
    """The same inputs as objects of the model."""
    names = ENZYMES[: len(given.fm)]
    pathways = tuple(Pathway(name, float(fm)) for name, fm in zip(names, given.fm, strict=True))
    precipitants = [
        Precipitant(
            name=f"alkaloid {p}",
            enterocyte=MicroMolar(given.concentration[p, 0]),
            unbound_hepatic_inlet=MicroMolar(given.concentration[p, 1]),
            effects=_effects(given, p, names),
        )
        for p in range(len(given.concentration))
    ]
    kdeg = [{name: PerHour(given.kdeg[e, organ]) for e, name in enumerate(names)} for organ in range(2)]
    medicine = Substrate(name="medicine", pathways=pathways, fg=given.fg, gut_enzyme=names[0])
    return medicine, precipitants, Constants(kdeg_gut=kdeg[0], kdeg_liver=kdeg[1])


def _effects(given: Inputs, p: int, names: tuple[str, ...]) -> tuple[EnzymeEffect, ...]:
    effects = []
    for e, name in enumerate(names):
        for organ, place in enumerate(("gut", "liver")):
            at = (p, e, organ)
            reversible, inactivates, induces = np.isfinite(given.ki[at]), given.kinact[at], given.emax[at]
            if not (reversible or inactivates or induces):
                continue
            effects.append(
                EnzymeEffect(
                    enzyme=name,
                    organ=place,
                    ki=MicroMolar(given.ki[at]) if reversible else None,
                    ki_inactivation=MicroMolar(given.ki_inactivation[at]) if inactivates else None,
                    kinact=PerHour(inactivates) if inactivates else None,
                    emax=float(induces) if induces else None,
                    ec50=MicroMolar(given.ec50[at]) if induces else None,
                )
            )
    return tuple(effects)
