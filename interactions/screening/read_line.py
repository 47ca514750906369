"""One line and what it was read as: the medicine that it means, by its route and form, before it is assessed."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from interactions.chart.line import ChartLine
from interactions.chart.said import Said
from reference.release.names.index import NameHit
from reference.release.schema.medicines import RescueMedicine
from reference.release.schema.terms import RouteClass

from .release_index import ReleaseIndex
from .rescue import rescue_of

MISUSED_FORMS = ("inhaler", "nasal spray")


class ReadLine(NamedTuple):
    """A line and what it was read as, before it is assessed.

    `slugs` are assessed as medicines; none for a question or a rescue medicine.
    """

    text: str
    chart: ChartLine
    hit: NameHit | None
    slugs: tuple[str, ...] = ()
    rescue: RescueMedicine | None = None
    told: tuple[Said, ...] = ()  # what it says of the patient
    beside: tuple[NameHit, ...] = ()  # the medicines of a line that names several, and those beside kratom
    unread: tuple[str, ...] = ()  # names on the line that it does not answer for
    matched: str = ""  # the words that are the name
    listed_as_taken: bool = False  # under a heading of home or current medicines


def read_name(hit: NameHit, index: ReleaseIndex) -> ReadLine:
    """Read a name as a line with nothing else on it."""
    return read_as(hit.name, ChartLine(text=hit.name), hit, index)


def read_as(
    text: str, chart: ChartLine, hit: NameHit | None, index: ReleaseIndex, *, emergency: bool = False
) -> ReadLine:
    """A line that means `hit`, with the slugs to assess."""
    if hit is None or hit.kind == "ask":
        return ReadLine(text, chart, hit)
    chart = _where_it_acts(chart, hit, index)
    alone = hit.ingredients[0] if len(hit.ingredients) == 1 else ""
    if alone and (rescue := rescue_of(alone, chart, index, emergency=emergency)):
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


def in_emergency(line: ReadLine, index: ReleaseIndex) -> ReadLine:
    """The line in an emergency, where an antidote is one by whatever route."""
    if line.hit is None or line.rescue or not line.slugs or line.beside or line.hit.kind == "precipitant":
        return line
    return read_as(line.text, line.chart, line.hit, index, emergency=True)._replace(
        told=line.told, matched=line.matched, listed_as_taken=line.listed_as_taken
    )


def slugs_to_assess(hit: NameHit, index: ReleaseIndex) -> tuple[str, ...]:
    """A described combination or a class is assessed as one; anything else per ingredient."""
    if hit.slug is not None and (hit.slug in index.products or hit.kind == "drug_class"):
        return (hit.slug,)
    return hit.ingredients
