"""NameIndex: what a typed name may mean. Exact names and codes resolve, everything else is offered."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reference.release.schema.release import Release

from .candidates import MOST_LETTERS, SHORTEST_JOINED, Candidates
from .codes import ATC, RXNORM, UNII, CodeIndex, read_code
from .fuzzy import (
    CandidateFinder,
    NameMatch,
    SearchableName,
    Why,
    searchable_name,
)
from .look_alikes import OneSlipAway, is_ending, is_slip, variant_of_twin
from .market import compositions, inhaled, products_of, sold_as
from .matches import Found, NameHit, Reading
from .mixtures import Mixtures
from .name_entries import (
    MATCHED_BY,
    NameEntry,
    NameRank,
    Target,
    Targets,
    collect_name_entries,
    distinct,
    normalise,
)
from .names_in_text import NamesInText, Place

__all__ = ["ATC", "RXNORM", "UNII", "NameHit", "NameIndex", "NameMatch", "Why", "normalise"]


_NOT_TYPED = re.compile(r"^.{1,3}$|(?=.*\d)(?!.*[^\W\d_]{5})")  # synonyms that are initials or research codes
_LOOSE_LETTER = re.compile(r" [^\W\d]$")  # Fungoid D, which `fungoidd` does not mean
_INHALED = " inh"
_NOT_SEARCHED = (NameRank.ASK_FIRST, NameRank.GROUP, NameRank.ABBREVIATION, NameRank.UNCONFIRMED)
_MAIN_NAME = (NameRank.PRECIPITANT, NameRank.CORRECTION, NameRank.GENERIC, NameRank.BRAND)
_WHY_ASKED: dict[NameRank, Why] = {
    NameRank.ASK_FIRST: "abbreviation",
    NameRank.GROUP: "several_compositions",
    NameRank.UNCONFIRMED: "several_compositions",
}


class NameIndex:
    """All names and codes of one release. Built once, read by every request of a worker."""

    def __init__(self, release: Release) -> None:
        self._targets = Targets(release)
        self._entries: dict[str, list[NameEntry]] = defaultdict(list)
        for entry in collect_name_entries(release, self._targets):
            if key := normalise(entry.text):
                self._entries[key].append(entry)
        self._joined: dict[str, list[str]] = defaultdict(list)
        for key, entries in self._entries.items():
            entries.sort(key=NameEntry.order)
            if not _LOOSE_LETTER.search(key):
                self._joined[key.replace(" ", "")].append(key)
        self._local = frozenset(map(normalise, release.local_brands))
        self._inhaled = inhaled(release)
        self._codes = CodeIndex(release, self._targets)
        self._near = OneSlipAway(self._known_by())
        self._mixtures = Mixtures(self._targets, self._whole, compositions(release))
        finder = CandidateFinder(self._searchable(products_of(release)))
        self._candidates = Candidates(finder, self._mixtures, self._whole, self.look_up)
        self._inside = NamesInText(self._entries)
        self._slugs = {t.slug: t for t in sorted(self._all_targets(), key=_plainest_last)}

    def look_up(self, text: str) -> NameHit | None:
        """What an exact name means: the whole, else the same letters, else every part of a mixture."""
        if len(text) > MOST_LETTERS:
            return None
        key = normalise(text)
        reading = self._whole(key) or self._same_letters(key) or self._to_inhale(text)
        reading = reading or self._mixtures.read(text)
        return reading.hit() if reading else None

    def by_slug(self, slug: str) -> NameHit | None:
        """A medicine, product, class or kratom product that was offered, and chosen."""
        target = self._slugs.get(slug)
        return Reading(target.name, "generic", (target,)).hit() if target else None

    def by_code(self, system: str, code: str) -> NameHit | None:
        """What a code means. A code of several substances asks; an unknown system or code is None."""
        reading = self._codes.reading(system, code)
        return reading.hit() if reading else None

    def typed_code(self, text: str) -> NameHit | None:
        """What a line means that is only a code, with its system named or an ATC code."""
        typed = read_code(text) if len(text) <= MOST_LETTERS else None
        return self.by_code(typed.system, typed.code) if typed else None

    def names_in(self, text: str) -> Iterator[Place]:
        """The exact names inside a text, with their places: what else stands on a line."""
        return self._inside.find(text)

    def search(self, text: str, limit: int = 5) -> tuple[NameMatch, ...]:
        """Ranked candidates for a name that `look_up` does not know. Offered, never taken."""
        return self._candidates.search(text, limit)

    def searchable(self, texts: Iterable[str]) -> tuple[list[str], bool]:
        """Those of a line's texts that are compared with names, and whether these are all."""
        return self._candidates.searchable(texts)

    def search_first(self, texts: Iterable[str], limit: int = 5) -> Found:
        """The candidates of a line, from the text of it that clearly has some."""
        return self._candidates.search_first(texts, limit)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[NameMatch, ...]:
        """Type-ahead: names that begin so, generic before brand, then names that are near."""
        return self._candidates.suggest(prefix, limit)

    def _whole(self, key: str) -> Reading | None:
        return self._settle(key, self._entries[key]) if key in self._entries else None

    def _same_letters(self, key: str) -> Reading | None:
        """`cocodamol` for `co-codamol`. If two names differ only in their separators, ask."""
        joined = key.replace(" ", "")
        if len(joined) < SHORTEST_JOINED or _LOOSE_LETTER.search(key):
            return None
        entries = sorted(
            (c for k in self._joined.get(joined, ()) for c in self._entries[k]), key=NameEntry.order
        )
        return self._settle(key, entries) if entries else None

    def _to_inhale(self, text: str) -> Reading | None:
        """`albuterol inh`: behind the name of what is inhaled, `inh` is the form and not isoniazid."""
        name, form = text.strip()[: -len(_INHALED)], text.strip()[-len(_INHALED) :]
        if (
            form.lower() != _INHALED
            or (reading := self._whole(normalise(name)) or self._mixtures.read(name)) is None
        ):
            return None
        meant = reading.why is None and reading.targets[0].ingredients in self._inhaled
        return reading._replace(local=True) if meant else None

    def _settle(self, key: str, entries: Sequence[NameEntry]) -> Reading:
        """The best rank wins; entries of equal rank that differ, and names that must not be guessed, ask."""
        best = entries[0]
        matched_by = MATCHED_BY[best.rank]
        if why := _WHY_ASKED.get(best.rank):
            near = self._near.to(key) if best.rank == NameRank.UNCONFIRMED else ()
            asked = distinct([*(c.target for c in entries), *near])
            return Reading(best.text, matched_by, asked, why, best.note)
        found = distinct(c.target for c in entries if c.rank == best.rank)
        if len(found) > 1:
            return Reading(best.text, matched_by, found, "several_compositions")
        if best.rank == NameRank.SYNONYM and (others := self._mistakable(key, found[0])):
            both = distinct([*found, *others])
            return Reading(best.text, matched_by, both, "spelling", "lies between two look-alike names")
        return Reading(
            best.text, matched_by, found, note=best.note, local=normalise(best.text) in self._local
        )

    def _mistakable(self, key: str, target: Target) -> tuple[Target, ...]:
        """Whose name a synonym could be a slip for: `panadon` is dexpanthenol, and one key from Panadol."""
        if is_ending(key, normalise(target.name)):
            return ()
        twin = variant_of_twin(key, target.slug)
        near = () if is_slip(key, normalise(target.name)) else self._near.to(key)
        return tuple(t for t in distinct([*near, self._targets.of([twin] if twin else [])]) if t != target)

    def _all_targets(self) -> set[Target]:
        return {c.target for entries in self._entries.values() for c in entries if c.target is not None}

    def _known_by(self) -> dict[str, Target]:
        """The generic names and brands of what editors own."""
        return {
            key: entries[0].target
            for key, entries in self._entries.items()
            if entries[0].rank in _MAIN_NAME and entries[0].target is not None and entries[0].target.owned
        }

    def _searchable(self, products: Counter[str | tuple[str, ...]]) -> Iterator[SearchableName]:
        """Names worth offering. Shorthand and unconfirmed brands only answer when typed exactly."""
        for key, entries in self._entries.items():
            best = next((c for c in entries if c.rank not in _NOT_SEARCHED), None)
            if best is None or (best.rank == NameRank.SYNONYM and _NOT_TYPED.search(key)):
                continue
            for target in distinct(c.target for c in entries if c.rank == best.rank):
                if best.text != target.slug or "-" not in target.slug or best.text == target.name:
                    yield searchable_name(key, best, target, sold_as(key, best, target, products))


def _plainest_last(target: Target) -> tuple[bool, int, str]:
    """Where two targets share a slug (kratom alone, kratom with kava) the plain one is meant by it."""
    return (target.kind != "drug_class", -len(target.ingredients), target.name)
