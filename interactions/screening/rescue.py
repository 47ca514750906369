"""Whether a line gives a medicine because of an emergency: by route, form or indication, not by molecule alone."""

from __future__ import annotations

from typing import NamedTuple

from interactions.chart.line import ChartLine
from interactions.chart.patterns import Phrases, places_of_words
from interactions.chart.text import cleaned
from reference.release.schema.medicines import RescueMedicine
from reference.release.schema.terms import RouteClass

from .release_index import ReleaseIndex

GIVEN_NOW = Phrases(
    ("prn", "p.r.n.", "as needed", "as required", "when needed", "if needed", "stat", "once", "now"),
    of_release=True,
)


class RescueWords(NamedTuple):
    """The words of a record, ready for search."""

    tell: Phrases
    when_needed: Phrases
    not_in: Phrases


def rescue_of(
    slug: str, chart: ChartLine, index: ReleaseIndex, *, emergency: bool = False
) -> RescueMedicine | None:
    """The rescue record that the line means; None where it is a treatment like any other."""
    found = (record for record in index.rescue_records(slug))
    return next((record for record in found if _is_rescue(record, chart, index, emergency)), None)


def _is_rescue(record: RescueMedicine, chart: ChartLine, index: ReleaseIndex, emergency: bool) -> bool:
    if chart.route_class in record.routes:
        return True
    if record.unscheduled and chart.times_a_day is not None:
        return False
    if emergency and record.in_emergency:
        return True
    words = index.once(("rescue words", record.medication), lambda: _words(record))
    line = cleaned(chart.text)
    if _says(line, words.tell, words.not_in):
        return True
    now = chart.route_class == RouteClass.PARENTERAL or _says(line, GIVEN_NOW, None)
    return now and _says(line, words.when_needed, words.not_in)


def _words(record: RescueMedicine) -> RescueWords:
    return RescueWords(
        Phrases((*record.forms, *record.indications), of_release=True),
        Phrases(record.when_needed, of_release=True),
        Phrases(record.not_in, of_release=True),
    )


def _says(line: str, phrases: Phrases, not_in: Phrases | None) -> bool:
    places = places_of_words(line)
    if phrases.hints.isdisjoint(places):
        return False
    others = [match.span() for match in not_in.finditer(line, places)] if not_in else []
    return any(
        not any(start <= match.start() and match.end() <= end for start, end in others)
        for match in phrases.finditer(line, places)
    )
