"""What a worker knows of the releases folder at one moment. A request keeps the one that it began with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .chain import in_order
from .regular_files import FileStamp
from .store import IndexEntry, ReleaseIndexFile


@dataclass(frozen=True)
class Catalogue:
    """The index, which release is served by it, and what could not be read."""

    index: ReleaseIndexFile
    stamp: FileStamp | None = None
    """Of the index file: changes when any release is published, recalled from or withdrawn."""
    served: str | None = None
    wanted: str | None = None
    """What should be served: `served`, unless its file cannot be read."""
    faults: tuple[str, ...] = ()
    """Why less than everything could be read, in words for the server's operator."""

    @property
    def instead_of(self) -> str | None:
        """The newest release, where an older one is served because that one cannot be read."""
        return self.wanted if self.served and self.served != self.wanted else None


class LibraryState(NamedTuple):
    """The state of a worker, for the ready check and for monitoring."""

    status: Literal["ready", "degraded", "no release"]
    served: str | None
    checksum: str | None
    wanted: str | None
    why: tuple[str, ...]


def newest_first(index: ReleaseIndexFile) -> list[IndexEntry]:
    """Every listed release, the end of the chain first."""
    return in_order(index.releases.values())[::-1]


def candidates(index: ReleaseIndexFile) -> Iterator[str]:
    """What may be current: what the index names, then the newest before it. Never one that was withdrawn."""
    good = [entry.manifest.version for entry in newest_first(index) if entry.withdrawn is None]
    if index.current in good:
        yield index.current
    yield from (version for version in good if version != index.current)
