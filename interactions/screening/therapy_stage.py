"""Whether a line says that its medicine is taken already, or asks whether to take it. Most lines say neither.

Only plain words count: a line that also speaks of a missed, late or first dose is left open, because that dose is a start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interactions.chart.noise import HEADING

from .patient_situation import TherapyStage
from .read_line import ReadLine
from .release_index import ReleaseIndex

_COUNT = (
    r"(?:over |about |almost |nearly |> ?)?(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|ten|several|many)"
)
_LONG = r"(?:months?|mos?|years?|yrs?)"
_RUNNING = re.compile(
    rf"\bfor (?:the (?:past|last) )?{_COUNT}\+? ?{_LONG}\b|\bx ?\d+\+? ?{_LONG}\b|\bsince\b|\bmonthly\b|"
    rf"\b(?:started|began) (?:\w+ ){{0,3}}{_LONG} ago\b|\b(?:every|q) ?(?:4 ?(?:weeks|wks?|w)|28 ?d(?:ays)?|month)\b|"
    r"\b(?:stable|maintained|established|remains|still|already|currently|chronically|patient|pt|is) on\b|^on (?!hold)|"
    r"\b(?:takes|taking)\b|\bchronic\b|\blong[- ]?term\b|\bhome (?:meds?|medications?|medicines?)\b",
    re.IGNORECASE,
)
_A_START = re.compile(
    r"\b(?:miss(?:ed|es|ing)|overdue|late|laps\w+|ran out|out of|restart\w*|resum\w*|stop\w*|last (?:dose|injection|inj|shot)|"
    r"due|held|hold|first|new|today|tomorrow|yesterday|tonight|this week|not|never|denies)\b",
    re.IGNORECASE,
)
"""Beside these a treatment may have to start again, or has just started."""
_WHO = r"(?:i|we|you|one|he|she|they|(?:my|the|a|this) \w+|pt|patients?|someone|people)"
_PLANNED = re.compile(
    rf"\b(?:can|could|may|should|would) {_WHO} (?:\w+ )?(?:take|have|use|start|begin|get|give|prescribe|add|combine|mix|be given)\b|"
    r"\b(?:ok|okay|safe|fine|alright|all right)(?: for (?:\w+ ){1,2})? ?to (?:take|have|use|start|begin|give|prescribe|add|combine|mix)\b|"
    r"\bis .{1,60}\b(?:safe|ok|okay|fine|allowed|dangerous|contraindicated)\b|"
    r"\b(?:about to|plans? to|planning to|going to|wants? to|wish(?:es)? to|thinking (?:of|about)|considering|before|will|to) "
    r"(?:start|begin|initiat|tak(?:e|ing)\b)\w*|\b(?:considering|wants?)\b|^(?:start|starting|begin|initiate)\b|\binduction\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:still|keep|continu\w+|stop\w*|quit\w*|taper\w*|wean\w*|used to|supposed to|off)\b", re.IGNORECASE
)
"""Beside these nothing is about to start."""
_TAKEN_HEADING = re.compile(
    r"\b(?:home|current|currently|regular|outpatient|active|taking|pta|prior to admission|long[- ]?term)\b",
    re.IGNORECASE,
)
_OTHER_HEADING = re.compile(
    r"\b(?:new|start\w*|discharge|plan\w*|proposed|stop\w*|discontinued|past|previous|held|hold|allerg\w*|problems?|"
    r"diagnos\w+|history|hospital|inpatient|not)\b",
    re.IGNORECASE,
)
_MEDICINES = re.compile(r"\b(?:meds?|medications?|medicines?|prescriptions?|taking|rx)\b", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[,;+\n]|\. |\b(?:and|with|plus|but)\b)\s*", re.IGNORECASE)


def with_headings(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """The lines, those under a heading of home or current medicines marked as taken."""
    taken, marked = False, []
    for line in lines:
        if line.chart.not_a_medicine == HEADING or line.text.rstrip().endswith(":"):
            taken = _heads_what_is_taken(line.text)
        marked.append(line._replace(listed_as_taken=taken and line.hit is not None))
    return marked


def _heads_what_is_taken(heading: str) -> bool:
    is_list = _MEDICINES.search(heading) and _TAKEN_HEADING.search(heading)
    return bool(is_list) and not _OTHER_HEADING.search(heading)


def stage_of(slug: str, line: ReadLine, index: ReleaseIndex) -> TherapyStage | None:
    """What a line says of one of its medicines; None where it says neither, or speaks of a stopped one."""
    if line.chart.status == "stopped":
        return None
    said = " ".join(_about(slug, line, index))
    if _PLANNED.search(said) and not _GOES_ON.search(said):
        return "planned"
    if (_RUNNING.search(said) or line.listed_as_taken) and not _A_START.search(said):
        return "running"
    return None


def _about(slug: str, line: ReadLine, index: ReleaseIndex) -> Iterator[str]:
    """The words of a line about one medicine: all of them, if it names no other and no kratom."""
    alone = line.slugs == (slug,) and line.hit is not None and line.hit.kind != "precipitant"
    if alone and not line.beside:
        yield line.text
        return
    for part in _PARTS.split(line.text):
        names = [index.names.look_up(place.name) for place in index.names.names_in(part)]
        if any(hit and (hit.slug == slug or slug in hit.ingredients) for hit in names):
            yield part
