"""The time course is a band over what was measured, and says that it is not a waiting time."""

from __future__ import annotations

import pytest

from interactions.pages.predict.time_course_plot import BandPlot, enzyme_regained, mitragynine_left
from reference.release.schema.prediction import ModelConstant
from reference.release.storage.library import LoadedRelease
from tests.reference.test_pages_reader import open_page
from tests.world import CITED


def turnover(**given: float) -> ModelConstant:
    return ModelConstant(
        slug="drawn", parameter="kdeg", unit="1/h", basis="seen", citations=CITED, site="liver", **given
    )


@pytest.fixture
def band(library_with_shipped_content: LoadedRelease) -> BandPlot:
    drawn = mitragynine_left(library_with_shipped_content)
    assert drawn is not None
    return drawn


def test_the_band_runs_over_the_half_lives_on_record(
    library_with_shipped_content: LoadedRelease, band: BandPlot
):
    record = library_with_shipped_content.by_slug("alkaloids")["mitragynine"]
    lives = [m.value for m in record.pharmacokinetics if m.parameter == "t_half"]
    assert band.lower_label == f"half-life {min(lives):g} h"
    assert band.upper_label == f"half-life {max(lives):g} h"
    assert len(band.rests_on) == len(lives)


def test_the_table_gives_what_the_half_lives_say(band: BandPlot):
    day = dict(band.rows)
    assert day[0] == "100%"
    assert day[1] == f"{100 * 2 ** (-24 / 23.24):.0f}–{100 * 2 ** (-24 / 67.9):.0f}%"
    assert all(f"day {number}: {words}" in band.description for number, words in band.rows)


def test_it_says_that_it_is_not_a_waiting_time_and_where_the_intervals_are(band: BandPlot):
    page = open_page("/kratom/pharmacology/")
    assert "not a waiting time" in band.title
    assert "Not a waiting time. The band runs from" in page.text
    for slug in ("naltrexone-after-kratom", "surgery", "when-kratom-stops"):
        assert f"/answers/{slug}/" in page.links
    for number, words in band.rows:
        assert f"{number} {words}" in page.text


def test_the_enzyme_comes_back_between_the_slowest_and_the_fastest_turnover():
    drawn = enzyme_regained("CYP3A", [turnover(value=0.0193, low=0.0077, high=0.03)])
    assert drawn is not None
    assert (drawn.lower_label, drawn.upper_label) == ("kdeg 0.0077 per h", "kdeg 0.03 per h")
    assert dict(drawn.rows)[0] == "0%"
    assert dict(drawn.rows)[1] == "17–51%"
    assert "not a waiting time" in drawn.title


def test_without_a_rate_nothing_is_drawn():
    assert enzyme_regained("CYP3A", []) is None
    assert enzyme_regained("CYP3A", [turnover()]) is None


def test_the_shipped_turnover_of_cyp3a_is_drawn_from_its_records(library_with_shipped_content: LoadedRelease):
    rates = [
        c
        for c in library_with_shipped_content.release.model_constants
        if (c.parameter, c.enzyme) == ("kdeg", "CYP3A")
    ]
    drawn = enzyme_regained("CYP3A", rates)
    assert drawn is not None
    page = open_page("/kratom/pharmacology/")
    assert drawn.title in page.text
    assert len(drawn.rests_on) == len(rates)
    assert all(f"kdeg, {rate.site}" in page.text for rate in rates)
    assert "None of it was measured with kratom." in page.text
