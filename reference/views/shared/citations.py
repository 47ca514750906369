"""Sources as a reader cites them: numbered where they first appear, written in the Vancouver manner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reference.release.schema.kratom import Source

AUTHORS_NAMED = 6


class Reference(NamedTuple):
    """One line of a page's reference list."""

    number: int
    slug: str
    authors: str
    title: str
    published: str
    flags: tuple[str, ...]
    funder: str = ""  # who paid for the study, where that is known


class References:
    """The sources of one page, numbered in the order in which a reader meets them."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}

    def number(self, slug: str) -> int:
        """The source's number on this page, given at its first mention."""
        return self._numbers.setdefault(slug, len(self._numbers) + 1)

    def is_new(self, slug: str) -> bool:
        """Whether the source has not been met yet."""
        return slug not in self._numbers

    def short(self, slug: str) -> str:
        """A source in two words, for the label of its mark."""
        source = self._sources.get(slug)
        return short_name(source) if source else slug

    @property
    def listed(self) -> list[Reference]:
        return [reference(number, slug, self._sources.get(slug)) for slug, number in self._numbers.items()]

    def __len__(self) -> int:
        return len(self._numbers)


def reference(number: int, slug: str, source: Source | None) -> Reference:
    """A source in a reference list. A missing source keeps its line, so that every mark leads somewhere."""
    if source is None:
        return Reference(number, slug, "", slug, "", ("this source is missing from the release",))
    title, funder = source.title.rstrip("."), (source.funder or "").rstrip(".")
    return Reference(number, slug, authors(source), title, published(source), flags(source), funder)


def authors(source: Source) -> str:
    """Up to six names, then "et al."; the title alone where there are no authors."""
    named = ", ".join(source.authors[:AUTHORS_NAMED])
    if len(source.authors) > AUTHORS_NAMED:
        return f"{named}, et al."
    return f"{named.rstrip('.')}." if named else ""


def published(source: Source) -> str:
    """Where and when: "Clin Pharmacol Ther. 2023;113(3):123–9. doi:… PMID …"."""
    place = f"{source.container.rstrip('.')}." if source.container else ""
    when = str(source.year) if source.year else ""
    volume = source.volume or ""
    issue = f"({source.issue})" if source.issue else ""
    pages = f":{source.pages}" if source.pages else ""
    within = f";{volume}{issue}{pages}" if volume or issue or pages else ""
    dated = f"{when}{within}".lstrip(";")
    codes = [f"doi:{source.doi}" if source.doi else "", f"PMID {source.pmid}" if source.pmid else ""]
    return " ".join(part for part in (place, f"{dated}." if dated else "", *codes) if part)


def flags(source: Source) -> tuple[str, ...]:
    """What a reader must know before relying on a source."""
    found = []
    if source.retraction:
        found.append(f"Retracted or corrected: {source.retraction}")
    if source.identification == "needs_verification":
        found.append("not opened by us: needs verification")
    return tuple(found)


def short_name(source: Source) -> str:
    """First author and year, as one says it: "Tanna 2023"."""
    first = source.authors[0] if source.authors else source.container or source.title
    words = first.replace(",", " ").split()
    initials = [w for w in words[1:] if w.isupper() and len(w) <= 3]
    name = (
        words[0]
        if words and initials
        else (words[-1] if words and 1 < len(words) <= 3 and source.authors else first)
    )
    return f"{name} {source.year}" if source.year else name


def links(source: Source) -> list[tuple[str, str]]:
    """Where the source can be opened: (words, address)."""
    found = []
    if source.doi:
        found.append((f"doi:{source.doi}", f"https://doi.org/{source.doi}"))
    if source.pmid:
        found.append((f"PubMed {source.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"))
    if source.pmcid:
        found.append((source.pmcid, f"https://www.ncbi.nlm.nih.gov/pmc/articles/{source.pmcid}/"))
    if source.url and not any(source.url == address for _, address in found):
        found.append((source.url, source.url))
    if source.read_at and source.read_at not in [address for _, address in found]:
        found.append((f"read at {source.read_at}", source.read_at))
    return [(words, address) for words, address in found if address.startswith(("https://", "http://"))]
