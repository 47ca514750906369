"""What a code means: RxCUI, UNII, ATC of a substance, ATC of a class; and the codes typed in a line."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from reference.release.schema.medicines import DrugClass
from reference.release.schema.release import Release
from reference.release.schema.vocabulary_names import ProductCode, Substance

from .fuzzy import Why
from .matches import Reading
from .name_entries import Target, Targets, distinct

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ATC = "http://www.whocc.no/atc"
UNII = "http://fdasis.nlm.nih.gov"

_SYSTEM = {"rxcui": RXNORM, "rxnorm": RXNORM, "atc": ATC, "unii": UNII}
_SYSTEM_FIRST = re.compile(r"(?P<system>rx\s?cui|rxnorm|atc|unii)(?:\s+code)?\s*[:#=]?\s*(?P<code>[a-z\d]+)")
_BARE_ATC = re.compile(r"[a-z]\d\d[a-z]{2}(?:\d\d)?")
_ATC_CLASS = re.compile(r"[A-Z]\d\d[A-Z]{0,2}")
_SHORTEST_CLASS, _LONGEST_CLASS = 3, 5
LEAST_MEMBERS = 2
"""An ATC group of which one substance is known says nothing about a class: others may lie outside it."""


class TypedCode(NamedTuple):
    system: str
    code: str


def read_code(text: str) -> TypedCode | None:
    """The code that a whole line consists of: `RxCUI 6960`, `UNII …`, `ATC N05CD08`, `N05CD08`.

    Digits alone are never a code: they are more often a strength, a ward or a record number.
    """
    typed = text.strip(" \t.,;()[]").lower()
    if found := _SYSTEM_FIRST.fullmatch(typed):
        system = found["system"].replace(" ", "")
        return TypedCode(_SYSTEM[system], found["code"].upper())
    return TypedCode(ATC, typed.upper()) if _BARE_ATC.fullmatch(typed) else None


class CodeIndex:
    """All codes of one release."""

    def __init__(self, release: Release, targets: Targets) -> None:
        self._targets = targets
        self._rxcui: dict[str, Substance | ProductCode] = {c.rxcui: c for c in release.product_codes}
        self._rxcui.update((s.rxcui, s) for s in release.substances if s.rxcui)
        shared: dict[TypedCode, set[str]] = defaultdict(set)
        for s in release.substances:
            for code in filter(None, [s.unii]):
                shared[TypedCode(UNII, code.upper())].add(s.slug)
            for code in s.atc:
                for end in (*range(_SHORTEST_CLASS, _LONGEST_CLASS + 1), len(code)):
                    shared[TypedCode(ATC, code[:end].upper())].add(s.slug)
        self._slugs_of = {code: tuple(sorted(slugs)) for code, slugs in shared.items()}
        self._classes = _narrowest_first(release.drug_classes)

    def reading(self, system: str, code: str) -> Reading | None:
        """A code of several substances asks; an unknown system or code is None."""
        code = code.strip().upper()
        if system == RXNORM:
            return self._of_rxcui(code)
        slugs = self._slugs_of.get(TypedCode(system, code), ())
        if system == ATC and _ATC_CLASS.fullmatch(code):
            return self._of_atc_class(code, slugs)
        found = distinct(self._targets.of([slug]) for slug in slugs)
        why: Why | None = "several_compositions" if len(found) > 1 else None
        return Reading(code, "code", found, why) if found else None

    def _of_rxcui(self, code: str) -> Reading | None:
        record = self._rxcui.get(code)
        if record is None:
            return None
        slugs = (record.slug,) if isinstance(record, Substance) else record.ingredients
        target = self._targets.of(slugs)
        if target is not None and (isinstance(record, Substance) or record.complete):
            return Reading(record.name, "code", (target,), label=record.name)
        known = distinct(self._targets.of([slug]) for slug in slugs)
        note = "the list of ingredients may not be complete"
        return Reading(record.name, "code", known, "several_compositions", note, record.name)

    def _of_atc_class(self, code: str, slugs: tuple[str, ...]) -> Reading | None:
        """The narrowest of our classes that holds every substance listed under the code; else the substances.

        Derived from the substances' own codes, because the ATC index may not be copied. One substance
        outside a class is enough to ask: adefovir is listed in J05AF with the antiretrovirals.
        """
        members = distinct(self._targets.of([slug]) for slug in slugs)
        if not members:
            return None
        if len(members) >= LEAST_MEMBERS:
            for target, held in self._classes:
                if held.issuperset(slugs):
                    return Reading(code, "code", (target,), note=f"ATC class {code}")
        return Reading(code, "code", members, "several_compositions", f"{code} is an ATC class")


def _narrowest_first(classes: tuple[DrugClass, ...]) -> list[tuple[Target, frozenset[str]]]:
    """Classes with a name that is used in charts, with all below them.

    Groups made for one interaction (substrates with a narrow index) have no such name and answer no code.
    """
    below: dict[str, set[str]] = defaultdict(set)
    parents = {c.slug: c.parents for c in classes}
    for c in classes:
        waiting, reached = [c.slug], set[str]()
        while waiting:
            if (slug := waiting.pop()) not in reached:
                reached.add(slug)
                below[slug].update(c.members)
                waiting.extend(parents.get(slug, ()))
    named = sorted((c for c in classes if c.names), key=lambda c: (len(below[c.slug]), c.slug))
    return [(Targets.drug_class(c), frozenset(below[c.slug])) for c in named]
