"""The alkaloids' structures: SMILES, InChIKey, formula and molar mass must describe one molecule, which is then drawn.

`python -m tests.structures` (make fix) writes data/structures/. RDKit is a development tool: the site shows the files.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

from rdkit import Chem, RDLogger
from rdkit.Chem import rdDepictor
from rdkit.Chem.Descriptors import MolWt
from rdkit.Chem.Draw import rdMolDraw2D
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from reference.content.files import read_content
from reference.release.schema.kratom import Alkaloid

CONTENT = Path(__file__).resolve().parent.parent / "data"
SVG = "http://www.w3.org/2000/svg"
PRESENTATION = ("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin")
WIDTH, HEIGHT = 360, 260

RDLogger.DisableLog("rdApp.*")


def identifiers(alkaloid: Alkaloid) -> dict[str, str]:
    return {item.system: item.value for item in alkaloid.identifiers}


def disagreements(alkaloid: Alkaloid) -> list[str]:
    """What its identifiers say against each other, in words; nothing without a SMILES to compare with."""
    given = identifiers(alkaloid)
    if "smiles" not in given:
        return []
    molecule = Chem.MolFromSmiles(given["smiles"])
    if molecule is None:
        return [f"{alkaloid.slug}: its SMILES is not a molecule"]
    computed = {"inchikey": Chem.MolToInchiKey(molecule), "formula": CalcMolFormula(molecule)}
    found = [
        f"{alkaloid.slug}: {system} is {given[system]}, its SMILES gives {value}"
        for system, value in computed.items()
        if given.get(system, value) != value
    ]
    mass = given.get("molar_mass_g_mol")
    if mass is not None and abs(float(mass) - MolWt(molecule)) > 0.1:
        found.append(f"{alkaloid.slug}: molar mass is {mass}, its SMILES gives {MolWt(molecule):.1f} g/mol")
    return found


def draw(alkaloid: Alkaloid) -> str:
    """Its skeletal formula in the colour of the text around it, for light and dark; no style the page would refuse."""
    smiles = identifiers(alkaloid)["smiles"]
    rdDepictor.SetPreferCoordGen(True)
    molecule = rdMolDraw2D.PrepareMolForDrawing(Chem.MolFromSmiles(smiles))
    rdDepictor.Compute2DCoords(molecule)  # again, now that the hydrogens of stereocentres need room
    rdDepictor.StraightenDepiction(molecule)
    drawing = rdMolDraw2D.MolDraw2DSVG(WIDTH, HEIGHT)
    options = drawing.drawOptions()
    options.useBWAtomPalette()
    options.clearBackground = False
    options.padding = 0.03
    drawing.DrawMolecule(rdMolDraw2D.PrepareMolForDrawing(molecule, addChiralHs=False))
    drawing.FinishDrawing()
    paths = ElementTree.fromstring(drawing.GetDrawingText()).iter(f"{{{SVG}}}path")
    svg = _framed(alkaloid.name, CalcMolFormula(molecule), smiles)
    svg.extend(_plain(path) for path in paths)
    ElementTree.indent(svg, "")
    return ElementTree.tostring(svg, encoding="unicode") + "\n"


def _framed(name: str, formula: str, smiles: str) -> ElementTree.Element:
    """An empty drawing that says what it shows to those who do not see it."""
    svg = ElementTree.Element("svg", {
        "xmlns": SVG, "viewBox": f"0 0 {WIDTH} {HEIGHT}", "role": "img", "class": "structure",
        "aria-labelledby": "structure-title structure-description", "data-smiles": smiles,
    })  # fmt: skip
    ElementTree.SubElement(
        svg, "title", {"id": "structure-title"}
    ).text = f"Structure of {name[:1].lower()}{name[1:]}"
    described = f"Skeletal formula of {formula}, drawn from the SMILES given under Identifiers."
    ElementTree.SubElement(svg, "desc", {"id": "structure-description"}).text = described
    return svg


def _plain(path: ElementTree.Element) -> ElementTree.Element:
    """A path with its style as attributes, its black as the text's colour, its places to a tenth of a pixel."""
    style = dict(part.split(":") for part in path.get("style", "").split(";") if part)
    given = {name: style.get(name) or path.get(name) for name in PRESENTATION}
    given = {name: "currentColor" if value == "#000000" else value for name, value in given.items() if value}
    place = re.sub(r"-?\d+\.\d+", lambda number: f"{float(number[0]):.1f}", path.get("d", ""))
    return ElementTree.Element("path", {"d": place, **{n: v.removesuffix("px") for n, v in given.items()}})


def main() -> None:
    alkaloids = read_content(CONTENT).alkaloids
    if wrong := [problem for alkaloid in alkaloids for problem in disagreements(alkaloid)]:
        sys.exit("\n".join(wrong))
    drawn = {f"{a.slug}.svg": draw(a) for a in alkaloids if "smiles" in identifiers(a)}
    folder = CONTENT / "structures"
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.svg"):
        if path.name not in drawn:
            path.unlink()
    for name, text in drawn.items():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"{len(drawn)} structures agree with their formula and InChIKey and are drawn")


if __name__ == "__main__":
    main()
