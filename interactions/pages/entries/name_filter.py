"""The entries that a medicine's name finds, written for it or applying to it. Similar names are suggested."""

from __future__ import annotations

from typing import NamedTuple

from interactions.screening.release_index import ReleaseIndex, release_index
from reference.release.names.fuzzy import NameMatch
from reference.release.names.index import normalise
from reference.release.storage.library import LoadedRelease

from .list import Listed, listed_entries

LONGEST = 60
OFFERED = 5


class Named(NamedTuple):
    """What a name found. `medicine` is set if the name means exactly one."""

    text: str
    entries: list[Listed]
    medicine: str = ""
    slug: str = ""
    offered: tuple[NameMatch, ...] = ()


def named(text: str, loaded: LoadedRelease) -> Named:
    """Entries by an exact name or brand, else by names with a word that begins with the text."""
    entries = loaded.derived(listed_entries)
    text = " ".join(text.split())[:LONGEST]
    if not text:
        return Named("", entries)
    hit = loaded.names.look_up(text)
    if hit is None:
        found = _beginning_so(normalise(text), loaded)
        return Named(text, found, offered=() if found else loaded.names.search(text, OFFERED))
    if hit.kind == "ask":
        return Named(text, [], offered=hit.candidates[:OFFERED])
    slugs = {slug for slug in (*hit.ingredients, hit.slug) if slug}
    slug = hit.slug if hit.kind in ("medicine", "product") and hit.slug else ""
    found = [
        e for e in entries if e.target_slug in slugs or e.reaches & slugs or slugs & {*e.values["class"]}
    ]
    return Named(text, found, hit.name, slug)


def _beginning_so(key: str, loaded: LoadedRelease) -> list[Listed]:
    words = loaded.derived(_words)
    return [e for e in loaded.derived(listed_entries) if key and f" {key}" in words[e.slug]]


def _words(loaded: LoadedRelease) -> dict[str, str]:
    """By entry, the names by which it can be found. Built once per release."""
    index: ReleaseIndex = loaded.derived(release_index)
    words = {}
    for entry in loaded.derived(listed_entries):
        names = (entry.title, entry.target, *map(index.name, sorted(entry.reaches)))
        words[entry.slug] = " ".join(f" {normalise(name)}" for name in names)
    return words
