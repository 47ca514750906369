"""Every name of a release, with what it may mean and how strong that meaning is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import Literal

import msgspec

from reference.release.schema.medicines import CombinationProduct, DrugClass, Precipitant
from reference.release.schema.release import Release

TargetKind = Literal["medicine", "product", "precipitant", "drug_class"]
MatchedBy = Literal[
    "generic", "brand", "synonym", "abbreviation", "correction", "class_name", "name_group", "combination",
    "code",
]  # fmt: skip

_GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta"})
_DROPPED = re.compile("['\u2019\u02bb\u02bc`´™®©℠]")  # before NFKD, which would spell ™ as letters
_SEPARATORS = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    """The form in which two spellings of one name are equal: lower case, no accents, single spaces.

    Every separator counts the same, so `7-OH`, `7 OH` and `7/OH` are one name; what a slash or plus
    joins is decided in `NameIndex.look_up`, after the whole name was tried. Apostrophes and trademark
    signs vanish without a gap. The rules are a NFKD, a lower case and two character classes, so that
    the offline copy can repeat them in JavaScript (`\\p{M}`, `\\p{Cf}`, `[^\\p{L}\\p{N}]+`).
    """
    bare = _DROPPED.sub("", text)
    if not bare.isascii():
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", bare).casefold())
        bare = "".join(c for c in folded if unicodedata.category(c) not in ("Mn", "Mc", "Me", "Cf"))
        bare = bare.translate(_GREEK)
    return _SEPARATORS.sub(" ", bare.casefold()).strip()


class NameRank(IntEnum):
    """How strong a meaning of a name is: the lowest number wins, and equal ranks that differ make us ask.

    An editor's correction yields only to kratom's own names, because a line that is kratom must set
    the context. A drug class ranks above abbreviations, so that `SSRI` is answered as a class.
    """

    PRECIPITANT = 0
    CORRECTION = 1
    GENERIC = 2
    CLASS = 3
    ASK_FIRST = 4
    GROUP = 5
    ABBREVIATION = 6
    BRAND = 7
    SALT = 8
    SYNONYM = 9
    UNCONFIRMED = 10


MATCHED_BY: dict[NameRank, MatchedBy] = {
    NameRank.PRECIPITANT: "generic",
    NameRank.CORRECTION: "correction",
    NameRank.GENERIC: "generic",
    NameRank.CLASS: "class_name",
    NameRank.ASK_FIRST: "abbreviation",
    NameRank.GROUP: "name_group",
    NameRank.ABBREVIATION: "abbreviation",
    NameRank.BRAND: "brand",
    NameRank.SALT: "synonym",
    NameRank.SYNONYM: "synonym",
    NameRank.UNCONFIRMED: "brand",
}


class Target(msgspec.Struct, frozen=True, gc=False):
    """What a name may mean. A product without a record of its own has a slug made of its ingredients."""

    kind: TargetKind
    slug: str
    name: str
    ingredients: tuple[str, ...]
    described: bool = True
    owned: bool = False


class NameEntry(msgspec.Struct, frozen=True, gc=False):
    """One meaning of one name. A name group without known members means nothing (`target` None)."""

    text: str
    rank: NameRank
    target: Target | None
    note: str = ""

    def order(self) -> tuple[int, str, str, str, str]:
        """Best rank first, and independent of the order of the names in the release."""
        name, slug = (self.target.name, self.target.slug) if self.target else ("", "")
        return (self.rank, name, slug, self.text, self.note)


def described(product: CombinationProduct) -> Target:
    slugs = tuple(sorted(i.medication for i in product.ingredients))
    return Target("product", product.slug, product.name, slugs, owned=True)


class Targets:
    """Turns ingredient slugs into targets, so that one composition is always the same target."""

    def __init__(self, release: Release) -> None:
        self._names = {s.slug: s.name for s in release.substances} | {
            m.slug: m.name for m in release.medications
        }
        self._owned = frozenset(m.slug for m in release.medications)
        self._precipitants = self._kratom_substances(release)
        self._products: dict[tuple[str, ...], Target] = {}
        for product in sorted(release.combination_products, key=lambda p: p.slug, reverse=True):
            target = described(product)
            if len(target.ingredients) > 1:
                self._products[target.ingredients] = target

    def _kratom_substances(self, release: Release) -> dict[str, Precipitant]:
        """Substances that are kratom under another name: all their synonyms and codes set the context too."""
        ordered = sorted(release.precipitants, key=lambda p: p.slug, reverse=True)
        by_name = {normalise(text): p for p in ordered for text in (p.slug, p.name, *p.names)}
        return {
            slug: by_name[key]
            for slug, name in self._names.items()
            for key in (normalise(slug), normalise(name))
            if key in by_name
        }

    def known(self, slug: str) -> bool:
        return slug in self._names

    def of(self, slugs: Iterable[str]) -> Target | None:
        """The target of exactly these ingredients; None if one is unknown, so that a part is never taken for the whole."""
        wanted = tuple(sorted(set(slugs)))
        if not wanted or not all(self.known(slug) for slug in wanted):
            return None
        if kratom := [slug for slug in wanted if slug in self._precipitants]:
            return self.precipitant(
                self._precipitants[kratom[0]], tuple(s for s in wanted if s not in self._precipitants)
            )
        if product := self._products.get(wanted):
            return product
        if len(wanted) == 1:
            return Target(
                "medicine", wanted[0], self._names[wanted[0]], wanted, owned=wanted[0] in self._owned
            )
        return Target(
            "product",
            "-".join(wanted),
            "/".join(self._names[slug] for slug in wanted),
            wanted,
            described=False,
        )

    @staticmethod
    def precipitant(record: Precipitant, others: tuple[str, ...] = ()) -> Target:
        return Target("precipitant", record.slug, record.name, others, owned=True)

    @staticmethod
    def drug_class(record: DrugClass) -> Target:
        return Target("drug_class", record.slug, record.name, (), owned=True)


def distinct(targets: Iterable[Target | None]) -> tuple[Target, ...]:
    return tuple(dict.fromkeys(t for t in targets if t is not None))


def collect_name_entries(release: Release, targets: Targets) -> Iterator[NameEntry]:
    """Every meaning of every name, in no particular order."""
    yield from _entries_of_editors(release, targets)
    yield from _entries_of_substances(release, targets)
    yield from _entries_of_shorthand(release, targets)
    for brand, slugs in release.combination_brands:
        yield from _entry(brand, NameRank.BRAND, targets.of(slugs))
    for code in release.product_codes:
        if code.complete and not _STRENGTH.search(code.name):
            yield from _entry(code.name, NameRank.SALT, targets.of(code.ingredients))
    for brand, slug in release.unconfirmed_brands:
        yield from _entry(brand, NameRank.UNCONFIRMED, targets.of([slug]), note="possibly contains this")


_STRENGTH = re.compile(r"\d (?:MG|MCG|UNT|ML|MEQ|HR|MMOL|MCI|ACTUAT)\b")
"""RxNorm product names carry a strength; names of salts and mixtures do not, and are names people type."""


def _entry(text: str, rank: NameRank, target: Target | None, note: str = "") -> Iterator[NameEntry]:
    if target is not None:
        yield NameEntry(text, rank, target, note)


def _entries_of_editors(release: Release, targets: Targets) -> Iterator[NameEntry]:
    for p in release.precipitants:
        for text in (p.slug, p.name, *p.names):
            yield NameEntry(text, NameRank.PRECIPITANT, targets.precipitant(p, p.holds))
    for m in release.medications:
        for text in (m.name, m.slug):
            yield from _entry(text, NameRank.GENERIC, targets.of([m.slug]))
        for text in m.names:
            yield from _entry(text, NameRank.CORRECTION, targets.of([m.slug]))
    for product in release.combination_products:
        for text in (product.slug, product.name, *product.names):
            yield NameEntry(text, NameRank.CORRECTION, described(product))
    for c in release.drug_classes:
        for text in (c.slug, c.name, *c.names):
            yield NameEntry(text, NameRank.CLASS, targets.drug_class(c))


def _entries_of_substances(release: Release, targets: Targets) -> Iterator[NameEntry]:
    for s in release.substances:
        target = targets.of([s.slug])
        for text in (s.name, s.slug):
            yield from _entry(text, NameRank.GENERIC, target)
        for text in s.brands:
            yield from _entry(text, NameRank.BRAND, target)
        for text in s.synonyms:
            yield from _entry(text, NameRank.SYNONYM, target)


def _entries_of_shorthand(release: Release, targets: Targets) -> Iterator[NameEntry]:
    for a in release.abbreviations:
        if not a.ask:
            yield from _entry(a.abbreviation, NameRank.ABBREVIATION, targets.of(a.expansion), a.note)
            continue
        readings = [target for slug in a.expansion if (target := targets.of([slug]))]
        for reading in readings or (None,):
            yield NameEntry(a.abbreviation, NameRank.ASK_FIRST, reading, a.note)
    for g in release.name_groups:
        members = [target for slug in g.members if (target := targets.of([slug]))]
        for text in (g.name, *g.synonyms):
            for member in members or (None,):
                yield NameEntry(text, NameRank.GROUP, member, g.note)
