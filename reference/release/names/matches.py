"""NameHit: what an exact name or code means; Reading: the same before it is put into words; Found: candidates."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from .fuzzy import NameMatch, Why, best_first, match_of, resemblance
from .name_entries import MatchedBy, Target, normalise

HitKind = Literal["medicine", "product", "precipitant", "drug_class", "ask"]


class NameHit(msgspec.Struct, frozen=True):
    """What an exact name or code means.

    `ingredients` are slugs: one for a medicine, all of a product, and *for a precipitant everything else
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
    label: str = ""  # RxNorm's name of a product code, which gives form, strength and often route
    local: bool = False  # a brand that exists only for local use


class Found(NamedTuple):
    """Candidates for a line that no exact name fits. `searched_all`: none of its texts was passed over."""

    candidates: tuple[NameMatch, ...]
    searched_all: bool


class Reading(NamedTuple):
    """What a name or code may mean: one target, or several and why we ask."""

    text: str
    matched_by: MatchedBy
    targets: tuple[Target, ...]
    why: Why | None = None
    note: str = ""
    label: str = ""
    local: bool = False

    def hit(self) -> NameHit:
        if self.why is not None:
            offered = tuple(best_first(match_of(t, self.why, self._score(t)) for t in self.targets))
            return NameHit(
                "ask", None, self.text, self.matched_by, (), offered, self.why, self.note, self.label
            )
        (t,) = self.targets
        slug = t.slug if t.described else None
        return NameHit(
            t.kind,
            slug,
            t.name,
            self.matched_by,
            t.ingredients,
            note=self.note,
            label=self.label,
            local=self.local,
        )

    def _score(self, target: Target) -> float:
        """Readings of one name are equally good; only between two spellings is one nearer."""
        if self.why != "spelling":
            return 1.0
        return resemblance(normalise(self.text), normalise(target.name))
