"""NameIndex: what a typed name may mean. Exact names and codes resolve, everything else is offered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from itertools import product as every_choice
from typing import Literal, NamedTuple

import msgspec

from .candidates import (
    SCORE_FLOOR,
    CandidateFinder,
    Entry,
    NameMatch,
    Why,
    best_first,
    entry_of,
    match_of,
    resemblance,
)
from .look_alikes import twins_of, variant_of_twin
from .name_claims import MATCHED_BY, Claim, MatchedBy, Standing, Target, Targets, collect_claims, normalise
from .naming import ProductCode, Substance
from .schema import Release

__all__ = ["ATC", "RXNORM", "UNII", "NameHit", "NameIndex", "NameMatch", "Why", "normalise"]

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ATC = "http://www.whocc.no/atc"
UNII = "http://fdasis.nlm.nih.gov"

HitKind = Literal["medicine", "product", "precipitant", "drug_class", "ask"]

MOST_LETTERS = 200  # the longest name of the vocabularies has 130
MOST_PARTS, MOST_CHOICES, MOST_WORDS = 16, 12, 10  # bounds of time, far above what a chart line holds
SHORTEST_PART = 3  # K, Li and MS are parts of too many names to be a medicine beside another
SHORTEST_JOINED = 5

_JOINT = re.compile(r"\s*(?:[/+&,;-]|\b(?:and|with|plus)\b)\s*", re.IGNORECASE)
_NOT_TYPED = re.compile(r"^.{1,3}$|(?=.*\d)(?!.*[^\W\d_]{5})")  # synonyms that are initials or research codes
_LOOSE_LETTER = re.compile(r" [^\W\d]$")  # Fungoid D, which `fungoidd` does not mean
_NOT_SEARCHED = (Standing.ASK_FIRST, Standing.GROUP, Standing.ABBREVIATION, Standing.UNCONFIRMED)
_WHY_ASKED: dict[Standing, Why] = {
    Standing.ASK_FIRST: "abbreviation",
    Standing.GROUP: "several_compositions",
    Standing.UNCONFIRMED: "several_compositions",
}


class NameHit(msgspec.Struct, frozen=True):
    """What an exact name or code stands for.

    `ingredients` are slugs: one for a medicine, all of a product, and *for a precipitant whatever else
    the thing holds* (kava in Feel Free), which needs its own findings. `slug` is None where `kind` is
    `ask`, and for a product without an entry of its own.
    """

    kind: HitKind
    slug: str | None
    name: str
    matched_by: MatchedBy
    ingredients: tuple[str, ...] = ()
    candidates: tuple[NameMatch, ...] = ()
    why: Why | None = None
    note: str = ""
    label: str = ""  # RxNorm's name of a product code, which tells form, strength and often route


class _Reading(NamedTuple):
    """What a name may mean, before it is put into words: one target, or several and why we ask."""

    text: str
    matched_by: MatchedBy
    targets: tuple[Target, ...]
    why: Why | None = None
    note: str = ""

    def hit(self, label: str = "") -> NameHit:
        if self.why is not None:
            offered = tuple(best_first(match_of(t, self.why, self._score(t)) for t in self.targets))
            return NameHit("ask", None, self.text, self.matched_by, (), offered, self.why, self.note, label)
        (t,) = self.targets
        slug = t.slug if t.described else None
        return NameHit(t.kind, slug, t.name, self.matched_by, t.ingredients, note=self.note, label=label)

    def _score(self, target: Target) -> float:
        """Readings of one name are equally good; only between two spellings is one nearer."""
        if self.why != "spelling":
            return 1.0
        return resemblance(normalise(self.text), normalise(target.name))


class NameIndex:
    """All names and codes of one release. Built once, read by every request of a worker."""

    def __init__(self, release: Release) -> None:
        self._targets = Targets(release)
        self._claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in collect_claims(release, self._targets):
            if key := normalise(claim.text):
                self._claims[key].append(claim)
        self._joined: dict[str, list[str]] = defaultdict(list)
        for key, claims in self._claims.items():
            claims.sort(key=Claim.order)
            if not _LOOSE_LETTER.search(key):
                self._joined[key.replace(" ", "")].append(key)
        self._rxcui, self._slugs_of = _codes(release)
        self._finder = CandidateFinder(self._searchable())
        self._slugs = {t.slug: t for t in sorted(self._all_targets(), key=_plainest_last)}

    def look_up(self, text: str) -> NameHit | None:
        """What an exact name stands for: the whole, else the same letters, else every part of a mixture."""
        if len(text) > MOST_LETTERS:
            return None
        key = normalise(text)
        reading = self._whole(key) or self._same_letters(key) or self._mixture(text)
        return reading.hit() if reading else None

    def by_slug(self, slug: str) -> NameHit | None:
        """A medicine, product, class or kratom product that was offered, and chosen."""
        target = self._slugs.get(slug)
        return _Reading(target.name, "generic", (target,)).hit() if target else None

    def by_code(self, system: str, code: str) -> NameHit | None:
        """What a code stands for. A code of several substances asks; an unknown system or code is None."""
        code = code.strip().upper()
        if system == RXNORM:
            return self._of_rxcui(code)
        slugs = self._slugs_of.get((system, code), ())
        targets = _distinct(self._targets.of([slug]) for slug in slugs)
        why: Why | None = "several_compositions" if len(targets) > 1 else None
        return _Reading(code, "code", targets, why).hit() if targets else None

    def search(self, text: str, limit: int = 5) -> tuple[NameMatch, ...]:
        """Ranked candidates for a name that `look_up` does not know. Offered, never taken."""
        key = normalise(text[:MOST_LETTERS])
        ranked = best_first([*self._exact(text), *self._words_of(key), *self._finder.close_to(key)])[:limit]
        listed = {m.slug for m in ranked}
        twins = [m for m in self._twins(key, ranked[:1]) if m.slug not in listed][: limit // 2]
        return tuple(best_first(ranked[: limit - len(twins)] + twins))

    def suggest(self, prefix: str, limit: int = 8) -> tuple[NameMatch, ...]:
        """Type-ahead: names that begin so, generic before brand, then names that are near."""
        key = normalise(prefix[:MOST_LETTERS])
        listed = self._finder.beginning_with(key, limit)
        if (hit := self.look_up(prefix)) and (hit.kind == "ask" or hit.matched_by != "synonym"):
            listed[:0] = self._exact(prefix)
        if len(listed) < limit and len(key) > 3:
            listed += self.search(prefix, limit)
        once: dict[tuple[str, str], NameMatch] = {}
        for match in listed:
            once.setdefault((match.kind, match.slug), match)
        return tuple(once.values())[:limit]

    def _whole(self, key: str) -> _Reading | None:
        return _settle(key, self._claims[key], self._targets) if key in self._claims else None

    def _same_letters(self, key: str) -> _Reading | None:
        """`cocodamol` for `co-codamol`. Where separators are all that tells two names apart, ask."""
        joined = key.replace(" ", "")
        if len(joined) < SHORTEST_JOINED:
            return None
        claims = sorted((c for k in self._joined.get(joined, ()) for c in self._claims[k]), key=Claim.order)
        return _settle(key, claims, self._targets) if claims else None

    def _mixture(self, text: str) -> _Reading | None:
        """`oxycodone/APAP`: known only if every part is. One part to be asked about makes the whole ask."""
        parts = [part for part in _JOINT.split(text) if normalise(part)]
        if not 1 < len(parts) <= MOST_PARTS or not (readings := self._fewest_names(parts)):
            return None
        mixtures = (self._mix(choice) for choice in every_choice(*(r.targets for r in readings)))
        targets = _distinct(islice(mixtures, MOST_CHOICES))
        why = next((r.why for r in readings if r.why), None)
        return _Reading(text.strip(), "combination", targets, why) if targets else None

    def _fewest_names(self, parts: Sequence[str]) -> list[_Reading]:
        """The parts read as as few exact names as possible, for a hyphen joins a name or two medicines."""
        best: list[list[_Reading] | None] = [[], *[None] * len(parts)]
        for end in range(1, len(parts) + 1):
            for start in range(end):
                before, shortest = best[start], best[end]
                if before is None or (shortest is not None and len(shortest) <= len(before) + 1):
                    continue
                key = normalise(" ".join(parts[start:end]))
                if len(key) >= SHORTEST_PART and (reading := self._whole(key)) and _can_be_mixed(reading):
                    best[end] = [*before, reading]
        return best[-1] or []

    def _mix(self, parts: Sequence[Target]) -> Target | None:
        """The target of all parts together; two kratom products in one line are left to the reader."""
        slugs = tuple(sorted({slug for part in parts for slug in part.ingredients}))
        kratom = {part.slug: part for part in parts if part.kind == "precipitant"}
        if not kratom:
            return self._targets.of(slugs)
        return msgspec.structs.replace(kratom.popitem()[1], ingredients=slugs) if len(kratom) == 1 else None

    def _of_rxcui(self, code: str) -> NameHit | None:
        record = self._rxcui.get(code)
        if record is None:
            return None
        slugs = (record.slug,) if isinstance(record, Substance) else record.ingredients
        target = self._targets.of(slugs)
        if target is not None and (isinstance(record, Substance) or record.complete):
            return _Reading(record.name, "code", (target,)).hit(label=record.name)
        known = _distinct(self._targets.of([slug]) for slug in slugs)
        note = "the list of ingredients may not be complete"
        return _Reading(record.name, "code", known, "several_compositions", note).hit(label=record.name)

    def _exact(self, text: str) -> Iterable[NameMatch]:
        hit = self.look_up(text)
        if hit is None:
            return ()
        if hit.kind == "ask":
            return hit.candidates
        slug = hit.slug or "-".join(hit.ingredients)
        return (NameMatch(slug, hit.name, "spelling", 1.0, hit.kind, text.strip()),)

    def _words_of(self, key: str) -> Iterator[NameMatch]:
        """Exact names inside a longer text: `sertraline dr smith` may mean sertraline, and may mean more."""
        words = key.split()[:MOST_WORDS]
        for start in range(len(words)):
            for end in range(start + 1, min(start + 4, len(words)) + 1):
                name = " ".join(words[start:end])
                if len(name) > SHORTEST_PART and name != key and (reading := self._whole(name)):
                    score = 0.7 + 0.25 * len(name) / len(key)
                    for target in reading.targets:
                        yield match_of(target, reading.why or "spelling", score, name)

    def _twins(self, key: str, ranked: Sequence[NameMatch]) -> Iterator[NameMatch]:
        for match in ranked:
            twins = twins_of(match.slug) if SCORE_FLOOR <= resemblance(key, match.slug) < 1.0 else ()
            for target in _distinct(self._targets.of([slug]) for slug in twins):
                yield match_of(target, "spelling", min(resemblance(key, target.slug), match.score))

    def _all_targets(self) -> set[Target]:
        return {c.target for claims in self._claims.values() for c in claims if c.target is not None}

    def _searchable(self) -> Iterator[Entry]:
        """Names worth offering. Shorthand and unconfirmed brands only answer when typed exactly."""
        for key, claims in self._claims.items():
            best = next((c for c in claims if c.standing not in _NOT_SEARCHED), None)
            if best is None or (best.standing == Standing.SYNONYM and _NOT_TYPED.search(key)):
                continue
            for target in _distinct(c.target for c in claims if c.standing == best.standing):
                if best.text != target.slug or "-" not in target.slug or best.text == target.name:
                    yield entry_of(key, best, target)


def _settle(key: str, claims: Sequence[Claim], targets: Targets) -> _Reading:
    """The best standing wins; equal claims that differ, and names that must not be guessed, ask."""
    best = claims[0]
    matched_by = MATCHED_BY[best.standing]
    if why := _WHY_ASKED.get(best.standing):
        return _Reading(best.text, matched_by, _distinct(c.target for c in claims), why, best.note)
    found = _distinct(c.target for c in claims if c.standing == best.standing)
    if len(found) > 1:
        return _Reading(best.text, matched_by, found, "several_compositions")
    if best.standing == Standing.SYNONYM and (twin := variant_of_twin(key, found[0].slug)):
        both = _distinct([*found, targets.of([twin])])
        return _Reading(best.text, matched_by, both, "spelling", "lies between two look-alike names")
    return _Reading(best.text, matched_by, found, note=best.note)


def _can_be_mixed(reading: _Reading) -> bool:
    return bool(reading.targets) and all(t.kind != "drug_class" for t in reading.targets)


def _plainest_last(target: Target) -> tuple[bool, int, str]:
    """Where two targets share a slug (kratom alone, kratom with kava) the plain one is meant by it."""
    return (target.kind != "drug_class", -len(target.ingredients), target.name)


def _distinct(targets: Iterable[Target | None]) -> tuple[Target, ...]:
    return tuple(dict.fromkeys(t for t in targets if t is not None))


_ByRxcui = dict[str, Substance | ProductCode]


def _codes(release: Release) -> tuple[_ByRxcui, dict[tuple[str, str], tuple[str, ...]]]:
    """RxCUIs to what they name; ATC and UNII codes to the substances that share them."""
    rxcui: _ByRxcui = {c.rxcui: c for c in release.product_codes if c.rxcui}
    rxcui.update((s.rxcui, s) for s in release.substances if s.rxcui)
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    for s in release.substances:
        for key in [*((ATC, code.upper()) for code in s.atc), *([(UNII, s.unii.upper())] if s.unii else [])]:
            shared[key].add(s.slug)
    return rxcui, {key: tuple(sorted(slugs)) for key, slugs in shared.items()}
