"""What an inexact name may mean: candidates for the whole of what was typed, ranked, offered and never taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from .fuzzy import SCORE_FLOOR, CandidateFinder, NameMatch, best_first, match_of, resemblance
from .look_alikes import twins_of
from .matches import Found, NameHit, Reading
from .mixtures import OFFERED_A_PART, SHORTEST_PART, SHORTEST_SEARCHED, Mixtures, Part, covers
from .name_entries import normalise

MOST_LETTERS = 200  # the longest name of the vocabularies has 130
MOST_WORDS = 10  # it limits the time; a chart line holds far less
MOST_COMPARED = (
    64_000  # names that one line is compared with, some 70 ns each: four searches of the dearest length
)
SHORTEST_JOINED = 5
CLEARLY, SURELY = 0.8, 0.9  # a candidate below the first is a weak one


class Candidates:
    """Asks for candidates, by the whole text, by the words in it and by the parts of a mixture."""

    def __init__(
        self,
        finder: CandidateFinder,
        mixtures: Mixtures,
        whole: Callable[[str], Reading | None],
        look_up: Callable[[str], NameHit | None],
    ) -> None:
        self._finder = finder
        self._mixtures = mixtures
        self._whole = whole
        self._look_up = look_up

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
            beside = self._beside(whole, self._mixtures.offer(parts, self._part_named_like, limit))
            known = all(part.reading for part in parts)
            ranked = best_first([*whole, *beside]) or (ranked if known else [])
        elif parts := self._mixtures.spaced_parts(text):
            ranked = self._side_by_side(parts, ranked, limit)
        return self._with_twins(key, ranked, limit)

    def _beside(self, whole: list[NameMatch], offered: Iterable[NameMatch]) -> Iterator[NameMatch]:
        """Compositions beside names like the whole text: those on the market, and none before a name that is clearly meant."""
        for match in offered:
            if whole and (match.leaves_out or not self._mixtures.is_made(match)):
                continue
            behind = bool(whole) and whole[0].score >= SURELY and match.score >= whole[0].score
            yield msgspec.structs.replace(match, score=whole[0].score - 0.001) if behind else match

    def _side_by_side(self, parts: list[Part], ranked: list[NameMatch], limit: int) -> list[NameMatch]:
        """`oxycodne acetaminophen`: one composition if it is on the market and no name is like the whole text.

        Two exact names side by side are offered together, so that choosing one does not lose the other.
        """
        whole = [match for match in ranked if match.score >= CLEARLY and covers(match, parts)]
        if whole:
            together = [match for match in ranked if covers(match, parts)]
            return together if len(whole[0].ingredients) > 1 else ranked
        offered = self._mixtures.offer(parts, self._part_named_like, limit)
        if all(part.reading for part in parts):
            return offered or ranked
        return [m for m in offered if not m.leaves_out and self._mixtures.is_made(m)] or ranked

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
        searched = [key for key in unknown if len(key) >= SHORTEST_SEARCHED]
        return sum(self._finder.compared_with(key) for key in (normalise(text), *searched))

    def search_first(self, texts: Iterable[str], limit: int = 5) -> Found:
        """The candidates of the first of a line's texts that clearly has some, else of that with the nearest.

        Those that leave out a part of the line come last.
        """
        kept, searched_all = self.searchable(texts)
        best: tuple[NameMatch, ...] = ()
        for text in kept:
            matches = self.search(text, limit)
            if matches and _nearness(matches)[0]:
                return Found(matches, searched_all)
            if matches and (not best or _nearness(matches) > _nearness(best)):
                best = matches
        return Found(best, searched_all)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[NameMatch, ...]:
        """Type-ahead: names that begin so, generic before brand, then names that are near."""
        key = normalise(prefix[:MOST_LETTERS])
        listed = self._finder.beginning_with(key, limit)
        if (hit := self._look_up(prefix)) and (hit.kind == "ask" or hit.matched_by != "synonym"):
            listed[:0] = self._exact(prefix)
        if len(listed) < limit and len(key) > 3:
            listed += (match for match in self.search(prefix, limit) if not match.leaves_out)
        once: dict[tuple[str, str], NameMatch] = {}
        for match in listed:
            once.setdefault((match.kind, match.slug), match)
        return tuple(once.values())[:limit]

    def _exact(self, text: str) -> Iterable[NameMatch]:
        hit = self._look_up(text)
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


def _nearness(matches: Sequence[NameMatch]) -> tuple[bool, float]:
    """A clear candidate for the whole text before one for a part of it, and that before a weak one."""
    first = matches[0]
    return not first.leaves_out and first.score >= CLEARLY, first.score
