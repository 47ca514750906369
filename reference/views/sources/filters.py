"""Which sources of the bibliography are shown: by kind, by year, by words of their line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reference.release.schema.kratom import Source
from reference.views.shared.labels import SOURCE_KIND

LONGEST = 60
UNDATED = "undated"
LABELS = {"kind": "Kind", "year": "Year"}


class Option(NamedTuple):
    value: str
    label: str
    entries: int
    chosen: bool


class Filter(NamedTuple):
    name: str
    label: str
    options: tuple[Option, ...]


class Asked(NamedTuple):
    """What a reader asked to see; a kind or year that no source has finds nothing."""

    text: str = ""
    kind: str = ""
    year: str = ""

    @property
    def fields(self) -> dict[str, str]:
        return {name: value for name, value in self._asdict().items() if value}


def asked(query: Mapping[str, str]) -> Asked:
    return Asked(*(" ".join(query.get(name, "").split())[:LONGEST] for name in Asked._fields))


def shown(sources: Iterable[Source], wanted: Asked) -> list[Source]:
    words = _folded(wanted.text).split()
    return [
        source
        for source in sources
        if (not wanted.kind or source.kind == wanted.kind)
        and (not wanted.year or _year(source) == wanted.year)
        and (not words or all(word in _line(source) for word in words))
    ]


def filters(sources: list[Source], wanted: Asked) -> tuple[Filter, ...]:
    """Each choice with how many sources it would leave, given the other choices."""
    years = sorted({_year(s) for s in sources} - {UNDATED}, reverse=True)
    choices = {
        "kind": SOURCE_KIND,
        "year": {**{year: year for year in years}, UNDATED: "No year given"},
    }
    found = []
    for name, label in LABELS.items():
        left = shown(sources, wanted._replace(**{name: ""}))
        value_of = _year if name == "year" else _kind
        counted = [(v, words, sum(value_of(s) == v for s in left)) for v, words in choices[name].items()]
        chosen = getattr(wanted, name)
        options = (Option(v, words, n, v == chosen) for v, words, n in counted if n or v == chosen)
        found.append(Filter(name, label, tuple(options)))
    return tuple(found)


def _kind(source: Source) -> str:
    return source.kind


def _year(source: Source) -> str:
    return str(source.year) if source.year else UNDATED


def _line(source: Source) -> str:
    """What a reader sees of a source, without accents and capitals."""
    seen = (*source.authors, source.title, source.container, source.year, source.doi, source.pmid)
    return _folded(" ".join(str(part) for part in seen if part))


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
