"""Which alkaloid inhibits which enzyme in the laboratory: the strongest number on record, and every gap.

One quantity is compared: the IC50, which is measured; a Ki is taken only where there is no IC50, because several Ki on
record are an IC50 halved. A gap is drawn as a gap: it means "not tested or not read", never "no effect".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.text import slugify

from reference.release.schema.kratom import Alkaloid, EnzymeParameter
from reference.release.schema.statement import Fact

from .measurements import Measured, measured, plain

SAME_ENZYME = {"CYP3A4": "CYP3A"}  # a recombinant CYP3A4 is shown in the column of CYP3A
PREFERENCE = ("ic50", "ki", "ki_inactivation")
INHIBITION = ("reversible", "time_dependent", "ic50_shift", "transporter")
IN_MICROMOLAR = {"µM": 1.0, "nM": 1e-3}
STEPS = (1.0, 3.0, 10.0, 30.0)  # µM, about half a decade each; the first is the strongest
STEP_LABELS = ("below 1", "1 to 3", "3 to 10", "10 to 30", "30 and above")
TITLE = "Strongest inhibition on record, IC50 in µM, by alkaloid and enzyme"
SIGN = {"=": "", "about": "≈ ", "<": "< ", ">": "> "}


class Finding(NamedTuple):
    """What is on record for one alkaloid and one enzyme."""

    alkaloid: Alkaloid
    enzyme: str
    anchor: str  # on the alkaloid's page
    text: str  # the number in the cell; empty where only induction is on record
    step: int  # 1, the strongest, to 5; 0 without a number
    time_dependent: bool
    induces: bool
    unverified: bool
    row: Measured
    others: int  # further measurements of this pair


class Cell(NamedTuple):
    x: int
    y: int
    finding: Finding | None


class Heading(NamedTuple):
    x: int
    y: int
    text: str


class Grid(NamedTuple):
    """One drawing of the map, in user units of its view box."""

    key: str
    title: str
    description: str
    width: int
    height: int
    cell: tuple[int, int]
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: tuple[Cell, ...]


Found = dict[tuple[str, str], Finding]
"""By alkaloid (slug) and enzyme."""


class Gap(NamedTuple):
    """An alkaloid that has a number for some enzymes, with those for which it has none."""

    alkaloid: Alkaloid
    enzymes: tuple[str, ...]


class HeatMap(NamedTuple):
    wide: Grid  # alkaloids by enzymes
    narrow: Grid  # enzymes by the alkaloids that have a number, for phones
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    without: tuple[Alkaloid, ...]  # no number for any enzyme
    words: tuple[tuple[Alkaloid, tuple[Fact, ...]], ...]  # effects on record without a number
    steps: tuple[tuple[int, str], ...]
    induction_seen: bool


def heat_map(alkaloids: Sequence[Alkaloid]) -> HeatMap | None:
    """None where the release measures no enzyme."""
    found = _found_in(alkaloids)
    if not found:
        return None
    enzymes = _in_order(found.values())
    measured_slugs = {slug for slug, _ in found}
    tested = [a for a in alkaloids if a.slug in measured_slugs]
    untested = [a for a in alkaloids if a.slug not in measured_slugs]
    everyone = tested + untested
    findings, gaps = _by_alkaloid(tested, enzymes, found)
    said = _description(findings, len(everyone), len(enzymes))
    return HeatMap(
        wide=_wide(everyone, enzymes, found, said),
        narrow=_narrow(tested, enzymes, found, said),
        findings=findings,
        gaps=gaps,
        without=tuple(untested),
        words=_effects_in_words(everyone),
        steps=tuple(enumerate(STEP_LABELS, 1)),
        induction_seen=any(f.induces for f in findings),
    )


def _found_in(alkaloids: Sequence[Alkaloid]) -> Found:
    found: Found = {}
    for alkaloid in alkaloids:
        for finding in _findings(alkaloid):
            found[alkaloid.slug, finding.enzyme] = finding
    return found


def _by_alkaloid(
    alkaloids: Sequence[Alkaloid], enzymes: Sequence[str], found: Found
) -> tuple[tuple[Finding, ...], tuple[Gap, ...]]:
    """The findings in the order of the map, and the enzymes for which an alkaloid has none."""
    findings: list[Finding] = []
    gaps: list[Gap] = []
    for alkaloid in alkaloids:
        missing = []
        for enzyme in enzymes:
            finding = found.get((alkaloid.slug, enzyme))
            if finding is None:
                missing.append(enzyme)
            else:
                findings.append(finding)
        if missing:
            gaps.append(Gap(alkaloid, tuple(missing)))
    return tuple(findings), tuple(gaps)


def _effects_in_words(alkaloids: Sequence[Alkaloid]) -> tuple[tuple[Alkaloid, tuple[Fact, ...]], ...]:
    pairs = ((alkaloid, _in_words(alkaloid)) for alkaloid in alkaloids)
    return tuple((alkaloid, facts) for alkaloid, facts in pairs if facts)


def _in_words(alkaloid: Alkaloid) -> tuple[Fact, ...]:
    return tuple(fact for fact in alkaloid.facts if fact.aspect == "enzyme_effect")


def enzyme_anchor(enzyme: str) -> str:
    return f"enzyme-{slugify(enzyme)}"


def _findings(alkaloid: Alkaloid) -> Iterable[Finding]:
    by_enzyme: dict[str, list[EnzymeParameter]] = {}
    for item in alkaloid.enzymes:
        by_enzyme.setdefault(SAME_ENZYME.get(item.enzyme, item.enzyme), []).append(item)
    for enzyme, items in by_enzyme.items():
        strongest = min(filter(_is_potency, items), key=_weakness, default=None)
        induction = next((item for item in items if item.kind == "induction"), None)
        if shown := strongest or induction:
            yield Finding(
                alkaloid=alkaloid,
                enzyme=enzyme,
                anchor=enzyme_anchor(shown.enzyme),
                text=_number(strongest) if strongest else "",
                step=_step(strongest) if strongest else 0,
                time_dependent=any(item.kind == "time_dependent" for item in items),
                induces=induction is not None,
                unverified=shown.basis != "seen",
                row=measured(shown),
                others=len(items) - 1,
            )


def _is_potency(item: EnzymeParameter) -> bool:
    known = item.kind in INHIBITION and item.parameter in PREFERENCE and item.unit in IN_MICROMOLAR
    return known and item.value is not None


def _micromolar(item: EnzymeParameter) -> float:
    return (item.value or 0.0) * IN_MICROMOLAR[item.unit]


def _weakness(item: EnzymeParameter) -> tuple[int, bool, float]:
    """A number above which no inhibition was seen is weaker than any inhibition."""
    return PREFERENCE.index(item.parameter), item.qualifier == ">", _micromolar(item)


def _number(item: EnzymeParameter) -> str:
    return SIGN[item.qualifier] + plain(_micromolar(item))


def _step(item: EnzymeParameter) -> int:
    if item.qualifier == ">":
        return len(STEP_LABELS)
    return 1 + sum(_micromolar(item) >= edge for edge in STEPS)


def _in_order(findings: Iterable[Finding]) -> list[str]:
    """Enzymes as pharmacologists list them: by number, transporters last."""
    is_transporter = {f.enzyme: f.row.kind == "transporter" for f in findings}
    return sorted(is_transporter, key=lambda enzyme: (is_transporter[enzyme], _with_numbers(enzyme)))


def _with_numbers(name: str) -> list[int | str]:
    """A name in pieces whose numbers are compared as numbers: CYP2D6 comes before CYP11B1."""
    return [int(piece) if piece.isdigit() else piece for piece in re.split(r"(\d+)", name)]


def _wide(alkaloids: Sequence[Alkaloid], enzymes: Sequence[str], found: Found, said: str) -> Grid:
    left, top, width, height = 24 + 7 * max(len(a.name) for a in alkaloids), 30, 68, 29
    rows: list[Heading] = []
    cells: list[Cell] = []
    for y, alkaloid in enumerate(alkaloids):
        mark = " *" if _in_words(alkaloid) else ""
        rows.append(Heading(left - 10, top + height * y + 19, alkaloid.name + mark))
        for x, enzyme in enumerate(enzymes):
            cells.append(Cell(left + width * x, top + height * y, found.get((alkaloid.slug, enzyme))))
    return Grid(
        key="heat-map",
        title=TITLE,
        description=said,
        width=left + width * len(enzymes) + 2,
        height=top + height * len(alkaloids) + 2,
        cell=(width, height),
        rows=tuple(rows),
        columns=_columns(enzymes, left, width),
        cells=tuple(cells),
    )


def _narrow(alkaloids: Sequence[Alkaloid], enzymes: Sequence[str], found: Found, said: str) -> Grid:
    left, top, height = 84, 30, 34
    width = (358 - left) // len(alkaloids)
    rows: list[Heading] = []
    cells: list[Cell] = []
    for y, enzyme in enumerate(enzymes):
        rows.append(Heading(left - 10, top + height * y + 22, enzyme))
        for x, alkaloid in enumerate(alkaloids):
            cells.append(Cell(left + width * x, top + height * y, found.get((alkaloid.slug, enzyme))))
    return Grid(
        key="heat-map-narrow",
        title=TITLE,
        description=said,
        width=360,
        height=top + height * len(enzymes) + 2,
        cell=(width, height),
        rows=tuple(rows),
        columns=_columns([alkaloid.name for alkaloid in alkaloids], left, width),
        cells=tuple(cells),
    )


def _columns(names: Sequence[str], left: int, width: int) -> tuple[Heading, ...]:
    return tuple(Heading(left + width * x + width // 2, 20, name) for x, name in enumerate(names))


def _description(findings: Sequence[Finding], alkaloids: int, enzymes: int) -> str:
    said = "; ".join(f"{f.alkaloid.name}, {f.enzyme}: {f.row.label} {f.row.value}" for f in findings)
    blank = alkaloids * enzymes - len(findings)
    return f"{said}. The other {blank} of {alkaloids * enzymes} cells are blank: no number on record."
