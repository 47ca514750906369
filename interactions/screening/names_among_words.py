"""Exact names among ordinary words: `takes roommate's Xanax`, `RSI: etomidate`, `COPD, oxycodone 10`.

A name is taken only where nothing on the line may be another medicine or say that this patient does not take it. In any
doubt the line stays as it was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from interactions.chart import heading_words as headings
from interactions.chart import words
from interactions.chart.frames import without_warnings
from interactions.chart.line import ChartLine
from interactions.chart.marks import mark_line
from interactions.chart.patient_words import FRAMING
from interactions.chart.remarks import BEHIND_A_NAME, OF_OTHERS_OR_NOT_TAKEN, is_condition
from reference.release.names.index import NameHit
from reference.release.names.names_in_text import Place

from .release_index import ReleaseIndex

NEAR = 0.85
"""Likeness from which a word may be a misspelt medicine."""
SHORTEST_MISSPELT = 6  # letters
MOST_WORDS = 30
_WORD = re.compile(r"[^\W_][\w'’]*")
_CUT = re.compile(r"[,;:.()\[\]|?]|\s[-–—]\s|\s[-–—]*→\s")
_GLOSS = frozenset(word for gloss in words.GLOSSES for word in gloss.split())
_JOINED = re.compile(r"[-/+&]")
_ORDINARY = FRAMING | headings.HEADING_WORDS | headings.REASONS | BEHIND_A_NAME


class Named(NamedTuple):
    """The exact names of a line, and the words that are the first."""

    hits: tuple[NameHit, ...]
    matched: str


def names_among_words(chart: ChartLine, index: ReleaseIndex) -> Named | None:
    """None where a word of the line leaves a doubt."""
    text = without_warnings(chart.body or chart.text)
    places = list(index.names.names_in(text))
    if not places or len(_WORD.findall(text)) > MOST_WORDS or _is_joined(text, places):
        return None
    found = [(hit, place) for place in places if (hit := index.names.look_up(place.name))]
    told = [(hit, place) for hit, place in found if hit.kind != "drug_class"]  # `Opioids: methadone`
    if not told or not all(_is_told(hit, index) for hit, _ in told):
        return None
    if (len(told) > 1 and chart.status == "stopped") or _is_about_a_topic(text, [p for _, p in told], index):
        return None
    if not all(_leaves_no_doubt(gap, index) for gap in _gaps(text, places)):
        return None
    first = told[0][1]
    return Named(tuple(dict.fromkeys(hit for hit, _ in told)), text[first.start : first.end])


def _is_joined(text: str, places: Sequence[Place]) -> bool:
    """`xqzvw / naloxone`: a part of a mixture is never taken as if it were the whole."""
    # `muscle spasm/Flexeril` is no mixture
    apart = (place for place in places if not is_condition(text[: place.start].rstrip(" /+")))
    return any(
        re.search(r"[/+]\s*$", text[: place.start]) or re.match(r"\s*[/+]\s*[^\W\d]", text[place.end :])
        for place in apart
    )


def _is_told(hit: NameHit, index: ReleaseIndex) -> bool:
    """A brand without an entry is too often an ordinary word."""
    if hit.kind in ("ask", "precipitant"):
        return False
    known = (index.applicable_rows(slug) or index.rescue_records(slug) for slug in hit.ingredients)
    return hit.matched_by == "generic" or any(known)


def _is_about_a_topic(text: str, places: Sequence[Place], index: ReleaseIndex) -> bool:
    """`fentanyl withdrawal` asks about it; `epilepsy, tramadol` names it apart."""
    names = {place.name for place in places}
    pieces = [text[start:end] for start, end in _pieces(text) if any(start <= p.start < end for p in places)]
    return any(index.topics.topic(piece) not in ("", *names) for piece in pieces)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for cut in (*_CUT.finditer(text), None):
        yield at, cut.start() if cut else len(text)
        at = cut.end() if cut else at


class _Gap(NamedTuple):
    """What stands before, between or behind the names of a line; `behind`: directly after a name."""

    text: str
    behind: bool
    before: bool


def _gaps(text: str, places: Sequence[Place]) -> Iterator[_Gap]:
    edges = [0, *(edge for place in places for edge in (place.start, place.end)), len(text)]
    spans = list(zip(edges[::2], edges[1::2], strict=True))
    for number, (start, end) in enumerate(spans):
        yield _Gap(text[start:end], behind=number > 0, before=number < len(spans) - 1)


def _leaves_no_doubt(gap: _Gap, index: ReleaseIndex) -> bool:
    if is_condition(gap.text):
        return True
    if (gap.behind and _JOINED.match(gap.text)) or (gap.before and _JOINED.search(gap.text[-1:])):
        return False
    said = [word.lower().strip("'’") for word in _WORD.findall(gap.text)]
    if gap.before and not OF_OTHERS_OR_NOT_TAKEN.isdisjoint(said):
        return False
    left = _unmarked(gap.text)
    if gap.behind and left and left[0].start == 0 and left[0].word not in BEHIND_A_NAME:
        return False
    unknown = [
        word.word for word in left if len(word.word) >= SHORTEST_MISSPELT and word.word not in _ORDINARY
    ]
    searched, all_of_them = index.names.searchable(unknown)
    return all_of_them and not any(_is_near(word, index) for word in searched)


class _Left(NamedTuple):
    start: int  # 0 only directly behind the name
    word: str


def _unmarked(text: str) -> list[_Left]:
    """The words that the chart reader does not know. Behind a cut, a reason or a dose none is directly behind a name."""
    marks = [(mark.start, mark.end) for mark in mark_line(text).found]
    left, apart = [], False
    for found in _WORD.finditer(text):
        word = found[0].lower()
        known = word in _GLOSS or any(start <= found.start() < end for start, end in marks)
        apart = apart or known or bool(_CUT.search(text, 0, found.start() + 1))
        if not known:
            left.append(_Left(int(apart), word.removesuffix("'s").removesuffix("’s")))
            apart = apart or word in BEHIND_A_NAME
    return left


def _is_near(word: str, index: ReleaseIndex) -> bool:
    if (hit := index.names.look_up(word)) and hit.kind == "drug_class":
        return False
    return any(match.score >= NEAR for match in index.names.search(word, 1))
