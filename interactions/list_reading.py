"""The lines of a list with what each stands for, and what the list itself tells of the patient."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from reference.release.names import NameHit
from reference.release.terms import KratomProduct

from .chart.line import ChartLine, read_chart_line
from .chart.sections import read_chart
from .context import PatientContext
from .prepared import Prepared

WORST_PRODUCT_LAST: tuple[KratomProduct, ...] = ("leaf", "unknown_product", "extract", "seven_oh")


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
