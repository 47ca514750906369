"""Names and codes from public vocabularies: not entries, so without review or statements; arrays, for size."""

from __future__ import annotations

import msgspec


class Substance(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An ingredient as the public vocabularies know it. `rxcui`, `unii` are empty where none is known."""

    slug: str
    name: str
    rxcui: str
    unii: str
    atc: tuple[str, ...]
    brands: tuple[str, ...]
    synonyms: tuple[str, ...]


class ProductCode(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An RxNorm code of a product, pack or salt, with the name that says its form."""

    rxcui: str
    name: str
    ingredients: tuple[str, ...]  # slugs
    complete: bool


class Abbreviation(msgspec.Struct, frozen=True, array_like=True, gc=False):
    abbreviation: str
    expansion: tuple[str, ...]  # slugs; several where a combination is meant
    ask: bool  # never resolved without asking
    note: str


class NotMedicine(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Words of a medication list that are no medicine: a pen needle, a test strip, a button of a portal."""

    words: str
    kind: str  # "a supply or device"
    alone: bool  # only where nothing else stands on the line


class NameGroup(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A name for several substances: the members are offered, none is chosen."""

    name: str
    synonyms: tuple[str, ...]
    members: tuple[str, ...]  # slugs
    note: str
