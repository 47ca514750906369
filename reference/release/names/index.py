"""NameIndex: what a typed name may mean. Exact names and codes resolve, everything else is offered."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reference.release.schema.release import Release

from .codes import ATC, RXNORM, UNII, CodeIndex, read_code
from .fuzzy import (
    SCORE_FLOOR,
    CandidateFinder,
    NameMatch,
    SearchableName,
    Why,
    best_first,
    match_of,
    resemblance,
    searchable_name,
)
from .look_alikes import OneSlipAway, is_ending, is_slip, twins_of, variant_of_twin
from .market import compositions, products_of
from .matches import Found, NameHit, Reading
from .mixtures import OFFERED_A_PART, SHORTEST_PART, Mixtures, Part, covers
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

__all__ = ["ATC", "RXNORM", "UNII", "NameHit", "NameIndex", "NameMatch", "Why", "normalise"]

MOST_LETTERS = 200  # the longest name of the vocabularies has 130
MOST_WORDS = 10  # it limits the time; a chart line holds far less
MOST_COMPARED = (
    48_000  # names that one line is compared with, some 70 ns each: three searches of the dearest length
)
SHORTEST_JOINED = 5
CLEARLY = 0.8  # a candidate below this is a weak one

_NOT_TYPED = re.compile(r"^.{1,3}$|(?=.*\d)(?!.*[^\W\d_]{5})")  # synonyms that are initials or research codes
_LOOSE_LETTER = re.compile(r" [^\W\d]$")  # Fungoid D, which `fungoidd` does not mean
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
        self._codes = CodeIndex(release, self._targets)
        self._near = OneSlipAway(self._known_by())
        self._mixtures = Mixtures(self._targets, self._whole, compositions(release))
        self._finder = CandidateFinder(self._searchable(products_of(release)))
        self._slugs = {t.slug: t for t in sorted(self._all_targets(), key=_plainest_last)}

    def look_up(self, text: str) -> NameHit | None:
        """What an exact name means: the whole, else the same letters, else every part of a mixture."""
        if len(text) > MOST_LETTERS:
            return None
        key = normalise(text)
        reading = self._whole(key) or self._same_letters(key) or self._mixtures.read(text)
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

    def search(self, text: str, limit: int = 5) -> tuple[NameMatch, ...]:
        """Ranked candidates for a name that `look_up` does not know. Offered, never taken.

        Candidates for a mixture stand for every part of it. If nothing is near one of its parts, the others
        are offered, and each says what it leaves out.
        """
        text = text[:MOST_LETTERS]
        key, parts = normalise(text), self._mixtures.joined_parts(text)
        ranked = best_first([*self._exact(text), *self._named_like(key, limit)])
        if parts:
            whole = [match for match in ranked if covers(match, parts)]
            offered = self._mixtures.offer(parts, self._part_named_like, limit)
            beside = (m for m in offered if not whole or (self._mixtures.is_made(m) and not m.leaves_out))
            known = all(part.reading for part in parts)
            ranked = best_first([*whole, *beside]) or (ranked if known else [])
        elif parts := self._mixtures.spaced_parts(text):
            ranked = self._side_by_side(parts, ranked, limit)
        return self._with_twins(key, ranked, limit)

    def _side_by_side(self, parts: list[Part], ranked: list[NameMatch], limit: int) -> list[NameMatch]:
        """`oxycodne acetaminophen`: one composition if it is on the market and no name is like the whole text.

        Two exact names side by side are offered together, so that choosing one does not lose the other.
        """
        whole = [match for match in ranked if match.score >= CLEARLY and covers(match, parts)]
        if whole:
            together = [match for match in ranked if covers(match, parts)]
            return together if len(whole[0].ingredients) > 1 else ranked
        offered = self._mixtures.offer(parts, self._part_named_like, limit)
        named = all(part.reading for part in parts)
        return [m for m in offered if not m.leaves_out and (named or self._mixtures.is_made(m))] or ranked

    def _named_like(self, key: str, limit: int) -> Iterator[NameMatch]:
        """Names inside the text, longer names, names that begin so, and names that are near."""
        yield from self._words_of(key)
        if len(key) >= SHORTEST_JOINED:
            yield from self._finder.beginning_with(f"{key} ", limit)
        yield from self._finder.spelt_or_clipped(key)

    def _part_named_like(self, key: str) -> tuple[NameMatch, ...]:
        return self._with_twins(key, best_first(self._finder.spelt_or_clipped(key)), OFFERED_A_PART)

    def _with_twins(self, key: str, ranked: list[NameMatch], limit: int) -> tuple[NameMatch, ...]:
        """The best, with the look-alikes of the first next to it."""
        twins = list(self._twins(key, ranked[:1]))
        together = {(m.kind, m.slug) for m in (*ranked[:1], *twins)}
        every = best_first([*ranked, *twins])
        every.sort(key=lambda m: (m.kind, m.slug) not in together)
        return tuple(best_first(every[:limit]))

    def searchable(self, texts: Iterable[str]) -> tuple[list[str], bool]:
        """Those of a line's texts that are compared with names, and whether these are all: cost is bounded.

        A text that would go beyond the bound is passed over. A caller that finds nothing then says so, since that
        text was not searched.
        """
        once: dict[str, str] = {}
        for text in texts:
            once.setdefault(normalise(text[:MOST_LETTERS]), text)
        left, kept = MOST_COMPARED, []
        for text in once.values():
            effort = self._effort(text[:MOST_LETTERS])
            if effort <= left:
                left -= effort
                kept.append(text)
        return kept, len(kept) == len(once)

    def _effort(self, text: str) -> int:
        """How many names a search for this text is compared with."""
        parts = self._mixtures.joined_parts(text) or self._mixtures.spaced_parts(text)
        unknown = [normalise(part.text) for part in parts if part.reading is None]
        return sum(self._finder.compared_with(key) for key in (normalise(text), *unknown))

    def search_first(self, texts: Iterable[str], limit: int = 5) -> Found:
        """The candidates of the first of a line's texts that has any for the whole of it, else of the first with any."""
        kept, searched_all = self.searchable(texts)
        partly: tuple[NameMatch, ...] = ()
        for text in kept:
            matches = self.search(text, limit)
            if matches and not matches[0].leaves_out:
                return Found(matches, searched_all)
            partly = partly or matches
        return Found(partly, searched_all)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[NameMatch, ...]:
        """Type-ahead: names that begin so, generic before brand, then names that are near."""
        key = normalise(prefix[:MOST_LETTERS])
        listed = self._finder.beginning_with(key, limit)
        if (hit := self.look_up(prefix)) and (hit.kind == "ask" or hit.matched_by != "synonym"):
            listed[:0] = self._exact(prefix)
        if len(listed) < limit and len(key) > 3:
            listed += (match for match in self.search(prefix, limit) if not match.leaves_out)
        once: dict[tuple[str, str], NameMatch] = {}
        for match in listed:
            once.setdefault((match.kind, match.slug), match)
        return tuple(once.values())[:limit]

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

    def _exact(self, text: str) -> Iterable[NameMatch]:
        hit = self.look_up(text)
        if hit is None:
            return ()
        if hit.kind == "ask":
            return hit.candidates
        slug = hit.slug or "-".join(hit.ingredients)
        return (NameMatch(slug, hit.name, "spelling", 1.0, hit.kind, text.strip(), hit.ingredients),)

    def _words_of(self, key: str) -> Iterator[NameMatch]:
        """Exact names inside a longer text: `sertraline dr smith` may mean sertraline, and may mean more."""
        words = key.split()[:MOST_WORDS]
        for start in range(len(words)):
            for end in range(start + 1, min(start + 4, len(words)) + 1):
                name = " ".join(words[start:end])
                if len(name) <= SHORTEST_PART or name == key:
                    continue
                reading = self._whole(name)
                if reading and reading.why != "abbreviation":  # `bars` in protein bars, `acid` in uric acid
                    score = 0.7 + 0.25 * len(name) / len(key)
                    for target in reading.targets:
                        yield match_of(target, reading.why or "spelling", score, name)

    def _twins(self, key: str, ranked: Sequence[NameMatch]) -> Iterator[NameMatch]:
        """What is taken for a candidate, by the spelling that came close: Klonopin's twin is clonidine."""
        for match in ranked:
            for name in sorted({normalise(match.matched), match.slug}):
                alike = SCORE_FLOOR <= resemblance(key, name) < 1.0
                for twin in twins_of(name) if alike else ():
                    reading = self._whole(twin)
                    for target in reading.targets if reading else ():
                        yield match_of(target, "spelling", min(resemblance(key, twin), match.score), twin)

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
                    counted = key if best.rank == NameRank.BRAND else target.ingredients
                    yield searchable_name(key, best, target, products[counted])


def _plainest_last(target: Target) -> tuple[bool, int, str]:
    """Where two targets share a slug (kratom alone, kratom with kava) the plain one is meant by it."""
    return (target.kind != "drug_class", -len(target.ingredients), target.name)
