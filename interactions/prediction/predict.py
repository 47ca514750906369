"""From sourced inputs to a predicted AUC ratio, its range and its sensitivity. Missing inputs are never filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from interactions.pharmacokinetics.exposure import enterocyte_concentration, molar_dose
from interactions.pharmacokinetics.prediction import (
    AUCRatioPrediction,
    Constants,
    EnzymeEffect,
    Organ,
    Pathway,
    Precipitant,
    Substrate,
)
from interactions.pharmacokinetics.screening_values import classify
from interactions.pharmacokinetics.sensitivity import Spread, predict_range
from interactions.pharmacokinetics.static_model import MODEL_VERSION, predict_auc_ratio
from interactions.pharmacokinetics.units import (
    GramsPerMole,
    LitresPerHour,
    MicroMolar,
    Milligrams,
    PerHour,
)
from reference.release.schema.prediction import (
    ExposurePrediction,
    InputEffect,
    PredictionInput,
    PredictionTerm,
)
from reference.release.schema.release import Release
from reference.release.schema.statement import Statement
from reference.release.schema.terms import Site

from .model_inputs import EFFECTS, GUT_ENZYME, PRECIPITANT, ModelInputs, read_inputs, symbol_of

ABSORPTION = ("molar mass", "ka", "Fa", "Qen")
DIGITS = 4  # significant digits stored in a release; more would exceed the precision of any measurement


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """The amount of mitragynine taken, and the cautions that go with it."""

    words: str
    mitragynine: PredictionInput
    cautions: tuple[Statement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ObjectDrug:
    """The medicine with its fm and Fg by symbol, and the enzymes whose inputs a prediction needs."""

    slug: str | None
    inputs: Mapping[str, PredictionInput]
    enzymes: frozenset[str]
    unchosen: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Case:
    """The model with everything but its numbers fixed."""

    enzymes: tuple[str, ...]
    inputs: Mapping[str, PredictionInput]
    studied_amount: float

    def at(self, values: Mapping[str, float]) -> AUCRatioPrediction:
        substrate = Substrate(
            name="",
            pathways=tuple(Pathway(e, values[symbol_of("fm", e)]) for e in self.enzymes),
            fg=values.get("Fg", 1.0),
            gut_enzyme=GUT_ENZYME if "Fg" in values else None,
        )
        precipitant = Precipitant(
            name=PRECIPITANT,
            unbound_hepatic_inlet=self._inlet(values),
            enterocyte=self._enterocyte(values),
            effects=tuple(self._effects(values)),
        )
        return predict_auc_ratio(substrate, [precipitant], self._turnover(values))

    def _inlet(self, values: Mapping[str, float]) -> MicroMolar:
        """The published concentrations, scaled to the amount: the model is linear in the dose."""
        published = MicroMolar.of(values["Ih,u"], self.inputs["Ih,u"].unit)
        return published * (values[PRECIPITANT] / self.studied_amount)

    def _enterocyte(self, values: Mapping[str, float]) -> MicroMolar:
        if "Fg" not in values:
            return MicroMolar(0)
        mass = Milligrams.of(values[PRECIPITANT], self.inputs[PRECIPITANT].unit)
        return enterocyte_concentration(
            dose=molar_dose(mass, GramsPerMole.of(values["molar mass"], self.inputs["molar mass"].unit)),
            absorbed_fraction=values["Fa"],
            absorption_rate=PerHour.of(values["ka"], self.inputs["ka"].unit),
            enterocyte_blood_flow=LitresPerHour.of(values["Qen"], self.inputs["Qen"].unit),
        )

    def _effects(self, values: Mapping[str, float]) -> Iterator[EnzymeEffect]:
        for enzyme, organ in _sites(self.enzymes, "Fg" in values):
            ki, ki_inactivation = (
                MicroMolar.of(values[s], self.inputs[s].unit) if s in values else None
                for s in (symbol_of("ki", enzyme, organ), symbol_of("ki_inactivation", enzyme, organ))
            )
            kinact = symbol_of("kinact", enzyme, organ)
            yield EnzymeEffect(
                enzyme=enzyme,
                organ=organ,
                ki=ki,
                ki_inactivation=ki_inactivation,
                kinact=PerHour.of(values[kinact], self.inputs[kinact].unit) if kinact in values else None,
            )

    def _turnover(self, values: Mapping[str, float]) -> Constants:
        found: dict[str, dict[str, PerHour]] = {"liver": {}, "gut": {}}
        for enzyme, organ in _sites(self.enzymes, "Fg" in values):
            if (symbol := symbol_of("kdeg", enzyme, organ)) in values:
                found[organ][enzyme] = PerHour.of(values[symbol], self.inputs[symbol].unit)
        return Constants(kdeg_liver=found["liver"], kdeg_gut=found["gut"])


def predict_all(release: Release) -> tuple[ExposurePrediction, ...]:
    """One per medicine with a known or assumed clearance by an enzyme that mitragynine inhibits."""
    model = read_inputs(release)
    scenario = studied_scenario(model)
    if scenario is None:
        return ()
    concerned = {slug for slug, enzymes in model.substrate_of.items() if enzymes & model.inhibited}
    return tuple(
        predict_exposure(object_drug_of(slug, model), scenario, model)
        for slug in sorted(concerned | model.substrates.keys())
    )


def studied_scenario(model: ModelInputs) -> Scenario | None:
    """The amount that was studied in people; None if the release does not have it."""
    amount, leaf = model.constants.get(PRECIPITANT), model.constants.get("leaf")
    if amount is None or leaf is None:
        return None
    return Scenario(
        words=f"one {leaf.value:g} {leaf.unit} leaf tea, {amount.value:g} {amount.unit} mitragynine",
        mitragynine=amount,
    )


def object_drug_of(slug: str, model: ModelInputs) -> ObjectDrug:
    """A medicine as the release knows it."""
    inputs, unchosen = model.substrates.get(slug, {}), model.unchosen.get(slug, frozenset())
    by_role = model.substrate_of.get(slug, frozenset()) & model.inhibited
    enzymes = by_role | enzymes_in(inputs.keys() | unchosen)
    return ObjectDrug(slug=slug, inputs=inputs, enzymes=enzymes, unchosen=unchosen)


def enzymes_in(symbols: Collection[str]) -> frozenset[str]:
    """The enzymes that fm and Fg are about."""
    of_fm = {symbol.split()[1] for symbol in symbols if symbol.startswith("fm ")}
    return frozenset(of_fm | ({GUT_ENZYME} if "Fg" in symbols else set()))


def predict_exposure(drug: ObjectDrug, scenario: Scenario, model: ModelInputs) -> ExposurePrediction:
    """The prediction, or what is missing for it. Raises ModelInputError if an input is out of bounds."""
    if missing := tuple(_missing(drug, model)):
        return ExposurePrediction(
            medication=drug.slug,
            scenario=scenario.words,
            model_version=MODEL_VERSION,
            missing=missing,
            cautions=scenario.cautions,
        )
    inputs = _inputs_used(drug, scenario, model)
    case = _Case(tuple(sorted(drug.enzymes)), inputs, model.constants[PRECIPITANT].value)
    fixed = {symbol: item.value for symbol, item in inputs.items()}
    spreads = [Spread(i.symbol, i.unit, i.value, i.low, i.high) for i in inputs.values() if i.low < i.high]
    found, whole = predict_range(lambda v: case.at({**fixed, **v}).auc_ratio, spreads), case.at(fixed)
    return ExposurePrediction(
        medication=drug.slug,
        scenario=scenario.words,
        model_version=whole.model_version,
        auc_ratio=rounded(whole.auc_ratio),
        low=rounded(found.low),
        high=rounded(found.high),
        inhibitor_class=classify(whole.auc_ratio),
        gut_factor=rounded(whole.gut_factor),
        hepatic_factor=rounded(whole.hepatic_factor),
        rests_on_unverified=any(
            "needs_verification" in (item.basis, item.spread_basis) for item in inputs.values()
        ),
        terms=tuple(
            PredictionTerm(enzyme=c.enzyme, site=Site(c.organ), term=c.term, activity=rounded(c.activity))
            for c in whole.contributions
        ),
        inputs=tuple(inputs.values()),
        sensitivity=tuple(
            InputEffect(symbol=e.name, at_low=rounded(e.at_low), at_high=rounded(e.at_high))
            for e in found.inputs
        ),
        assumptions=whole.warnings,
        cautions=scenario.cautions,
    )


def rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def _sites(enzymes: tuple[str, ...], with_gut: bool) -> Iterator[tuple[str, Organ]]:
    yield from ((enzyme, "liver") for enzyme in enzymes)
    if with_gut:
        yield GUT_ENZYME, "gut"


def _missing(drug: ObjectDrug, model: ModelInputs) -> Iterator[str]:
    """The inputs that no source in the release gives, in words."""
    for enzyme in sorted(drug.enzymes):
        symbol = symbol_of("fm", enzyme)
        if symbol not in drug.inputs:
            known = (
                ": values are known, none for the medicine as it is taken" if symbol in drug.unchosen else ""
            )
            yield f"fm of {enzyme}, the share of its clearance by {enzyme}{known}"
    if GUT_ENZYME in drug.enzymes and "Fg" not in drug.inputs:
        yield "Fg, the share that gets past CYP3A in the gut wall"
    needed = ["Ih,u", PRECIPITANT]
    for enzyme, organ in _sites(tuple(sorted(drug.enzymes)), GUT_ENZYME in drug.enzymes):
        reversible, *time_dependent = (symbol_of(p, enzyme, organ) for p in (*EFFECTS, "kdeg"))
        if not model.constants.keys().isdisjoint(time_dependent[:2]):
            needed += time_dependent
        elif reversible not in model.constants:
            yield f"an inhibition constant of mitragynine for {enzyme} in the {organ}"
    needed += ABSORPTION if GUT_ENZYME in drug.enzymes else ()
    yield from (f"{symbol}, a constant of the model" for symbol in needed if symbol not in model.constants)


def _inputs_used(drug: ObjectDrug, scenario: Scenario, model: ModelInputs) -> dict[str, PredictionInput]:
    """The inputs that the ratio depends on, those of the medicine first."""
    enzymes = tuple(sorted(drug.enzymes))
    with_gut = "Fg" in drug.inputs
    symbols = [
        symbol_of(parameter, enzyme, organ)
        for enzyme, organ in _sites(enzymes, with_gut)
        for parameter in ("ki", "ki_inactivation", "kinact", "kdeg")
    ]
    effects = {s.split(maxsplit=1)[1] for s in symbols if s in model.constants and s.startswith("kinact")}
    used = [s for s in symbols if not s.startswith("kdeg") or s.split(maxsplit=1)[1] in effects]
    used += ["Ih,u", *(ABSORPTION if with_gut else ())]
    return {
        **{symbol: drug.inputs[symbol] for symbol in sorted(drug.inputs, reverse=True)},
        PRECIPITANT: scenario.mitragynine,
        **{symbol: model.constants[symbol] for symbol in used if symbol in model.constants},
    }
