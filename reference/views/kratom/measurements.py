"""Measurements as their sources give them, put into rows: number, unit, spread, conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from reference.release.schema.kratom import Measurement
from reference.release.schema.statement import Citation, Fact
from reference.views.shared.labels import aspect_label

PARAMETER_LABEL = {
    "auc_inf": "AUC to infinity",
    "auc_ratio": "AUC ratio with to without kratom, predicted",
    "cl_f": "Apparent clearance (CL/F)",
    "cmax": "Peak concentration (Cmax)",
    "cutoff": "Cut-off",
    "emax": "Largest effect (Emax)",
    "excreted_unchanged_in_urine": "Excreted unchanged in urine",
    "fa": "Fraction absorbed (Fa)",
    "fg": "Share that gets past the gut wall (Fg)",
    "fm": "Share of clearance by the enzyme (fm)",
    "gut_lumen_concentration": "Concentration in the gut lumen (Igut)",
    "gut_lumen_volume": "Volume of the gut lumen",
    "ic50": "IC50",
    "ic50_shift": "IC50 shift",
    "ka": "Absorption rate (ka)",
    "kdeg": "Rate of enzyme loss (kdeg)",
    "ki": "Ki",
    "ki_inactivation": "KI (inactivation)",
    "kinact": "kinact",
    "metabolite_to_parent_ratio": "Metabolite to parent ratio",
    "leaf_amount": "Amount of leaf",
    "mitragynine_amount": "Amount of mitragynine",
    "qen": "Blood flow of the gut wall (Qen)",
    "qh": "Blood flow of the liver (Qh)",
    "t_half": "Half-life",
    "time_to_steady_state": "Time to steady state",
    "tmax": "Time to peak (tmax)",
    "unbound_hepatic_inlet": "Unbound concentration at the liver inlet (Ih,u)",
    "vd_f": "Apparent volume of distribution (Vd/F)",
    "vz_f": "Apparent volume of distribution (Vz/F)",
}
MONOGRAPH_PARAMETERS = ("cmax", "tmax", "t_half", "auc_inf", "time_to_steady_state")


class Measured(NamedTuple):
    """One row of a table."""

    label: str
    value: str
    spread: str
    subject: str  # the enzyme or receptor, where there is one
    kind: str
    conditions: str
    n: str
    note: str
    basis: str
    citations: tuple[Citation, ...]


class Aspect(NamedTuple):
    label: str
    facts: tuple[Fact, ...]


def measured(item: Measurement) -> Measured:
    subject = getattr(item, "enzyme", None) or getattr(item, "target", None) or ""
    return Measured(
        label=parameter_label(item.parameter),
        value=value_words(item),
        spread=item.spread or "",
        subject=subject,
        kind=getattr(item, "kind", ""),
        conditions=item.conditions or "",
        n=item.n or "",
        note=item.note or "",
        basis=item.basis,
        citations=item.citations,
    )


def parameter_label(parameter: str) -> str:
    return PARAMETER_LABEL.get(parameter) or aspect_label(parameter)


def value_words(item: Measurement) -> str:
    """ "about 20 µM", "13.9–270 mg/g", "< 10 µM"; "not given" where the source has no number."""
    if item.value is not None:
        number = plain(item.value)
    elif item.low is not None and item.high is not None:
        number = f"{plain(item.low)}–{plain(item.high)}"
    elif item.low is not None or item.high is not None:
        number = f"from {plain(item.low)}" if item.low is not None else f"up to {plain(item.high)}"
    else:
        return "not given"
    sign = "" if item.qualifier == "=" else f"{item.qualifier} "
    return f"{sign}{number} {item.unit}".replace(" % w/w", "% w/w").replace(" %", "%")


def plain(number: float | None) -> str:
    """A number without the digits that a float adds: 12700.0 → "12,700"."""
    if number is None:
        return ""
    whole = int(number)
    return f"{whole:,}" if number == whole else f"{number:g}"


def by_parameter(items: Iterable[Measurement]) -> list[Measured]:
    """Measurements of one parameter are listed together, so that studies can be compared."""
    found: list[Measured] = []
    for _, rows in _grouped([measured(item) for item in items], lambda m: m.label):
        found += rows
    return found


def by_subject(items: Iterable[Measurement]) -> list[tuple[str, list[Measured]]]:
    """Measurements by enzyme or receptor."""
    return _grouped([measured(item) for item in items], lambda m: m.subject)


def by_aspect(facts: Iterable[Fact]) -> list[Aspect]:
    return [Aspect(aspect_label(name), tuple(group)) for name, group in _grouped(facts, lambda f: f.aspect)]


def _grouped(items: Iterable[Any], key: Callable[[Any], Any]) -> list[tuple[Any, list[Any]]]:
    groups: dict[Any, list[Any]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return list(groups.items())


def shown_in_monograph(items: Iterable[Measurement]) -> list[Measured]:
    return by_parameter(item for item in items if item.parameter in MONOGRAPH_PARAMETERS)
