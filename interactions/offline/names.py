"""Which names the offline copy knows, and how exactly each must be typed to be read as the server reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from interactions.chart import heading_words as headings
from interactions.chart import place_words as places
from interactions.chart import status_words as statuses
from interactions.chart import words
from interactions.chart.remarks import CONDITIONS, WITH_A_CONDITION
from interactions.screening.pasted_list import MAX_LENGTH, MAX_LINES
from interactions.screening.topic_index import TopicIndex
from reference.release.names.index import NameIndex
from reference.release.names.name_entries import Targets, collect_name_entries, normalise
from reference.release.schema.release import Release

from .document import Typing

_BY_MOUTH = frozenset(
    phrase
    for place, phrases in (*words.FORMS.values(), *words.ROUTES.values())
    if place == "mouth"
    for phrase in phrases
)
_ENDINGS = frozenset((*_BY_MOUTH, *words.RELEASE, *words.FREQUENCY_WORDS))
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


def _words_of(*lists: Iterable[str]) -> Iterator[str]:
    return (word for phrases in lists for phrase in phrases for word in _WORD.findall(phrase.lower()))


_RELEASE_WORDS = frozenset(_words_of(words.RELEASE))
_READ_BY_THE_CHART = (
    frozenset(
        _words_of(
            *(phrases for place, phrases in words.FORMS.values() if place != "mouth"),
            *(phrases for _, phrases in words.ROUTES.values()),
            *(
                words.DROP_ROUTES,
                words.RELEASE_IN_CAPITALS,
                words.FREQUENCY_WORDS,
                words.FREQUENCY_IN_CAPITALS,
            ),
            *(words.FILLER, words.GLOSSES, words.ARTICLES),
            *(statuses.STOPPED, statuses.STOPPED_AT_START, statuses.CURRENT_WORDS, statuses.RESTARTED),
            *(headings.INSTRUCTION_STARTS, headings.DENIALS, headings.EXCEPTIONS, headings.VITAL_SIGNS),
            *(headings.NO_MEDICINE_WORDS, headings.SMOKING_WORDS),
            *(places.DEPOT_WORDS, ("drink", "drinks", "drinking")),
        )
    )
    - _RELEASE_WORDS
)
"""A name with one of these is known only as written: in other case or with hyphens it may be split differently."""

_DAYS = frozenset(("yesterday", "today", "tomorrow", "tonight"))  # read as dates; Today is also a brand
_BESIDE_A_NAME = frozenset(_words_of(_BY_MOUTH, words.RELEASE, words.QUALIFIERS))


def is_plain(key: str) -> bool:
    """Whether the name has only words that the chart reader keeps together, in any case and with any hyphen."""
    parts = key.split()
    if _DIGIT.search(key) or not _READ_BY_THE_CHART.isdisjoint(parts):
        return False
    if parts[0] in _BESIDE_A_NAME or headings.HEADING_WORDS.issuperset(parts):
        return False
    return not any(stem in key for stem in headings.ALLERGY_STEMS) and (
        len(parts[-1]) > 2 or (len(parts) > 1 and parts[-1] in _RELEASE_WORDS)
    )


def known_names(release: Release) -> dict[str, bool]:
    """Every exact name as it may be typed, and whether it is plain. Others are also listed as written."""
    texts = [entry.text for entry in collect_name_entries(release, Targets(release))]
    texts += list(TopicIndex(release).pages)
    names: dict[str, bool] = {}
    for text in texts:
        key = normalise(text)
        plain = bool(key) and is_plain(key)
        names[key] = plain
        if not plain:
            names[" ".join(text.split())] = False
    return {name: plain for name, plain in names.items() if _can_be_typed(name)}


def _can_be_typed(name: str) -> bool:
    return 0 < len(name) <= MAX_LENGTH and not _SEPARATOR.search(name)


_SEPARATOR = re.compile(r"[,;:|•\t]")
"""A pasted list is split at these before any name is looked up."""


def typing(names: NameIndex) -> Typing:
    return Typing(
        endings=tuple(sorted(_ENDINGS)),
        capitals=words.RELEASE_IN_CAPITALS,
        reasons=tuple(sorted(word for word in headings.REASONS if names.look_up(word) is None)),
        allergies=headings.ALLERGY_STEMS,
        headings=tuple(sorted(headings.HEADING_WORDS)),
        stopped=tuple(sorted(headings.STOPPED_HEADINGS)),
        tails=tuple(
            sorted(
                headings.COMMA_TAILS
                | headings.REASONS
                | headings.HEADING_WORDS
                | CONDITIONS
                | WITH_A_CONDITION
                | frozenset(_words_of(words.QUALIFIERS))
                | _READ_BY_THE_CHART
                | _DAYS
            )
        ),
        most_lines=MAX_LINES,
        longest=MAX_LENGTH,
    )
