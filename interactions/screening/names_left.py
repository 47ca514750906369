"""The names on a line that its outcome does not answer. A line has one outcome; no name on it is lost in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from interactions.chart.denials import not_plainly_denied
from interactions.chart.frames import without_warnings
from interactions.chart.line import ChartLine
from interactions.chart.noise import DENIAL
from interactions.chart.text import cleaned
from interactions.rating.phrases import not_checked
from reference.release.names.index import NameHit

from .kratom_line import ORDINARY_WORDS, is_stated
from .read_line import ReadLine
from .release_index import ReleaseIndex
from .screening import Screening
from .screening_report import LineReport

MOST_WORDS_OF_A_NAME = 6
LONGEST_UNIT = 2  # letters


def with_names_left(line: ReadLine, report: LineReport, screening: Screening) -> LineReport:
    """A line has one outcome. List other names on it as not checked, so that they are not lost silently."""
    index = screening.index
    asked = bool(report.see) and report.outcome == "unrecognised"  # `how to taper kratom`
    kratom = asked or report.outcome == "precipitant"
    answered = {medication.slug for medication in report.medications} | screening.slugs_elsewhere(line)
    answered |= {slug for c in report.candidates for slug in index.hit_of(c.slug).ingredients or (c.slug,)}
    topic = index.topics.topic(line.text) if asked else ""
    names = [
        hit.name
        for hit in _names_on(line, index, topic)
        if not (kratom and hit.kind == "precipitant") and answered.isdisjoint(_meant(hit))
    ]
    return _left_out(report, [*line.unread, *names])


def _names_on(line: ReadLine, index: ReleaseIndex, topic: str) -> Iterator[NameHit]:
    """Every exact name on the line, except what it says is not taken and what belongs to the topic of a question."""
    chart, kratom = line.chart, line.hit is not None and line.hit.kind == "precipitant"
    for text in chart.unread:
        hit = _ending_in_a_name(text, index)
        if hit and not (kratom and text.lower().endswith(ORDINARY_WORDS)):
            yield hit
    rest = _behind(chart) if chart.not_a_medicine else chart.body.replace(line.matched, ",", 1)
    rest = without_warnings(", ".join((rest, *(text for text in chart.unread if text not in chart.body))))
    for place in index.names.names_in(rest):
        if kratom and not is_stated(place, rest):
            continue
        hit = index.names.look_up(place.name)
        if hit and (place.name not in topic or _is_rated(hit, index)):
            yield hit


def _behind(chart: ChartLine) -> str:
    """Where a line that is no medicine may still name one. A denial says itself what it denies first, not how far it reaches."""
    if not (chart.not_a_medicine or "").startswith(DENIAL):
        return chart.behind
    return f"{chart.behind}, {not_plainly_denied(cleaned(chart.text))}"


def _is_rated(hit: NameHit, index: ReleaseIndex) -> bool:
    """`fentanyl withdrawal` is a question, and names fentanyl."""
    return hit.kind != "drug_class" and any(index.applicable_rows(slug) for slug in hit.ingredients)


def _meant(hit: NameHit) -> set[str]:
    """The slugs that answer for a name."""
    named = {hit.slug} if hit.slug else set()
    return named.union(hit.ingredients, (candidate.slug for candidate in hit.candidates))


def _left_out(report: LineReport, names: Sequence[str]) -> LineReport:
    """The report with the names on its line that no outcome covers."""
    others = tuple(dict.fromkeys(name for name in names if name not in report.not_checked))
    if not others:
        return report
    said = f"{report.message} {not_checked(others)}"
    return msgspec.structs.replace(report, message=said, not_checked=(*report.not_checked, *others))


def _ending_in_a_name(text: str, index: ReleaseIndex) -> NameHit | None:
    """`then lithium`: the longest ending that is a name, and more than a unit (`mg` is magnesium too)."""
    words = text.split()[-MOST_WORDS_OF_A_NAME:]
    endings = (ending for start in range(len(words)) if len(ending := " ".join(words[start:])) > LONGEST_UNIT)
    return next((hit for ending in endings if (hit := index.names.look_up(ending))), None)
