"""The lines of a list with what each stands for, and what the list itself tells of the patient."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from reference.release.names import NameHit
from reference.release.terms import KratomProduct

from .chart.line import ChartLine, read_chart_line, split_lines
from .chart.sections import read_chart
from .context import PatientContext
from .prepared import Prepared

MAX_LINES = 100
MAX_LENGTH = 500
MAX_TEXT = MAX_LINES * MAX_LENGTH
"""Characters of a whole list: looked at before anything is parted."""
BEGINNING = 40  # characters of a line by which its writer finds it again
WORST_PRODUCT_LAST: tuple[KratomProduct, ...] = ("leaf", "unknown_product", "extract", "seven_oh")


class ListTooLarge(ValueError):
    """A list beyond a bound. The message names the bound and what was typed, and repeats nothing of it.

    `advice` does, so that its writer finds the place again: it is for the page, never for a log.
    """

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


def split_list(text: str) -> list[str]:
    """The lines of a pasted list. Raises ListTooLarge, before more is read than the longest list allowed."""
    typed = [line for line in map(str.strip, text.splitlines()) if line]
    if (length := sum(map(len, typed))) > MAX_TEXT:
        raise ListTooLarge(
            f"The list has {length:,} characters; at most {MAX_TEXT:,} are read at once.",
            "Check it in two parts or more.",
        )
    lines = typed if len(typed) > MAX_LINES else split_lines(text, MAX_LINES)
    if len(lines) > MAX_LINES:
        count = str(len(typed)) if len(typed) > MAX_LINES else f"more than {MAX_LINES}"
        raise ListTooLarge(
            f"The list has {count} lines; at most {MAX_LINES} are checked at once.",
            f"Line {MAX_LINES + 1} begins “{_beginning(lines[MAX_LINES])}”: check from there in a second list.",
        )
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_LENGTH:
            raise ListTooLarge(
                f"Line {number} has {len(line):,} characters; at most {MAX_LENGTH} are read.",
                f"It begins “{_beginning(line)}”: shorten it, or put each medicine on its own line.",
            )
    return lines


def _beginning(line: str) -> str:
    return line[:BEGINNING] + ("…" if len(line) > BEGINNING else "")


class CodedInput(msgspec.Struct, frozen=True):
    """A medicine by code: RxNorm, ATC or UNII."""

    system: str
    code: str

    def __str__(self) -> str:
        return f"{self.system}|{self.code}"


class ReadLine(NamedTuple):
    """A line with what it was read as, before anything is said about it."""

    text: str
    chart: ChartLine
    hit: NameHit | None


def read_list(inputs: Sequence[str | CodedInput], prepared: Prepared) -> list[ReadLine]:
    """Each line with what it stands for; a heading above it is a part of its reading."""
    charts = read_chart([item if isinstance(item, str) else "" for item in inputs])
    return [_read(item, chart, prepared) for item, chart in zip(inputs, charts, strict=True)]


def _read(item: str | CodedInput, chart: ChartLine, prepared: Prepared) -> ReadLine:
    """A code tells form and route by its own name, whatever heading stands above it."""
    if hit := _coded(item, prepared):
        return ReadLine(str(item), read_chart_line(hit.label or hit.name), hit)
    return ReadLine(str(item), chart, _hit(chart, prepared))


def _coded(item: str | CodedInput, prepared: Prepared) -> NameHit | None:
    """What a code stands for, sent as such or typed with its system: `RxCUI 6960`, `N06AB`."""
    if isinstance(item, CodedInput):
        return prepared.names.by_code(item.system, item.code)
    return prepared.names.typed_code(item)


def _hit(chart: ChartLine, prepared: Prepared) -> NameHit | None:
    if chart.not_a_medicine:
        return None
    hits = (prepared.names.look_up(text) for text in chart.name_texts)
    return next((hit for hit in hits if hit), None)


def slugs_to_assess(hit: NameHit, prepared: Prepared) -> tuple[str, ...]:
    """A described combination is one finding, a class one as such; any other is one per ingredient."""
    if hit.slug is not None and (hit.slug in prepared.products or hit.kind == "drug_class"):
        return (hit.slug,)
    return hit.ingredients


def told_by_list(
    lines: Sequence[ReadLine], context: PatientContext, prepared: Prepared
) -> dict[str, str | bool]:
    """What the list tells of the patient, where that is new or worse than what was answered.

    Kratom sets the product (of several the worse one) and, with a daily frequency, the use; beer sets alcohol.
    """
    products: list[KratomProduct] = [context.product] if context.product else []
    told: dict[str, str | bool] = {}
    for line in lines:
        current = line.chart.status == "current"
        if line.hit is None or line.hit.kind == "ask":
            continue
        if line.hit.kind == "precipitant" and line.hit.slug is not None:
            products.append(prepared.precipitants[line.hit.slug].product)
            if current and line.chart.times_a_day and context.use is None:
                told["use"] = "daily"
        if current and line.chart.route_class != "local":
            factors = (prepared.factor_told.get(slug) for slug in slugs_to_assess(line.hit, prepared))
            told |= {factor: True for factor in factors if factor}
    if products:
        told["product"] = max(products, key=WORST_PRODUCT_LAST.index)
    return {name: value for name, value in told.items() if getattr(context, name) != value}
