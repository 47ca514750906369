"""Read data/vocabulary/*.csv: names and codes from public vocabularies, straight into the release.

They are tables, not records in YAML, because they are not edited line by line: they are made from public data
(data/vocabulary/README.md says from which) and are read in bulk. An editor corrects a name in
medications.yaml, which wins. The reader is strict all the same: a slug that points nowhere would make a
medicine silently unknown.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from reference.release.schema.vocabulary_names import (
    Abbreviation,
    NameGroup,
    NotMedicine,
    ProductCode,
    Substance,
)

from .errors import ContentError

COLUMNS: dict[str, tuple[str, ...]] = {
    "substances": ("slug", "name", "rxcui", "unii", "atc", "brands", "synonyms"),
    "product_codes": ("rxcui", "name", "ingredients", "complete"),
    "abbreviations": ("abbreviation", "expansion", "ask", "note"),
    "name_groups": ("name", "synonyms", "members", "note"),
    "combination_brands": ("name", "ingredients"),
    "unconfirmed_brands": ("name", "substance"),
    "local_brands": ("name",),
    "not_medicines": ("words", "kind", "alone"),
}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CODES = {
    "rxcui": re.compile(r"[1-9]\d{0,7}"),
    "unii": re.compile(r"[0-9A-Z]{10}"),
    "atc": re.compile(r"[A-Z]\d\d[A-Z]{2}\d\d"),
}


class Row(NamedTuple):
    """One line of a table, with the place that an error must name."""

    path: str
    line: int
    cells: dict[str, str]

    def error(self, message: str) -> ContentError:
        return ContentError(self.path, self.line, message)

    def text(self, column: str) -> str:
        """A cell that must say something."""
        if not self.cells[column]:
            raise self.error(f"{column} is empty")
        return self.cells[column]

    def parts(self, column: str) -> tuple[str, ...]:
        """A list in one cell, separated by semicolons."""
        cell = self.cells[column]
        parts = tuple(cell.split(";")) if cell else ()
        if any(part != part.strip() or not part for part in parts):
            raise self.error(f"{column} has an empty or padded part: {cell!r}")
        return parts

    def code(self, column: str) -> str:
        """A code in its system's shape; empty where none is known."""
        return self._shaped(column, self.cells[column]) if self.cells[column] else ""

    def codes(self, column: str) -> tuple[str, ...]:
        return tuple(self._shaped(column, code) for code in self.parts(column))

    def _shaped(self, column: str, code: str) -> str:
        if not CODES[column].fullmatch(code):
            raise self.error(f"{code!r} has not the shape of {column}")
        return code

    def answer(self, column: str) -> bool:
        if self.cells[column] not in ("yes", "no"):
            raise self.error(f"{column} must be yes or no, not {self.cells[column]!r}")
        return self.cells[column] == "yes"


def read_vocabulary(folder: Path) -> dict[str, tuple[Any, ...]]:
    """The vocabulary fields of a Release. Raises ContentError at the first row that cannot be trusted."""
    substances = _read_substances(folder)
    known = frozenset(substance.slug for substance in substances)
    return {
        "substances": substances,
        "product_codes": _read_product_codes(folder, known, {s.rxcui for s in substances if s.rxcui}),
        "abbreviations": tuple(_abbreviation(row, known) for row in _rows(folder, "abbreviations")),
        "name_groups": tuple(_name_group(row, known) for row in _rows(folder, "name_groups")),
        "combination_brands": tuple(
            (row.text("name"), _several(row, "ingredients", known))
            for row in _rows(folder, "combination_brands")
        ),
        "unconfirmed_brands": tuple(
            (row.text("name"), _one(row, "substance", known)) for row in _rows(folder, "unconfirmed_brands")
        ),
        "local_brands": tuple(row.text("name") for row in _rows(folder, "local_brands")),
        "not_medicines": tuple(_not_medicine(row) for row in _rows(folder, "not_medicines")),
    }


def _abbreviation(row: Row, known: frozenset[str]) -> Abbreviation:
    expansion = _slugs(row, "expansion", known)
    return Abbreviation(row.text("abbreviation"), expansion, row.answer("ask"), row.cells["note"])


def _not_medicine(row: Row) -> NotMedicine:
    return NotMedicine(row.text("words"), row.text("kind"), row.answer("alone"))


def _name_group(row: Row, known: frozenset[str]) -> NameGroup:
    members = _slugs(row, "members", known)
    return NameGroup(row.text("name"), row.parts("synonyms"), members, row.cells["note"])


def _read_substances(folder: Path) -> tuple[Substance, ...]:
    found: dict[str, Substance] = {}
    coded: set[str] = set()
    for row in _rows(folder, "substances"):
        slug, rxcui = row.text("slug"), row.code("rxcui")
        if not SLUG.fullmatch(slug):
            raise row.error(f"slug {slug!r} is malformed; use a–z, 0–9 and single hyphens")
        if slug in found:
            raise row.error(f"slug {slug!r} occurs twice")
        _refuse_double(row, rxcui, coded)
        found[slug] = Substance(
            slug=slug,
            name=row.text("name"),
            rxcui=rxcui,
            unii=row.code("unii"),
            atc=row.codes("atc"),
            brands=row.parts("brands"),
            synonyms=row.parts("synonyms"),
        )
    return tuple(found.values())


def _read_product_codes(folder: Path, known: frozenset[str], coded: set[str]) -> tuple[ProductCode, ...]:
    """A code with two meanings would resolve to the last one, so each code may occur only once."""
    found = []
    for row in _rows(folder, "product_codes"):
        row.text("rxcui")
        rxcui = row.code("rxcui")
        _refuse_double(row, rxcui, coded)
        ingredients = _slugs(row, "ingredients", known)
        found.append(ProductCode(rxcui, row.text("name"), ingredients, row.answer("complete")))
    return tuple(found)


def _refuse_double(row: Row, rxcui: str, coded: set[str]) -> None:
    if rxcui and rxcui in coded:
        raise row.error(f"rxcui {rxcui} occurs twice")
    coded.add(rxcui)


def _slugs(row: Row, column: str, known: frozenset[str]) -> tuple[str, ...]:
    slugs = row.parts(column)
    if not slugs:
        raise row.error(f"{column} is empty")
    if unknown := [slug for slug in slugs if slug not in known]:
        raise row.error(f"{column}: no substance {', '.join(map(repr, unknown))}")
    if len(set(slugs)) != len(slugs):
        raise row.error(f"{column} names a substance twice")
    return slugs


def _several(row: Row, column: str, known: frozenset[str]) -> tuple[str, ...]:
    slugs = _slugs(row, column, known)
    if len(slugs) < 2:
        raise row.error(f"{column} of a combination must name at least two substances")
    return slugs


def _one(row: Row, column: str, known: frozenset[str]) -> str:
    slugs = _slugs(row, column, known)
    if len(slugs) != 1:
        raise row.error(f"{column} must name one substance")
    return slugs[0]


def _rows(folder: Path, table: str) -> Iterator[Row]:
    """The rows of one table. Columns are checked by name: a shifted column would give wrong codes quietly."""
    path = folder / f"{table}.csv"
    shown = str(path.relative_to(folder.parent.parent))
    columns = COLUMNS[table]
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(shown, 1, f"cannot be read: {error}") from None
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        header = next(reader, [])
        if tuple(header) != columns:
            raise ContentError(shown, 1, f"columns must be {','.join(columns)}, not {','.join(header)}")
        for cells in reader:
            if len(cells) != len(columns):
                raise ContentError(shown, reader.line_num, f"{len(cells)} cells, {len(columns)} expected")
            yield Row(shown, reader.line_num, dict(zip(columns, cells, strict=True)))
    except csv.Error as error:
        raise ContentError(shown, reader.line_num, f"not valid CSV: {error}") from None
