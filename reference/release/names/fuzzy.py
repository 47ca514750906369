"""What a misspelt name may mean: ranked candidates, offered and never taken."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from typing import Literal, NamedTuple

import msgspec
from jellyfish import metaphone
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from .name_entries import NameEntry, NameRank, Target, TargetKind, normalise

Why = Literal["spelling", "sound", "abbreviation", "several_compositions"]

SCORE_FLOOR = 0.70
"""Below this a candidate is noise. Random letters reach it once in 11 tries with four or five letters, once
in 100 with seven or more; of 1,500 generic names with two slips each, two fall out of the first five. It
limits noise and promises nothing: no similarity is safe, so nothing above it is ever taken either."""
SHORT, SHORT_FLOOR = 4, 0.74
"""Names this short have a neighbour near almost any input: only one keystroke counts."""
SHORTEST_CLIPPED, SHORT_CLIPPED = 4, 5
"""Letters of a clipped name that is searched for, and up to which it counts as short."""
CLIPPED, RARE_CLIPPED, BEHIND = 0.855, 0.805, 0.02
"""How near a clipped name counts: behind one that lacks a single letter; and how far behind it what begins otherwise is."""
MOST_CLIPPED, MANY, RARELY = 3, 10, 20
"""How many are offered; from how many products on a medicine is much used; how many times fewer make it a rare one."""


class NameMatch(msgspec.Struct, frozen=True):
    """A name that may be meant. `matched` is the spelling that came close: "Seroquel" for quetiapine.

    `leaves_out` are words of the typed text that it does not stand for: a part of a mixture near which nothing is.
    """

    slug: str
    name: str
    why: Why
    score: float
    kind: TargetKind = "medicine"
    matched: str = ""
    ingredients: tuple[str, ...] = ()
    leaves_out: str = ""


class SearchableName(NamedTuple):
    """A searchable name: where it leads, and how early it is listed among equals (lower is earlier).

    `products` is how many products of its composition RxNorm lists: the nearest thing here to how much it is used.
    """

    key: str
    text: str
    target: Target
    order: tuple[int, int, int, str]
    bonus: float
    products: int = 0


def searchable_name(key: str, entry: NameEntry, target: Target, products: int = 0) -> SearchableName:
    """Medicines that editors own come first, then generic names, brands, the rest; shorter before longer."""
    group = 0 if entry.rank < NameRank.GROUP else 1 if entry.rank <= NameRank.BRAND else 2
    owned = target.owned
    bonus = (0.012 if owned else 0.0) + (0.006, 0.004, 0.0)[group]
    order = (0 if owned else 1, group, len(key), key)
    return SearchableName(key, entry.text, target, order, bonus, products)


def match_of(target: Target, why: Why, score: float, matched: str = "") -> NameMatch:
    return NameMatch(
        target.slug,
        target.name,
        why,
        round(score, 3),
        target.kind,
        matched or target.name,
        target.ingredients,
    )


def best_first(matches: Iterable[NameMatch]) -> list[NameMatch]:
    """Each target once, with its best name, in an order that does not depend on the order of names."""
    once: dict[tuple[str, str], NameMatch] = {}
    for match in sorted(matches, key=_order):
        once.setdefault((match.kind, match.slug), match)
    return list(once.values())


class CandidateFinder:
    """All searchable names, arranged once for three questions: spelt like, sounds like, begins with."""

    def __init__(self, entries: Iterable[SearchableName]) -> None:
        self._entries: dict[str, list[SearchableName]] = defaultdict(list)
        for entry in entries:
            self._entries[entry.key].append(entry)
        self._by_length = sorted(self._entries, key=lambda key: (len(key), key))
        self._lengths = [len(key) for key in self._by_length]
        self._sorted = sorted(self._entries)
        self._sounds: dict[str, list[str]] = defaultdict(list)
        self._anagrams: dict[str, list[str]] = defaultdict(list)
        for key in self._sorted:
            self._anagrams[_letters(key)].append(key)
            for code in _sounds(key):
                self._sounds[code].append(key)

    def close_to(self, key: str) -> Iterator[NameMatch]:
        """Every name near enough, for each target it leads to."""
        floor = _floor(key)
        if not key or floor is None:
            return
        sounding = {name for code in _sounds(key) for name in self._sounds.get(code, ())}
        reordered = set(self._anagrams.get(_letters(key), ())) if len(key) > SHORT + 1 else set()
        for name in self._spelt_like(key) | sounding | reordered:
            score = resemblance(key, name, alike_otherwise=name in sounding or name in reordered)
            if score >= floor:
                entries = self._entries[name]
                why: Why = "sound" if name in sounding and OSA.distance(key, name) > 1 else "spelling"
                for entry in entries:
                    yield match_of(
                        entry.target,
                        why if len(entries) == 1 else "several_compositions",
                        min(score + entry.bonus, 0.999),
                        entry.text,
                    )

    def compared_with(self, key: str) -> int:
        """How many names a search for this one looks at: what it costs, the same on every machine."""
        start, end = self._of_like_length(key)
        return end - start

    def _spelt_like(self, key: str) -> set[str]:
        start, end = self._of_like_length(key)
        hits = process.extract(
            key, self._by_length[start:end], scorer=OSA.distance, score_cutoff=_reach(key), limit=60
        )
        return {name for name, _, _ in hits}

    def _of_like_length(self, key: str) -> tuple[int, int]:
        """The range of the names whose length alone does not rule them out."""
        reach = _reach(key)
        return bisect_left(self._lengths, len(key) - reach), bisect_left(self._lengths, len(key) + reach + 1)

    def beginning_with(self, prefix: str, limit: int) -> list[NameMatch]:
        """Type-ahead: one line per target, the best first."""
        first = nsmallest(limit, self._beginning(prefix), key=lambda entry: entry.order)
        return [match_of(e.target, "spelling", 0.9 + 0.1 * len(prefix) / len(e.key), e.text) for e in first]

    def spelt_or_clipped(self, key: str) -> Iterator[NameMatch]:
        """The most used medicines whose names begin so, and names that are near enough beside them.

        A short beginning has a name one keystroke away by chance: unless that begins so too, it comes later.
        """
        clipped = self._clipped(key)
        yield from clipped
        short = len(key) <= SHORT_CLIPPED and bool(clipped) and clipped[0].score == CLIPPED
        for match in self.close_to(key):
            if not short or normalise(match.matched).startswith(key):
                yield match
            elif match.score >= CLIPPED:
                yield msgspec.structs.replace(match, score=CLIPPED - BEHIND)

    def _clipped(self, key: str) -> list[NameMatch]:
        """Metformin for `metf`: none with few products beside one with many, no mixture beside its part."""
        if len(key) < SHORTEST_CLIPPED:
            return []
        kept: list[SearchableName] = []
        for entry in sorted(self._beginning(key), key=_most_used_first):
            held = set(entry.target.ingredients)
            parts = (other for other in kept if held.issuperset(other.target.ingredients))
            if not kept or (entry.products * RARELY >= kept[0].products and not any(parts)):
                kept.append(entry)
        much_used = bool(kept) and kept[0].target.owned and kept[0].products >= MANY
        best = CLIPPED if much_used and len(key) <= SHORT_CLIPPED else RARE_CLIPPED
        return [
            match_of(entry.target, "spelling", best - 0.005 * at, entry.text)
            for at, entry in enumerate(kept[:MOST_CLIPPED])
        ]

    def _beginning(self, prefix: str) -> Iterable[SearchableName]:
        """One name per target: the earliest in the order."""
        if not prefix:
            return ()
        start, end = bisect_left(self._sorted, prefix), bisect_left(self._sorted, prefix + "\U0010ffff")
        best: dict[Target, SearchableName] = {}
        for name in self._sorted[start:end]:
            for entry in self._entries[name]:
                if entry.target not in best or entry.order < best[entry.target].order:
                    best[entry.target] = entry
        return best.values()


def _floor(key: str) -> float | None:
    """The least score of a candidate; None where the text is too short for any likeness to mean something."""
    letters = len(key.replace(" ", ""))
    if letters < SHORT:
        return None
    return SHORT_FLOOR if letters == SHORT else SCORE_FLOOR


def _reach(key: str) -> int:
    """How many keystrokes apart a name may be: a third of its length, at least one, at most six."""
    return 1 if len(key) <= SHORT else min(6, (len(key) + 1) // 3)


def _sounds(key: str) -> set[str]:
    """How it sounds (metaphone); a code of one or two sounds fits too many names to say anything."""
    code = metaphone(key.replace(" ", "").replace("kw", "qu"))  # metaphone hears a w of its own in kw
    return {code} if len(code) > 2 else set()


def _letters(key: str) -> str:
    """The same for `topiramate` and `topamirate`: syllables change places more often than distance allows."""
    return "".join(sorted(key.replace(" ", "")))


def resemblance(key: str, name: str, *, alike_otherwise: bool = False) -> float:
    """Keystrokes count most, a common beginning next; the same sound or letters close a fifth of the gap."""
    spelling = 0.65 * OSA.normalized_similarity(key, name) + 0.35 * JaroWinkler.normalized_similarity(
        key, name
    )
    return spelling + 0.2 * (1.0 - spelling) if alike_otherwise else spelling


def _most_used_first(entry: SearchableName) -> tuple[int, int, tuple[int, int, int, str]]:
    return (0 if entry.target.owned else 1, -entry.products, entry.order)


def _order(match: NameMatch) -> tuple[float, str, str, int, str]:
    return (-match.score, match.name, match.slug, len(match.matched), match.matched)
