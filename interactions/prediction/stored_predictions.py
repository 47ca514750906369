"""The predictions stored in a release, without those on recalled records, and the observed interactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reference.release.schema.prediction import ExposurePrediction
from reference.release.schema.release import Release

from .model_inputs import recalled_records

if TYPE_CHECKING:
    from reference.release.storage.library import LoadedRelease


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured in people, with the published prediction and this model's for the same tea."""

    study: str
    medication: str
    observed: float
    ci90_low: float
    ci90_high: float
    published_prediction: float | None
    prediction: float | None


def stored_predictions(loaded: LoadedRelease) -> dict[str, ExposurePrediction]:
    """By medicine, with recalls applied. Use as `loaded.derived(stored_predictions)`."""
    return {p.medication: p for p in with_recalls(loaded.release) if p.medication}


def with_recalls(release: Release) -> tuple[ExposurePrediction, ...]:
    """The stored predictions. One that rests on a recalled record is withheld and says so."""
    recalled = recalled_records(release)
    return tuple(_withheld(p, recalled) for p in release.exposure_predictions)


def _withheld(p: ExposurePrediction, recalled: frozenset[str]) -> ExposurePrediction:
    under_correction = [item.symbol for item in p.inputs if item.record in recalled]
    if not under_correction:
        return p
    return ExposurePrediction(
        medication=p.medication,
        scenario=p.scenario,
        model_version=p.model_version,
        missing=(f"{', '.join(under_correction)}: under correction, not to be relied on",),
    )


def comparisons(release: Release) -> tuple[Comparison, ...]:
    """Every study that gives an AUC ratio."""
    ours = {p.medication: p.auc_ratio for p in with_recalls(release)}
    return tuple(
        Comparison(
            study=study.slug,
            medication=study.medication,
            observed=ratio.ratio,
            ci90_low=ratio.ci90_low,
            ci90_high=ratio.ci90_high,
            published_prediction=study.published_prediction.value if study.published_prediction else None,
            prediction=ours.get(study.medication),
        )
        for study in release.observed_interactions
        for ratio in study.ratios
        if ratio.parameter == "AUC"
    )
