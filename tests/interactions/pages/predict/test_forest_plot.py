"""The forest plot shows measurements with their table; a prediction never looks like a measurement."""

from __future__ import annotations

import pytest

from interactions.pages.predict.forest_plot import Estimate, Plot, forest
from reference.release.schema.kratom import ObservedInteraction, Ratio
from reference.release.storage.library import LoadedRelease
from tests.reference.test_pages_reader import open_page
from tests.world import says


def study(*ratios: tuple[float, float, float]) -> ObservedInteraction:
    return ObservedInteraction(
        slug="drawn",
        medication="calmazine",
        design="crossover",
        precipitant_dose="one tea",
        object_dose="1 mg",
        population="adults",
        n=6,
        ratios=tuple(Ratio(parameter="AUC", ratio=r, ci90_low=a, ci90_high=b) for r, a, b in ratios),
        reading=says("It rose."),
    )


def plot(*ratios: tuple[float, float, float], predictions: tuple[Estimate, ...] = ()) -> Plot:
    return forest(study(*ratios), "Calmazine", predictions)


def test_a_larger_ratio_lies_further_right_and_one_is_no_change():
    drawn = plot((0.9, 0.8, 1.0), (1.0, 0.9, 1.1), (1.39, 1.23, 1.57))
    assert [bar.at for bar in drawn.bars] == sorted(bar.at for bar in drawn.bars)
    assert drawn.bars[1].at == drawn.one
    assert drawn.shade_x < drawn.one < drawn.shade_x + drawn.shade_width


@pytest.mark.parametrize(
    "ratio", [(1.4, 1.2, 1.6), (5.69, 1.75, 13.2), (0.07, 0.02, 0.2), (90.0, 60.0, 150.0)]
)
def test_nothing_is_drawn_outside_the_axis(ratio):
    drawn = plot(ratio)
    for bar in drawn.bars:
        assert bar.low is not None
        assert bar.high is not None
        assert drawn.left <= bar.low < bar.at < bar.high <= drawn.right


def test_measurements_come_first_and_predictions_are_labelled():
    drawn = plot((1.39, 1.23, 1.57), predictions=(Estimate("AUC", 5.69, 1.75, 13.2),))
    assert [bar.estimate.kind for bar in drawn.bars] == ["observed", "predicted"]
    assert "AUC, predicted: 5.69 (range 1.75–13.20)" in drawn.description
    assert "CI" not in drawn.bars[1].estimate.words


def test_a_prediction_without_a_range_is_a_mark_alone():
    drawn = plot((1.39, 1.23, 1.57), predictions=(Estimate("AUC", 5.69, None, None),))
    bar = drawn.bars[1]
    assert (bar.low, bar.high) == (None, None)
    assert drawn.left <= bar.at <= drawn.right
    assert bar.estimate.words == "5.69 (no range given)"


def test_the_table_holds_every_ratio_drawn(library_with_shipped_content: LoadedRelease):
    for observed in library_with_shipped_content.release.observed_interactions:
        for path in ("/kratom/pharmacology/", f"/medications/{observed.medication}/"):
            page = open_page(path)
            for bar in forest(observed, "x").bars:
                assert f"{bar.estimate.label} {bar.estimate.words}" in page.text


def test_the_plot_has_a_name_and_a_description(library_with_shipped_content: LoadedRelease):
    page = open_page("/medications/midazolam/")
    assert (
        'aria-labelledby="forest-kratom-tea-midazolam-title forest-kratom-tea-midazolam-description"'
        in page.html
    )
    assert {"forest-kratom-tea-midazolam-title", "forest-kratom-tea-midazolam-description"} <= set(page.ids)
