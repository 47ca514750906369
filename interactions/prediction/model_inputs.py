"""The inputs of the static model in a release: for each the value used, its spread, and its source.

Several published values of one input form a spread. The one marked `model_default` is used; the others, one SD of the
default ("± 0.9") and the range left open by a lower bound give its ends. Values in another unit are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reference.release.schema.kratom import Alkaloid, Measurement
from reference.release.schema.prediction import PredictionInput, SubstrateParameters
from reference.release.schema.release import Release
from reference.release.schema.terms import Basis, InputBasis

PRECIPITANT = "mitragynine"
SYMBOL = {
    "fm": "fm", "fg": "Fg", "ki": "Ki", "ki_inactivation": "KI", "kinact": "kinact", "kdeg": "kdeg", "ka": "ka",
    "fa": "Fa", "qen": "Qen", "unbound_hepatic_inlet": "Ih,u", "mitragynine_amount": "mitragynine",
    "qh": "Qh", "gut_lumen_concentration": "Igut", "leaf_amount": "leaf", "molar_mass": "molar mass", "gut_lumen_volume": "gut lumen",
}  # fmt: skip
EFFECTS = ("ki", "ki_inactivation", "kinact")
GUT_ENZYME = "CYP3A"
"""The only gut-wall enzyme of the model, the one that Fg is about."""
SD = re.compile(r"± (\d+(?:\.\d+)?)")


@dataclass(frozen=True, kw_only=True)
class ModelInputs:
    """All model inputs, by symbol. `unchosen`: inputs with known values of which none is the default."""

    constants: Mapping[str, PredictionInput]
    substrates: Mapping[str, Mapping[str, PredictionInput]]
    unchosen: Mapping[str, frozenset[str]]
    inhibited: frozenset[str]
    substrate_of: Mapping[str, frozenset[str]]  # by medicine: the enzymes that its roles name


def recalled_records(release: Release) -> frozenset[str]:
    """ "alkaloids/mitragynine": the records that are under correction."""
    return frozenset(f"{mark.collection}/{mark.slug}" for mark in release.recalls)


def symbol_of(parameter: str, enzyme: str | None = None, site: str | None = None) -> str:
    """ "kinact CYP3A gut", "fm CYP2D6", "Fg"."""
    if parameter == "fg":
        return SYMBOL[parameter]
    return " ".join(filter(None, [SYMBOL.get(parameter, parameter), enzyme, site]))


def read_inputs(release: Release) -> ModelInputs:
    """The inputs in this release. Recalled records are left out, because they must not be relied on."""
    recalled = recalled_records(release)
    alkaloid = next((a for a in release.alkaloids if a.slug == PRECIPITANT), None)
    places = ((c, f"model_constants/{c.slug}") for c in release.model_constants)
    constants = chosen((c, place) for c, place in places if place not in recalled)
    place = f"alkaloids/{PRECIPITANT}"
    if alkaloid is not None and place not in recalled:
        constants |= chosen((p, place) for p in alkaloid.enzymes if p.parameter in EFFECTS)
        constants |= _molar_mass(alkaloid, place)
    records = [r for r in release.substrate_parameters if f"substrate_parameters/{r.slug}" not in recalled]
    substrates = {record.slug: _of_substrate(record) for record in records}
    unchosen = {}
    for record in records:
        symbols = frozenset(symbol_of(p.parameter, p.enzyme) for p in record.parameters)
        unchosen[record.slug] = symbols - substrates[record.slug].keys()
    return ModelInputs(
        constants=constants,
        substrates=substrates,
        unchosen=unchosen,
        inhibited=frozenset(s.split()[1] for s in constants if s.split()[0] in ("Ki", "kinact")),
        substrate_of=_substrate_roles(release),
    )


def chosen(items: Iterable[tuple[Measurement, str]]) -> dict[str, PredictionInput]:
    """By symbol: each input with the ends of its spread. ValueError for two defaults, or one without a number."""
    found = list(items)
    inputs: dict[str, PredictionInput] = {}
    for item, record in found:
        if not getattr(item, "model_default", False):
            continue
        if _symbol(item) in inputs:
            raise ValueError(f"{record}: two defaults of {_symbol(item)}")
        inputs[_symbol(item)] = _input(item, record, [other for other, _ in found if _alike(item, other)])
    return inputs


def _of_substrate(record: SubstrateParameters) -> dict[str, PredictionInput]:
    return chosen((p, f"substrate_parameters/{record.slug}") for p in record.parameters)


def _symbol(item: Measurement) -> str:
    return symbol_of(item.parameter, getattr(item, "enzyme", None), getattr(item, "site", None))


def _alike(default: Measurement, other: Measurement) -> bool:
    """Whether another value belongs to the same input: for the same organ, or for no particular organ."""
    return (
        (default.parameter, default.unit) == (other.parameter, other.unit)
        and getattr(default, "enzyme", None) == getattr(other, "enzyme", None)
        and getattr(other, "site", None) in (None, getattr(default, "site", None))
    )


def _input(default: Measurement, record: str, alike: list[Measurement]) -> PredictionInput:
    ends = [end for item in alike for end in (item.value, item.low, item.high) if end is not None]
    value = default.value
    if value is None:
        if default.low is None or default.high is None:
            raise ValueError(f"{record}: the default of {_symbol(default)} has no number")
        value = round((default.low + default.high) / 2, 6)
    if sd := SD.fullmatch(default.spread or ""):
        ends += [round(value - float(sd[1]), 6), round(value + float(sd[1]), 6)]
    if default.qualifier == ">" and default.unit == "fraction":
        ends.append(1.0)
    return PredictionInput(
        symbol=_symbol(default),
        value=value,
        unit=default.unit,
        low=min([value, *ends]),
        high=max([value, *ends]),
        basis=InputBasis(default.basis),
        spread_basis=InputBasis(_least_sure(alike)),
        citations=tuple(dict.fromkeys(c for item in (default, *alike) for c in item.citations)),
        record=record,
    )


def _least_sure(items: list[Measurement]) -> Basis:
    bases = {item.basis for item in items}
    in_doubt = (Basis.NEEDS_VERIFICATION, Basis.JUDGEMENT, Basis.SEEN)
    return next(basis for basis in in_doubt if basis in bases)


def _molar_mass(alkaloid: Alkaloid, record: str) -> dict[str, PredictionInput]:
    found = [i for i in alkaloid.identifiers if i.system == "molar_mass_g_mol"][:1]
    return {
        symbol: PredictionInput(
            symbol=symbol,
            value=float(item.value),
            unit="g/mol",
            low=float(item.value),
            high=float(item.value),
            basis=InputBasis(item.basis),
            spread_basis=InputBasis(item.basis),
            citations=item.citations,
            record=record,
        )
        for symbol, item in zip([symbol_of("molar_mass")], found, strict=False)
    }


def _substrate_roles(release: Release) -> dict[str, frozenset[str]]:
    enzyme = {
        r.slug: r.enzyme for r in release.pharmacologic_roles if r.enzyme and r.slug.endswith("-substrate")
    }
    return {
        m.slug: frozenset(enzyme[a.role] for a in m.roles if a.role in enzyme) for m in release.medications
    }
