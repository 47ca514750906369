"""A corpus of chart lines in many styles, each read as its writer meant it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from interactions.chart.line import ChartLine
from interactions.chart.sections import read_chart
from interactions.chart.splitting import split_lines
from reference.release.names.index import NameHit, NameIndex
from reference.release.schema.release import Release


class Expected(NamedTuple):
    name: str
    route_class: str
    status: str


def read_corpus() -> list[tuple[str, list[Expected]]]:
    text = (Path(__file__).parent / "corpus.txt").read_text(encoding="utf-8")
    rows = [line.rsplit(" => ", 1) for line in text.splitlines() if not line.startswith("# ")]
    return [
        (typed, [expected(part) for part in said.split("&&") if part.strip() != "-"]) for typed, said in rows
    ]


def expected(said: str) -> Expected:
    name, route_class, status = [*(field.strip() for field in said.split("|")), "", ""][:3]
    return Expected(name, route_class or "systemic", status or "current")


CORPUS = read_corpus()


@pytest.fixture(scope="module")
def index(shipped_release: Release) -> NameIndex:
    return NameIndex(shipped_release)


def medicines(typed: str) -> list[ChartLine]:
    return [line for line in read_chart(split_lines(typed)) if not line.not_a_medicine]


def test_each_line_gives_its_medicines_with_route_class_and_status():
    wrong = {}
    for typed, wanted in CORPUS:
        lines = medicines(typed)
        found = [
            Expected(
                want.name if want.name in names_of(line) else str(line.name_texts),
                line.route_class,
                line.status,
            )
            for line, want in zip(lines, wanted, strict=False)
        ]
        if found != wanted or len(lines) != len(wanted):
            wrong[typed] = [line.name_texts for line in lines]
    assert wrong == {}


def test_the_medicine_is_looked_up_before_anything_else_on_its_line(index):
    """If the name is known, the line gives the same medicine as the name alone."""
    wrong = {}
    for typed, wanted in CORPUS:
        for line, want in zip(medicines(typed), wanted, strict=False):
            alone = meaning(index.look_up(want.name))
            read = meaning(next((hit for name in line.name_texts if (hit := index.look_up(name))), None))
            if alone is not None and read != alone:
                wrong[typed] = read
    assert wrong == {}


def names_of(line: ChartLine) -> list[str]:
    return [name.lower() for name in line.name_texts]


def meaning(hit: NameHit | None) -> tuple[object, ...] | None:
    return hit and (hit.kind, hit.slug, hit.ingredients, tuple(c.slug for c in hit.candidates))
