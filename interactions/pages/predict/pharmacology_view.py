"""The monograph's second page, for pharmacologists: enzymes, receptors, what was measured, the time course."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from interactions.rating.phrases import capitalised
from interactions.screening.release_index import release_index
from reference.release.schema.prediction import ModelConstant
from reference.release.schema.release import Release
from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import reads_release
from reference.views.kratom.heat_map_plot import SAME_ENZYME, heat_map
from reference.views.kratom.receptor_plot import receptor_chart
from reference.views.shared.render import kept, show

from .forest_plot import forest
from .prediction import predicted_estimates
from .time_course_plot import enzyme_regained, mitragynine_left

TURNOVER = "kdeg"
WAITING = ("naltrexone-after-kratom", "surgery", "when-kratom-stops")
SECTIONS = (
    ("measured", "Measured in people"),
    ("enzymes", "Enzymes in the laboratory"),
    ("receptors", "Receptors and channels"),
    ("time-course", "After the last dose"),
)


@require_safe
@reads_release
@kept
def pharmacology(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    release, name = loaded.release, loaded.derived(release_index).name
    notes = loaded.by_slug("practice_notes")
    return show(
        request,
        loaded,
        "interactions/pharmacology.html",
        section="kratom",
        sections=SECTIONS,
        studies=[
            (study, forest(study, capitalised(name(study.medication)), predicted_estimates(study, loaded)))
            for study in release.observed_interactions
            if study.ratios
        ],
        heat_map=heat_map(release.alkaloids),
        receptors=receptor_chart(release.alkaloids),
        bands=[
            band for band in (mitragynine_left(loaded), enzyme_regained("CYP3A", _turnover(release))) if band
        ],
        waiting=[notes[slug] for slug in WAITING if slug in notes],
    )


def _turnover(release: Release) -> list[ModelConstant]:
    """The turnover rates of CYP3A, as used by the static model."""
    rates = (c for c in release.model_constants if c.parameter == TURNOVER)
    return [c for c in rates if SAME_ENZYME.get(c.enzyme or "", c.enzyme) == "CYP3A"]
