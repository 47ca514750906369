"""Two people changed one record: keep what each changed, and name the fields that both did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .labels import field_label, numbered


def merged(base: Any, theirs: Any, mine: Any) -> tuple[Any, list[str]]:
    """The record with both sides' changes, and the places, in words, where mine is kept although theirs differs too.

    Lists are merged item by item only if no item was added, removed or moved; otherwise a list is one value.
    """
    clashes: list[str] = []
    return _merged(base, theirs, mine, (), clashes), clashes


def _merged(base: Any, theirs: Any, mine: Any, path: tuple[str | int, ...], clashes: list[str]) -> Any:
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    if all(isinstance(side, Mapping) for side in (base, theirs, mine)):
        names = dict.fromkeys((*mine, *theirs))
        return {
            name: _merged(
                base.get(name), theirs.get(name), mine.get(name), (*path, field_label(name)), clashes
            )
            for name in names
        }
    if _same_length(base, theirs, mine):
        return [
            _merged(old, other, own, (*path, place), clashes)
            for place, (old, other, own) in enumerate(zip(base, theirs, mine, strict=True), start=1)
        ]
    clashes.append(_words(path))
    return mine


def _same_length(*sides: Any) -> bool:
    return all(isinstance(side, list) for side in sides) and len({len(side) for side in sides}) == 1


def _words(path: tuple[str | int, ...]) -> str:
    """A path as the form names it: "Management › About to start: step 1 › Text"."""
    words: list[str] = []
    for place, step in enumerate(path):
        if isinstance(step, int):
            words[-1] = numbered(str(path[place - 1]), step)
        else:
            words.append(field_label(step))
    return " › ".join(words)
