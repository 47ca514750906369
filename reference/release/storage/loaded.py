"""A verified release as one request reads it, with what is derived from it once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock, RLock
from types import TracebackType
from typing import Any, TypeVar

from reference.release.names.index import NameIndex
from reference.release.schema.release import Manifest, Recall, Release

from .catalogue import Catalogue
from .provenance import ReleaseStamp, ReviewCount, release_stamp, review_count, today
from .recall_marks import Corrections, corrections_in, marked_with, warning_of
from .store import Withdrawal, is_preview

T = TypeVar("T")


class ReleaseBusy(RuntimeError):
    """Another old release is being read for somebody else: ask again in some seconds."""


class Turn:
    """What an old release needs is built by one thread at a time; other requests are refused at once instead of waiting.

    So a crawler among old releases takes at most one thread per worker; the current release needs no turn.
    """

    def __init__(self) -> None:
        self._lock = RLock()

    def __enter__(self) -> None:
        """Raises ReleaseBusy."""
        if not self._lock.acquire(blocking=False):
            raise ReleaseBusy("another old release is being read at this moment")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()


class Opened:
    """A sealed file, decoded, and what follows from its bytes alone: kept while indexes come and go."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self._building = Lock()
        self._names: NameIndex | None = None

    def names(self, turn: Turn | None = None) -> NameIndex:
        """Takes half a second, so it is built at the first look-up by name. Raises ReleaseBusy."""
        if self._names is None:
            with turn or nullcontext(), self._building:
                if self._names is None:
                    self._names = NameIndex(self.release)
        return self._names


@dataclass(frozen=True, eq=False, repr=False)
class LoadedRelease:
    """A release under one catalogue. `turn`: of an old release; what readers read by default asks for none."""

    opened: Opened
    checksum: str
    withdrawn: Withdrawal | None
    catalogue: Catalogue
    turn: Turn | None = None
    _derived: dict[Callable[..., Any], Any] = field(default_factory=dict)
    _building: dict[Callable[..., Any], RLock] = field(default_factory=dict)
    _records: dict[str, dict[str, Any]] = field(default_factory=dict)

    @cached_property
    def release(self) -> Release:
        """What was sealed, under the marks that are open today: an entry recalled later is recalled here too."""
        if self.is_preview:
            return self.opened.release
        return marked_with(self.opened.release, self.catalogue.index.recalls)

    @property
    def manifest(self) -> Manifest:
        assert self.opened.release.manifest is not None
        return self.opened.release.manifest

    @property
    def is_preview(self) -> bool:
        """An unpublished preview: editors look at what would be published."""
        return is_preview(self.manifest.version)

    @property
    def is_current(self) -> bool:
        """Whether readers get it when they name no release."""
        return self.manifest.version == self.catalogue.served

    @property
    def instead_of(self) -> str | None:
        """The newest release, where this one is served because that one cannot be read."""
        return self.catalogue.instead_of if self.is_current else None

    @property
    def is_past_its_day(self) -> bool:
        """Whether the day until which it was valid is over."""
        return self.manifest.valid_until < today()

    @cached_property
    def stamp(self) -> ReleaseStamp:
        reason = self.withdrawn.reason if self.withdrawn else None
        return release_stamp(
            self.manifest, self.checksum, reason, is_preview=self.is_preview, instead_of=self.instead_of
        )

    @cached_property
    def review(self) -> ReviewCount:
        return review_count(self.manifest)

    @cached_property
    def corrections(self) -> Corrections:
        """What must not be relied on until it is corrected."""
        return corrections_in(self.release)

    @property
    def marks(self) -> tuple[Recall, ...]:
        """The recalls that are open, of entries that this release holds."""
        return self.release.recalls

    def warning_of(self, collection: str, slug: str) -> str | None:
        """The sentence about a recalled entry; None where nothing is wrong with it."""
        return warning_of(self.corrections, collection, slug)

    @property
    def names(self) -> NameIndex:
        """Raises ReleaseBusy."""
        return self.opened.names(self.turn)

    def by_slug(self, collection: str) -> dict[str, Any]:
        """The records of a collection by their slug."""
        if collection not in self._records:
            self._records[collection] = {r.slug: r for r in getattr(self.release, collection)}
        return self._records[collection]

    def derived(self, make: Callable[[LoadedRelease], T]) -> T:
        """What `make` builds from this release, built once: the key is the function itself. Raises ReleaseBusy."""
        if make not in self._derived:
            with self.turn or self._building.setdefault(make, RLock()):
                if make not in self._derived:
                    self._derived[make] = make(self)
        found: T = self._derived[make]
        return found
