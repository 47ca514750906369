"""A prediction in words. The number always has its range and label, and measurements are shown with predictions."""

from __future__ import annotations

from typing import NamedTuple

from interactions.prediction.basic_model import BasicValue
from interactions.prediction.custom_prediction import WhatIf
from interactions.prediction.stored_predictions import Comparison, comparisons, stored_predictions
from interactions.rating.phrases import capitalised
from interactions.screening.release_index import release_index
from reference.release.schema.kratom import ObservedInteraction
from reference.release.schema.prediction import ExposurePrediction, PredictionInput
from reference.release.schema.statement import Citation
from reference.release.schema.terms import NOT_THE_SAME_AS_SAFE
from reference.release.storage.library import LoadedRelease
from reference.views.kratom.measurements import Measured, measured, plain

from .forest_plot import Estimate, Plot, forest

TERM_WORDS = {"A": "A, reversible", "B": "B, time-dependent", "C": "C, induction"}
MEANING = {
    "fm": "share of clearance by the enzyme",
    "Fg": "share that gets past the gut wall",
    "Ki": "reversible inhibition",
    "KI": "time-dependent inhibition",
    "kinact": "time-dependent inhibition",
    "kdeg": "rate at which the enzyme is lost",
    "Ih,u": "unbound at the liver inlet, after the tea that was studied",
    "ka": "absorption of mitragynine",
    "Fa": "share of mitragynine absorbed",
    "Qen": "blood flow of the gut wall",
    "mitragynine": "amount taken",
}
CLASS_WORDS = {
    "strong": "as large as a strong inhibitor gives",
    "moderate": "as large as a moderate inhibitor gives",
    "weak": "as large as a weak inhibitor gives",
    "none": f"below the 1.25 from which an inhibitor has a class; {NOT_THE_SAME_AS_SAFE}",
}


class Term(NamedTuple):
    site: str
    enzyme: str
    term: str
    left: str  # enzyme activity left if it acted alone


class Input(NamedTuple):
    symbol: str
    meaning: str
    value: str
    spread: str
    basis: str
    standing: str
    spread_standing: str
    citations: tuple[Citation, ...]


class Sensitivity(NamedTuple):
    symbol: str
    low: str
    high: str
    at_low: str
    at_high: str


class Compared(NamedTuple):
    """Observed and predicted, with predicted divided by observed."""

    name: str
    slug: str
    observed: str
    published: str
    published_fold: str
    ours: str
    ours_fold: str


class Basic(NamedTuple):
    value: BasicValue
    shown: str
    cutoff: str


class Studied(NamedTuple):
    study: ObservedInteraction
    plot: Plot


class PredictionView(NamedTuple):
    """Everything the page says of one prediction."""

    prediction: ExposurePrediction
    name: str
    link: str  # slug of the medicine's page
    ratio: str
    range: str
    class_words: str
    gut: str
    liver: str
    terms: tuple[Term, ...]
    inputs: tuple[Input, ...]
    sensitivity: tuple[Sensitivity, ...]
    basic: tuple[Basic, ...]
    compared: tuple[Compared, ...]
    studies: tuple[Studied, ...]
    honesty: str


class ModelTables(NamedTuple):
    """The inputs of this release, shown when no prediction was requested."""

    medicines: tuple[tuple[str, str, tuple[Measured, ...]], ...]  # slug, name, values
    constants: tuple[tuple[str, Measured], ...]  # slug, value
    compared: tuple[Compared, ...]


def prediction_view(found: WhatIf, loaded: LoadedRelease) -> PredictionView:
    p, index = found.prediction, loaded.derived(release_index)
    by_symbol = {item.symbol: item for item in p.inputs}
    return PredictionView(
        prediction=p,
        name=capitalised(index.name(p.medication)) if p.medication else "Own values",
        link=p.medication or "",
        ratio=ratio_words(p.auc_ratio),
        range=f"{ratio_words(p.low)} to {ratio_words(p.high)}" if p.low != p.high else "",
        class_words=CLASS_WORDS[p.inhibitor_class] if p.inhibitor_class else "",
        gut=ratio_words(p.gut_factor),
        liver=ratio_words(p.hepatic_factor),
        terms=tuple(
            Term(
                {"gut": "gut wall", "liver": "liver"}[t.site],
                t.enzyme,
                TERM_WORDS[t.term],
                percent(t.activity),
            )
            for t in p.terms
        ),
        inputs=tuple(_input(item) for item in p.inputs),
        sensitivity=tuple(
            Sensitivity(
                e.symbol,
                _number(by_symbol[e.symbol].low, by_symbol[e.symbol].unit),
                _number(by_symbol[e.symbol].high, by_symbol[e.symbol].unit),
                ratio_words(e.at_low),
                ratio_words(e.at_high),
            )
            for e in p.sensitivity
        ),
        basic=tuple(Basic(v, plain(v.value), plain(v.cutoff)) for v in found.basic_model),
        compared=tuple(compared(c, loaded) for c in found.observed),
        studies=_studies(p, loaded),
        honesty=honesty(loaded),
    )


def model_tables(loaded: LoadedRelease) -> ModelTables:
    index = loaded.derived(release_index)
    return ModelTables(
        medicines=tuple(
            (r.slug, capitalised(index.name(r.slug)), tuple(measured(p) for p in r.parameters))
            for r in loaded.release.substrate_parameters
        ),
        constants=tuple((c.slug, measured(c)) for c in loaded.release.model_constants),
        compared=tuple(compared(c, loaded) for c in comparisons(loaded.release)),
    )


def selectable(loaded: LoadedRelease) -> list[tuple[str, list[tuple[str, str]]]]:
    """The medicines to choose from, those with every input first. Use as `loaded.derived(selectable)`."""
    index = loaded.derived(release_index)
    predictions = loaded.derived(stored_predictions).items()
    named = sorted(
        ((p, slug, index.name(slug)) for slug, p in predictions), key=lambda item: item[2].casefold()
    )
    return [
        ("With every input", [(slug, name) for p, slug, name in named if p.auc_ratio is not None]),
        ("Something is missing", [(slug, name) for p, slug, name in named if p.auc_ratio is None]),
    ]


def compared(item: Comparison, loaded: LoadedRelease) -> Compared:
    def fold(predicted: float | None) -> str:
        return f"{predicted / item.observed:.1f}" if predicted is not None else ""

    return Compared(
        name=capitalised(loaded.derived(release_index).name(item.medication)),
        slug=item.medication,
        observed=f"{item.observed:.2f} (90% CI {item.ci90_low:.2f}–{item.ci90_high:.2f})",
        published=ratio_words(item.published_prediction),
        published_fold=fold(item.published_prediction),
        ours=ratio_words(item.prediction),
        ours_fold=fold(item.prediction),
    )


def honesty(loaded: LoadedRelease) -> str:
    """The largest known error of the model, in a sentence."""
    items = [compared(c, loaded) for c in comparisons(loaded.release)]
    worst = max(items, key=lambda c: float(c.ours_fold or 0), default=None)
    if worst is None or not worst.ours_fold:
        return ""
    published = (
        f" The published prediction ({worst.published}) was {worst.published_fold} times too high."
        if worst.published_fold
        else ""
    )
    return f"For {worst.name.lower()} the static model gives {worst.ours}; {worst.observed} was measured in people.{published}"


def predicted_estimates(study: ObservedInteraction, loaded: LoadedRelease) -> tuple[Estimate, ...]:
    """The model's prediction for the medicine of a study, to show with the measurement."""
    p = loaded.derived(stored_predictions).get(study.medication)
    if p is None or p.auc_ratio is None:
        return ()
    return (Estimate("AUC", p.auc_ratio, p.low, p.high, "predicted"),)


def ratio_words(ratio: float | None) -> str:
    """Three figures, no more: 1.15, 13.2, 145."""
    if ratio is None:
        return ""
    if ratio < 10:
        return f"{ratio:.2f}"
    return f"{ratio:.1f}" if ratio < 100 else f"{ratio:.0f}"


def percent(share: float) -> str:
    return f"{100 * share:.0f}%" if share >= 0.1 else f"{100 * share:.2g}%"


def _input(item: PredictionInput) -> Input:
    spread = f"{plain(item.low)} to {plain(item.high)}" if item.low < item.high else ""
    return Input(
        symbol=item.symbol,
        meaning=MEANING.get(item.symbol.split()[0], ""),
        value=_number(item.value, item.unit),
        spread=spread,
        basis=item.basis,
        standing=item.basis.label,
        spread_standing=item.spread_basis.label if item.basis != item.spread_basis else "",
        citations=item.citations,
    )


def _number(value: float, unit: str) -> str:
    return plain(value) if unit == "fraction" else f"{plain(value)} {unit}"


def _studies(prediction: ExposurePrediction, loaded: LoadedRelease) -> tuple[Studied, ...]:
    """Comparisons for this medicine; else for medicines of one of its enzymes."""
    studies = [s for s in loaded.release.observed_interactions if s.ratios]
    enzymes = {term.enzyme for term in prediction.terms}
    own = [s for s in studies if s.medication == prediction.medication]
    same_enzyme = [s for s in studies if s.enzyme in enzymes]
    name = loaded.derived(release_index).name
    return tuple(
        Studied(s, forest(s, capitalised(name(s.medication)), predicted_estimates(s, loaded)))
        for s in own or same_enzyme
    )
