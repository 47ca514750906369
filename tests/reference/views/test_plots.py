"""What the heat map and the receptor chart draw is on record, and what is not on record is a gap that says so."""

from __future__ import annotations

from typing import Any

import pytest

from reference.release.schema.kratom import Alkaloid, EnzymeParameter, ReceptorParameter
from reference.release.storage.library import LoadedRelease
from reference.views.kratom.heat_map_plot import Finding, HeatMap, heat_map
from reference.views.kratom.measurements import value_words
from reference.views.kratom.plot_axis import LogAxis, holding
from reference.views.kratom.receptor_plot import ReceptorChart, family_of, receptor_chart
from tests.reference.test_pages_reader import open_page
from tests.world import CITED, says


def enzyme(**given: Any) -> EnzymeParameter:
    fields = {"parameter": "ic50", "unit": "µM", "enzyme": "CYP2D6", "kind": "reversible", "basis": "seen"}
    return EnzymeParameter(**{**fields, "citations": CITED, **given})


def receptor(**given: Any) -> ReceptorParameter:
    fields = {"parameter": "ki", "unit": "nM", "target": "mu opioid receptor", "basis": "seen"}
    return ReceptorParameter(**{**fields, "citations": CITED, **given})


def alkaloid(slug: str, **given: Any) -> Alkaloid:
    return Alkaloid(slug=slug, name=slug.title(), summary=says("x"), **given)


def map_of(*enzymes: EnzymeParameter) -> HeatMap:
    drawn = heat_map([alkaloid("one", enzymes=enzymes), alkaloid("other")])
    assert drawn is not None
    return drawn


def cell_of(*enzymes: EnzymeParameter) -> Finding:
    (found,) = map_of(*enzymes).findings
    return found


def test_a_cell_shows_the_strongest_measured_number_in_one_unit():
    shown = cell_of(enzyme(value=4.0), enzyme(value=670, unit="nM"), enzyme(value=0.1, parameter="ki"))
    assert (shown.text, shown.step, shown.others) == ("0.67", 1, 2)
    assert cell_of(enzyme(value=5.0, parameter="ki")).row.label == "Ki"


def test_no_inhibition_up_to_a_concentration_is_weaker_than_any_inhibition():
    shown = cell_of(enzyme(value=2, qualifier=">"), enzyme(value=40))
    assert shown.text == "40"
    none_seen = cell_of(enzyme(value=2, qualifier=">"))
    assert (none_seen.text, none_seen.step) == ("> 2", 5)


@pytest.mark.parametrize(("value", "step"), [(0.99, 1), (1, 2), (3, 3), (9.9, 3), (10, 4), (30, 5), (400, 5)])
def test_the_steps_are_those_of_the_legend(value: float, step: int):
    assert cell_of(enzyme(value=value)).step == step


def test_a_number_in_no_plain_unit_is_not_drawn():
    assert heat_map([alkaloid("one", enzymes=(enzyme(value=0.45, unit="mM as printed"),))]) is None


def test_clearance_by_an_enzyme_is_not_shown_as_inhibition():
    assert heat_map([alkaloid("one", enzymes=(enzyme(value=4, kind="substrate"),))]) is None


def test_time_dependence_induction_and_doubt_are_marked():
    tdi = enzyme(value=4.1, parameter="ki_inactivation", kind="time_dependent")
    shown = cell_of(enzyme(value=9.0, basis="needs_verification"), tdi)
    assert (shown.time_dependent, shown.unverified, shown.induces) == (True, True, False)
    induced = cell_of(enzyme(value=2.0, parameter="emax", unit="fold", kind="induction"))
    assert (induced.induces, induced.text, induced.step) == (True, "", 0)


def test_recombinant_cyp3a4_is_shown_in_the_column_of_cyp3a():
    shown = cell_of(enzyme(value=41, enzyme="CYP3A4"), enzyme(value=20, enzyme="CYP3A"))
    assert (shown.enzyme, shown.text) == ("CYP3A", "20")
    assert cell_of(enzyme(value=41, enzyme="CYP3A4")).anchor == "enzyme-cyp3a4"


def test_enzymes_are_sorted_by_number_and_transporters_come_last():
    names = ("P-gp", "UGT2B7", "CYP2C19", "CYP2C8", "CYP1A2")
    kinds = {"P-gp": "transporter"}
    drawn = map_of(*(enzyme(value=1, enzyme=n, kind=kinds.get(n, "reversible")) for n in names))
    assert [c.text for c in drawn.wide.columns] == ["CYP1A2", "CYP2C8", "CYP2C19", "UGT2B7", "P-gp"]


def test_what_was_not_tested_is_a_blank_cell():
    drawn = map_of(enzyme(value=1), enzyme(value=2, enzyme="CYP3A"))
    assert [cell.finding is None for cell in drawn.wide.cells] == [False, False, True, True]
    assert [a.slug for a in drawn.without] == ["other"]
    assert "The other 2 of 4 cells are blank: no number on record." in drawn.wide.description


@pytest.fixture
def shipped_map(library_with_shipped_content: LoadedRelease) -> HeatMap:
    drawn = heat_map(library_with_shipped_content.release.alkaloids)
    assert drawn is not None
    return drawn


@pytest.fixture
def shipped_chart(library_with_shipped_content: LoadedRelease) -> ReceptorChart:
    drawn = receptor_chart(library_with_shipped_content.release.alkaloids)
    assert drawn is not None
    return drawn


def test_no_number_is_drawn_that_no_record_holds(shipped_map: HeatMap):
    for found in shipped_map.findings:
        recorded = {value_words(item) for item in found.alkaloid.enzymes}
        assert found.row.value in recorded
    drawn = [cell.finding for cell in shipped_map.wide.cells if cell.finding]
    assert drawn == list(shipped_map.findings)
    assert {id(c.finding) for c in shipped_map.narrow.cells if c.finding} == {id(f) for f in drawn}


def test_the_table_holds_every_number_and_names_every_gap(shipped_map: HeatMap):
    page = open_page("/kratom/pharmacology/")
    for found in shipped_map.findings:
        assert f"{found.alkaloid.name}, {found.enzyme}" in page.text
        assert f"{found.row.label} {found.row.value}" in page.text
    for gap in shipped_map.gaps:
        assert f"{gap.alkaloid.name} no number {', '.join(gap.enzymes)}: not tested, or not read" in page.text
    for record in shipped_map.without:
        assert f"{record.name} no number all enzymes: not tested, or not read" in page.text
    assert "A blank cell is a gap: not tested, or no number read. It never means “no effect”." in page.text


def test_every_cell_leads_to_its_row_on_the_alkaloids_page(shipped_map: HeatMap):
    for found in shipped_map.findings:
        assert found.anchor in open_page(f"/alkaloids/{found.alkaloid.slug}/").ids


def test_receptors_are_grouped_by_family_and_units_share_one_axis():
    chart = receptor_chart(
        [
            alkaloid("one", receptors=(receptor(value=1, unit="µM"), receptor(value=5, target="odd thing"))),
            alkaloid("other", receptors=(receptor(value=1000), receptor(value=2, target="5-HT1A receptor"))),
        ]
    )
    assert chart is not None
    lines = chart.wide.lines
    assert [line.text for line in lines if line.level == "family"] == [
        "Opioid receptors",
        "Serotonin receptors",
        "Other targets",
    ]
    first, second = [line for line in lines if line.level == "marks"][:2]
    assert first.marks[0].x == second.marks[0].x


def test_only_concentrations_are_drawn_on_the_axis():
    assert (
        receptor_chart([alkaloid("one", receptors=(receptor(value=41, unit="%", parameter="emax"),))]) is None
    )


def test_unverified_is_hollow_and_a_range_is_a_bar():
    given = (receptor(value=5, basis="needs_verification"), receptor(low=2, high=9, parameter="ic50"))
    chart = receptor_chart([alkaloid("one", receptors=given)])
    assert chart is not None
    ranged, point = (line.marks[0] for line in chart.narrow.lines if line.level == "marks")
    assert (point.verified, point.binding, point.to) == (False, True, None)
    assert ranged.verified
    assert ranged.to is not None
    assert ranged.to > ranged.x
    assert chart.unverified == 1


def test_the_receptor_table_holds_every_value_drawn(shipped_chart: ReceptorChart):
    page = open_page("/kratom/pharmacology/")
    marks = [mark for line in shipped_chart.wide.lines for mark in line.marks]
    assert len(marks) == len(shipped_chart.values)
    for value in shipped_chart.values:
        assert value.item in value.alkaloid.receptors
        row = f"{value.target} {value.alkaloid.name} {value.row.label} {value.row.value}"
        assert row in page.text
    assert f"not verified ({shipped_chart.unverified} of {len(shipped_chart.values)})" in page.text


def test_values_that_are_probably_transposed_are_noted_beside_the_chart(shipped_chart: ReceptorChart):
    told = [s.text for _, statements in shipped_chart.disputes for s in statements]
    assert any("probably transposed" in text for text in told)
    assert all(text in open_page("/kratom/pharmacology/").text for text in told)


def test_every_shipped_target_has_a_family(shipped_chart: ReceptorChart):
    assert {family_of(v.target) for v in shipped_chart.values} <= {
        "Opioid receptors",
        "Adrenergic receptors",
        "Serotonin receptors",
        "Ion channels",
    }


def test_an_axis_holds_everything_that_is_drawn_on_it():
    axis = holding([0.8, 332_000], (0.1, 1.0, 1e5, 1e6), 10, 350)
    assert (axis.low, axis.high) == (0.1, 1e6)
    assert LogAxis(1, 100, 0, 200).at(10) == 100
    beyond = holding([0.001, 900], (0.1, 1.0, 10.0), 0, 100)
    assert (beyond.at(0.001), beyond.at(900)) == (0, 100)
