"""How tightly the alkaloids bind, or what concentration does half of the effect, receptor by receptor.

Values that are not concentrations (a largest effect in per cent) are not drawn; they are on the alkaloid's page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reference.release.schema.kratom import Alkaloid, ReceptorParameter
from reference.release.schema.statement import Statement

from .measurements import Measured, measured, parameter_label
from .plot_axis import LogAxis, Tick, holding

FAMILIES = (
    ("opioid", "Opioid receptors"),
    ("adrenergic", "Adrenergic receptors"),
    ("5-HT", "Serotonin receptors"),
    ("dopamine", "Dopamine receptors"),
    ("channel", "Ion channels"),
    ("current", "Ion channels"),
)
OTHER = "Other targets"
TITLE = "Concentrations at which receptors and channels are bound or half affected, on a logarithmic axis"
IN_NANOMOLAR = {"nM": 1.0, "µM": 1e3, "mM": 1e6}
DECADES = tuple(10.0**n for n in range(-3, 10))
TICK_LABELS = {1e-3: "1 pM", 1.0: "1 nM", 1e3: "1 µM", 1e6: "1 mM", 1e9: "1 M"}
LABELS, VALUES, MARGIN, LINE = 188, 156, 18, 24


class Mark(NamedTuple):
    """One measurement: a dot for a value, a line for a range."""

    x: float
    to: float | None
    verified: bool
    binding: bool  # a Ki; else a concentration with half of the effect
    sign: str


class Line(NamedTuple):
    """A heading, or one alkaloid's marks at the target that was named above it."""

    y: int
    text: str
    level: str  # "family", "target" or "marks"
    marks: tuple[Mark, ...] = ()
    values: tuple[str, ...] = ()


class Value(NamedTuple):
    family: str
    target: str
    alkaloid: Alkaloid
    item: ReceptorParameter
    row: Measured

    @property
    def heading(self) -> str:
        return f"{self.target}, {parameter_label(self.item.parameter)}"


class Drawing(NamedTuple):
    """One drawing of the chart, in user units of its view box."""

    key: str
    title: str
    description: str
    width: int
    height: int
    left: float
    right: float
    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    bottom: int
    with_values: bool


class ReceptorChart(NamedTuple):
    wide: Drawing  # with the values at the end of each line
    narrow: Drawing  # for phones
    values: tuple[Value, ...]
    unverified: int
    disputes: tuple[tuple[Alkaloid, tuple[Statement, ...]], ...]  # where the sources of these values disagree


def receptor_chart(alkaloids: Sequence[Alkaloid]) -> ReceptorChart | None:
    """None where no receptor was measured. Of one alkaloid alone, its name is not repeated line by line."""
    values = _values(alkaloids)
    if not values:
        return None
    named = len(alkaloids) > 1
    return ReceptorChart(
        wide=_drawing("receptor-chart", values, 700, named=named, with_values=True),
        narrow=_drawing("receptor-chart-narrow", values, 372, named=named, with_values=False),
        values=tuple(values),
        unverified=sum(v.item.basis != "seen" for v in values),
        disputes=_disputes(values),
    )


def family_of(target: str) -> str:
    return next((label for word, label in FAMILIES if word.lower() in target.lower()), OTHER)


def _values(alkaloids: Sequence[Alkaloid]) -> list[Value]:
    """By family, target and parameter; alkaloids in the order given."""
    order = [*dict.fromkeys(label for _, label in FAMILIES), OTHER]
    values = [
        Value(family_of(item.target), item.target, alkaloid, item, measured(item))
        for alkaloid in alkaloids
        for item in alkaloid.receptors
        if item.unit in IN_NANOMOLAR and _ends(item)
    ]
    return sorted(values, key=lambda v: (order.index(v.family), v.target.lower(), v.item.parameter))


def _disputes(values: Sequence[Value]) -> tuple[tuple[Alkaloid, tuple[Statement, ...]], ...]:
    """The alkaloids' contradictions that rest on nothing but the sources of these values."""
    sources = {citation.source for v in values for citation in v.item.citations}
    found = []
    for alkaloid in {v.alkaloid.slug: v.alkaloid for v in values}.values():
        disputed = (s for s in alkaloid.contradictions if {c.source for c in s.citations} <= sources)
        found.append((alkaloid, tuple(disputed)))
    return tuple((alkaloid, statements) for alkaloid, statements in found if statements)


def _ends(item: ReceptorParameter) -> list[float]:
    given = (item.value,) if item.value is not None else (item.low, item.high)
    return [n * IN_NANOMOLAR[item.unit] for n in given if n]


def _drawing(key: str, values: Sequence[Value], width: int, *, named: bool, with_values: bool) -> Drawing:
    left = LABELS if named else MARGIN
    right = width - (VALUES if with_values else MARGIN)
    axis = holding([n for v in values for n in _ends(v.item)], DECADES, left, right)
    lines = _lines(values, axis, named=named)
    bottom = lines[-1].y + LINE // 2 + 4
    shown = (d for d in DECADES if axis.low <= d <= axis.high)
    return Drawing(
        key=key,
        title=TITLE,
        description="; ".join(f"{v.alkaloid.name}, {v.heading} {v.row.value}" for v in values) + ".",
        width=width,
        height=bottom + 24,
        left=left,
        right=right,
        ticks=tuple(Tick(axis.at(d), TICK_LABELS.get(d, "")) for d in shown),
        lines=tuple(lines),
        bottom=bottom,
        with_values=with_values,
    )


def _lines(values: Sequence[Value], axis: LogAxis, *, named: bool) -> list[Line]:
    lines: list[Line] = []
    family = heading = alkaloid = ""
    y = -6
    for value in values:
        if value.family != family:
            family, heading, y = value.family, "", y + LINE + (6 if lines else 0)
            lines.append(Line(y, family, "family"))
        if value.heading != heading:
            heading, alkaloid, y = value.heading, "", y + LINE
            lines.append(Line(y, heading, "target"))
        if value.alkaloid.slug != alkaloid:
            alkaloid, y = value.alkaloid.slug, y + LINE - 2
            lines.append(Line(y, value.alkaloid.name if named else "", "marks"))
        lines[-1] = _with(lines[-1], value, axis)
    return lines


def _with(line: Line, value: Value, axis: LogAxis) -> Line:
    words = value.row.value + ("" if value.item.basis == "seen" else " ?")
    return line._replace(marks=(*line.marks, _mark(value.item, axis)), values=(*line.values, words))


def _mark(item: ReceptorParameter, axis: LogAxis) -> Mark:
    ends = [axis.at(n) for n in _ends(item)]
    return Mark(
        x=ends[0],
        to=ends[1] if len(ends) > 1 else None,
        verified=item.basis == "seen",
        binding=item.parameter == "ki",
        sign=item.qualifier if item.qualifier in "<>" else "",
    )
