"""What is, or was, sold: compositions of several ingredients, and how many products there are of a medicine."""

from __future__ import annotations

import re
from collections import Counter

from reference.release.schema.release import Release

from .name_entries import NameEntry, NameRank, Target, normalise

_BRANDED = re.compile(r"\[([^\]]+)\]$")  # as RxNorm names a product: `… Oral Tablet [Zoloft]`

_FOR_INHALING = re.compile(r"\b(?:inhal|nebuli)", re.IGNORECASE)


def compositions(release: Release) -> set[tuple[str, ...]]:
    """The ingredients of every product with several, each sorted."""
    listed = [code.ingredients for code in release.product_codes if code.complete]
    listed += [slugs for _, slugs in release.combination_brands]
    listed += [tuple(i.medication for i in p.ingredients) for p in release.combination_products]
    return {tuple(sorted(set(slugs))) for slugs in listed if len(slugs) > 1}


def products_of(release: Release) -> Counter[str | tuple[str, ...]]:
    """How many products RxNorm lists of each composition (sorted ingredients), and of each brand (its normalised name)."""
    count: Counter[str | tuple[str, ...]] = Counter()
    for code in release.product_codes:
        if code.complete:
            count[tuple(sorted(code.ingredients))] += 1
        if branded := _BRANDED.search(code.name):
            count[normalise(branded[1])] += 1
    return count


def inhaled(release: Release) -> set[tuple[str, ...]]:
    """The compositions (sorted ingredients) of which RxNorm lists a product for inhaling."""
    return {
        tuple(sorted(code.ingredients))
        for code in release.product_codes
        if code.complete and _FOR_INHALING.search(code.name)
    }


def sold_as(key: str, entry: NameEntry, target: Target, products: Counter[str | tuple[str, ...]]) -> int:
    """How many products are sold under a name. A synonym is none: `pantomicina` makes `panto` no erythromycin."""
    if entry.rank == NameRank.SYNONYM:
        return 0
    return products[key if entry.rank == NameRank.BRAND else target.ingredients]
