"""An alkaloid's identifiers describe one molecule, and its page shows that molecule."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings

from reference.release.schema.kratom import Alkaloid, Identifier
from reference.views.kratom.structures import structure_of
from tests.reference.test_pages_reader import open_page
from tests.structures import SVG, disagreements, draw, identifiers
from tests.world import CITED, says

DRAWINGS = sorted((Path(settings.CONTENT_DIR) / "structures").glob("*.svg"))
MITRAGYNINE = {
    "smiles": "CC[C@@H]1CN2CCc3c([nH]c4cccc(OC)c34)[C@@H]2C[C@@H]1/C(=C\\OC)C(=O)OC",
    "inchikey": "LELBFTMXCIIKKX-QVRQZEMUSA-N",
    "formula": "C23H30N2O4",
    "molar_mass_g_mol": "398.503",
}


def alkaloid(**given: str) -> Alkaloid:
    named = tuple(Identifier(system=s, value=v, basis="seen", citations=CITED) for s, v in given.items())
    return Alkaloid(slug="a", name="A", summary=says("x"), identifiers=named)


def test_smiles_formula_inchikey_and_mass_of_every_alkaloid_describe_one_molecule(shipped_release):
    assert [problem for record in shipped_release.alkaloids for problem in disagreements(record)] == []
    assert sum("smiles" in identifiers(record) for record in shipped_release.alkaloids) >= 2


@pytest.mark.parametrize(
    ("system", "wrong"),
    [
        ("smiles", "C1CC"),
        ("inchikey", "LELBFTMXCIIKKX-MYLQJJOTSA-N"),  # speciociliatine, which differs at one centre
        ("formula", "C23H28N2O4"),
        ("molar_mass_g_mol", "396.5"),
    ],
)
def test_an_identifier_of_another_molecule_is_found(system, wrong):
    assert disagreements(alkaloid(**MITRAGYNINE)) == []
    assert len(disagreements(alkaloid(**{**MITRAGYNINE, system: wrong}))) >= 1


def test_every_known_structure_is_drawn_and_nothing_else(shipped_release):
    """If this fails after a change of a SMILES: make fix draws it again."""
    known = {f"{record.slug}.svg" for record in shipped_release.alkaloids if "smiles" in identifiers(record)}
    assert {path.name for path in DRAWINGS} == known
    for record in shipped_release.alkaloids:
        assert (structure_of(record) is not None) == ("smiles" in identifiers(record)), record.slug


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_is_lines_and_words_in_the_colour_of_the_text(path):
    """Nothing that the content security policy would refuse, and nothing invisible in dark mode."""
    drawing = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    allowed = {"path": {"d", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"}, "title": {"id"}, "desc": {"id"}}  # fmt: skip
    for part in drawing:
        kind = part.tag.removeprefix(f"{{{SVG}}}")
        assert set(part.attrib) <= allowed[kind]
        assert {part.get("fill"), part.get("stroke")} <= {None, "none", "currentColor"}
    assert (drawing.get("role"), "style" in drawing.attrib) == ("img", False)
    assert drawing.get("aria-labelledby") == " ".join(part.get("id", "") for part in drawing[:2])


def test_the_page_shows_the_drawing_and_says_what_it_is(library_with_shipped_content):
    page = open_page("/alkaloids/mitragynine/")
    assert page.text.count("Structure of mitragynine") == 1
    assert len(re.findall(r"<svg[^>]*class=\"structure\"", page.html)) == 1
    assert not page.inline


def test_a_release_with_another_molecule_does_not_show_todays_drawing():
    assert structure_of(alkaloid(**MITRAGYNINE)) is not None
    assert structure_of(alkaloid(**{**MITRAGYNINE, "smiles": "CCO"})) is None
    assert structure_of(alkaloid()) is None


def test_drawing_needs_nothing_but_the_smiles():
    assert "currentColor" in draw(alkaloid(smiles=MITRAGYNINE["smiles"]))
