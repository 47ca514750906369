"""Exact names inside a longer text, with their places: what a line holds besides what it was read as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .name_entries import NameEntry, NameRank, normalise

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_TRUSTED = (NameRank.PRECIPITANT, NameRank.CORRECTION, NameRank.GENERIC, NameRank.BRAND, NameRank.SALT)
_MOST_WORDS = 20
_SHORTEST = 4
"""Letters of a name of one word. Shorter ones, and shorthand and synonyms, are too often other words."""


class Place(NamedTuple):
    """Where a name stands in a text, and the name in normal form."""

    start: int
    end: int
    name: str


class NamesInText:
    """The names of one release that can be told inside a text. Built once."""

    def __init__(self, entries: Mapping[str, Sequence[NameEntry]]) -> None:
        names = [key for key, found in entries.items() if _is_told(key, found)]
        self._names = frozenset(names)
        self._most_words: dict[str, int] = {}
        for name in names:
            first, *others = name.split(" ")
            self._most_words[first] = max(self._most_words.get(first, 0), 1 + len(others))

    def find(self, text: str) -> Iterator[Place]:
        """The names in reading order, each as long as it can be; none overlaps another."""
        words = [(match.start(), match.end(), normalise(match[0])) for match in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            size = self._size_of_name(words, at)
            if size:
                name = " ".join(word for _, _, word in words[at : at + size])
                yield Place(words[at][0], words[at + size - 1][1], name)
            at += size or 1

    def _size_of_name(self, words: Sequence[tuple[int, int, str]], at: int) -> int:
        most = min(self._most_words.get(words[at][2], 0), _MOST_WORDS, len(words) - at)
        for size in range(most, 0, -1):
            if " ".join(word for _, _, word in words[at : at + size]) in self._names:
                return size
        return 0


def _is_told(key: str, entries: Iterable[NameEntry]) -> bool:
    ranks = {entry.rank for entry in entries}
    if NameRank.PRECIPITANT in ranks or NameRank.GENERIC in ranks or NameRank.CORRECTION in ranks:
        return True
    return len(key) >= _SHORTEST and not ranks.isdisjoint(_TRUSTED)
