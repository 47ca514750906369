"""Reads the lines of a list: the medicine that each line means, and what the list says about the patient."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from interactions.chart import words
from interactions.chart.line import ChartLine, read_chart_line, split_lines
from interactions.chart.sections import read_chart
from reference.release.names.index import NameHit
from reference.release.schema.medicines import RescueMedicine
from reference.release.schema.terms import KratomProduct, RouteClass

from .patient_context import PatientContext
from .release_index import ReleaseIndex

MAX_LINES = 100
MAX_LENGTH = 500
MAX_TEXT = MAX_LINES * MAX_LENGTH
"""Characters of a whole list, checked before it is split."""
MISUSED_FORMS = ("inhaler", "nasal spray")
BEGINNING = 40  # characters of a line, enough for its writer to find it again
WORST_PRODUCT_LAST: tuple[KratomProduct, ...] = (
    KratomProduct.LEAF,
    KratomProduct.UNKNOWN_PRODUCT,
    KratomProduct.EXTRACT,
    KratomProduct.SEVEN_OH,
)


class ListTooLarge(ValueError):
    """A list over a limit. The message names the limit and by how much it was exceeded, and repeats no typed text.

    `advice` repeats the beginning of the line, so that its writer finds it: show it on the page, never log it.
    """

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


def split_list(text: str) -> list[str]:
    """The lines of a pasted list. Raises ListTooLarge without reading more than the longest allowed list."""
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
    """A line and what it was read as, before it is assessed.

    `slugs` are assessed as medicines; none for a question or a rescue medicine.
    """

    text: str
    chart: ChartLine
    hit: NameHit | None
    slugs: tuple[str, ...] = ()
    rescue: RescueMedicine | None = None


def read_list(inputs: Sequence[str | CodedInput], index: ReleaseIndex) -> list[ReadLine]:
    """Read each line; a heading above it is part of the reading."""
    charts = read_chart([item if isinstance(item, str) else "" for item in inputs])
    return [_read(item, chart, index) for item, chart in zip(inputs, charts, strict=True)]


def _read(item: str | CodedInput, chart: ChartLine, index: ReleaseIndex) -> ReadLine:
    """A code gives form and route by its RxNorm name, whatever heading is above it."""
    if hit := _coded(item, index):
        return read_as(str(item), read_chart_line(hit.label or hit.name), hit, index)
    if kind := _no_medicine(chart, index):
        return ReadLine(str(item), msgspec.structs.replace(chart, not_a_medicine=kind, name_texts=()), None)
    if hit := _name_read_as_something_else(chart, index):
        return read_as(str(item), ChartLine(text=chart.text), hit, index)
    return read_as(str(item), chart, _hit(chart, index), index)


def read_name(hit: NameHit, index: ReleaseIndex) -> ReadLine:
    """Read a name as a line with nothing else on it."""
    return read_as(hit.name, ChartLine(text=hit.name), hit, index)


def read_as(text: str, chart: ChartLine, hit: NameHit | None, index: ReleaseIndex) -> ReadLine:
    """A line that means `hit`, with the slugs to assess."""
    if hit is None or hit.kind == "ask":
        return ReadLine(text, chart, hit)
    chart = _where_it_acts(chart, hit, index)
    if rescue := _rescue(hit, chart, index):
        return ReadLine(text, chart, hit, rescue=rescue)
    return ReadLine(text, chart, hit, slugs_to_assess(hit, index))


def _where_it_acts(chart: ChartLine, hit: NameHit, index: ReleaseIndex) -> ChartLine:
    """A brand that exists only for local use is local where the line names no route.

    What is no treatment is swallowed, whatever it is sold as (clinical-model R0): an inhaler of propylhexedrine
    is never used as one.
    """
    if hit.local and chart.route is None and chart.route_class == RouteClass.SYSTEMIC:
        return msgspec.structs.replace(chart, route_class=RouteClass.LOCAL)
    misused = bool(hit.ingredients) and index.not_treatments.issuperset(hit.ingredients)
    if misused and chart.route_class == RouteClass.LOCAL and chart.form in MISUSED_FORMS:
        return msgspec.structs.replace(chart, route_class=RouteClass.SYSTEMIC)
    return chart


def _rescue(hit: NameHit, chart: ChartLine, index: ReleaseIndex) -> RescueMedicine | None:
    """The rescue medicine that the line means by this route. Oral nalmefene is a maintenance treatment and gives None."""
    record = index.rescue.get(hit.ingredients[0]) if len(hit.ingredients) == 1 else None
    if record and (chart.route_class in record.routes or record.medication not in index.resolved):
        return record
    return None


def _coded(item: str | CodedInput, index: ReleaseIndex) -> NameHit | None:
    """The medicine of a code, sent as a code or typed with its system: `RxCUI 6960`, `N06AB`."""
    if isinstance(item, CodedInput):
        return index.names.by_code(item.system, item.code)
    return index.names.typed_code(item)


def _no_medicine(chart: ChartLine, index: ReleaseIndex) -> str | None:
    """`BD pen needles 32G`, `Request a refill`: what it is, if no medicine stands beside these words."""
    if chart.not_a_medicine or (found := index.no_medicines.on(chart.text)) is None:
        return None
    reason = found.rest.split(" ", 1)[0] in words.GLOSSES  # `covid test for travel`: no name
    return found.kind if reason or _hit(read_chart_line(found.rest), index) is None else None


def _name_read_as_something_else(chart: ChartLine, index: ReleaseIndex) -> NameHit | None:
    """A name that on its own would be read as a note (`tobacco`). Under a heading such as allergies it stays a note."""
    if chart.not_a_medicine is None or (hit := index.names.look_up(chart.text)) is None:
        return None
    return hit if read_chart_line(chart.text).not_a_medicine == chart.not_a_medicine else None


def _hit(chart: ChartLine, index: ReleaseIndex) -> NameHit | None:
    """The first known name on the line, else the whole line if that is a long name."""
    if chart.not_a_medicine:
        return None
    hits = (index.names.look_up(text) for text in (*chart.name_texts, chart.text))
    return next((hit for hit in hits if hit), None)


def slugs_to_assess(hit: NameHit, index: ReleaseIndex) -> tuple[str, ...]:
    """A described combination or a class is assessed as one; anything else per ingredient."""
    if hit.slug is not None and (hit.slug in index.products or hit.kind == "drug_class"):
        return (hit.slug,)
    return hit.ingredients


def answers_from_list(
    lines: Sequence[ReadLine], context: PatientContext, index: ReleaseIndex
) -> dict[str, str | bool]:
    """What the list says about the patient, if that is new or worse than what was answered.

    Kratom sets the product (the worst of several) and, with a daily frequency, the use; beer sets alcohol.
    """
    products: list[KratomProduct] = [context.product] if context.product else []
    answers: dict[str, str | bool] = {}
    for line in lines:
        current = line.chart.status == "current"
        if line.hit is None or line.hit.kind == "ask":
            continue
        if line.hit.kind == "precipitant" and line.hit.slug is not None:
            products.append(index.precipitants[line.hit.slug].product)
            if current and line.chart.times_a_day and context.use is None:
                answers["use"] = "daily"
        if current and line.chart.route_class != "local":
            factors = (index.factor_answered_by.get(slug) for slug in line.slugs)
            answers |= {factor: True for factor in factors if factor}
    if products:
        answers["product"] = max(products, key=WORST_PRODUCT_LAST.index)
    return {name: value for name, value in answers.items() if getattr(context, name) != value}
