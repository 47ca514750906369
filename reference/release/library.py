"""The current release, a release by version, a release as of a date: verified, cached, followed without restarts."""

from __future__ import annotations

import datetime as dt
import functools
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings

from .codec import UnreadableRelease
from .corrections import Corrections, corrections_in, warning_of
from .names import NameIndex
from .previews import Previews
from .schema import Manifest, Release
from .stamp import ReleaseStamp, ReviewCount, release_stamp, review_count
from .store import (
    CorruptRelease,
    IndexEntry,
    ReleaseIndexFile,
    ReleaseNotFound,
    ReleaseStore,
    Withdrawal,
    is_preview,
)

logger = logging.getLogger(__name__)
KEPT_IN_MEMORY = 4
T = TypeVar("T")
ViewKey = tuple[str, str, bool, Withdrawal | None]
"""Version, checksum, whether it is current, whether it was withdrawn."""


class NoRelease(LookupError):
    """Nothing has been published here, or nothing that can be read."""


@dataclass(frozen=True)
class LoadedRelease:
    """A verified release with what is derived from it once: names, records by slug, other parts' indexes."""

    release: Release
    checksum: str
    withdrawn: Withdrawal | None
    is_current: bool

    @property
    def manifest(self) -> Manifest:
        assert self.release.manifest is not None
        return self.release.manifest

    @property
    def is_preview(self) -> bool:
        """Nobody published this: editors look at what would be."""
        return is_preview(self.manifest.version)

    @cached_property
    def stamp(self) -> ReleaseStamp:
        reason = self.withdrawn.reason if self.withdrawn else None
        return release_stamp(self.manifest, self.checksum, reason, is_preview=self.is_preview)

    @cached_property
    def review(self) -> ReviewCount:
        return review_count(self.manifest)

    @cached_property
    def corrections(self) -> Corrections:
        """What must not be relied on until it is corrected."""
        return corrections_in(self.release)

    def warning_of(self, collection: str, slug: str) -> str | None:
        """The sentence about a recalled entry; None where nothing is wrong with it."""
        return warning_of(self.corrections, collection, slug)

    @cached_property
    def names(self) -> NameIndex:
        return NameIndex(self.release)

    @cached_property
    def _records(self) -> dict[str, dict[str, Any]]:
        return {}

    def by_slug(self, collection: str) -> dict[str, Any]:
        """The records of a collection by their slug."""
        if collection not in self._records:
            self._records[collection] = {r.slug: r for r in getattr(self.release, collection)}
        return self._records[collection]

    @cached_property
    def _derived(self) -> dict[Callable[..., Any], Any]:
        return {}

    def derived(self, make: Callable[[LoadedRelease], T]) -> T:
        """What `make` builds from this release, built once: the key is the function itself."""
        if make not in self._derived:
            self._derived[make] = make(self)
        found: T = self._derived[make]
        return found


class Library:
    """One releases folder, as a worker sees it. Keeps serving the last good release if a new one is bad."""

    def __init__(self, folder: Path) -> None:
        self.store = ReleaseStore(folder)
        self.previews = Previews(self.store)
        self._lock = Lock()
        self._stamp: tuple[int, int, int] | None = None
        self._index = ReleaseIndexFile()
        self._current: str | None = None
        self._loaded: OrderedDict[tuple[str, str], Release] = OrderedDict()
        self._views: dict[ViewKey, LoadedRelease] = {}

    def index(self) -> ReleaseIndexFile:
        """All manifests and withdrawals, as of this moment."""
        self._follow()
        return self._index

    def current(self) -> LoadedRelease:
        """Raises NoRelease."""
        self._follow()
        if self._current is None:
            raise NoRelease("no release can be read; publish one with: python manage.py publish_release")
        return self._view(self._current)

    def get(self, version: str) -> LoadedRelease:
        """A release, or a preview that has not expired. Raises ReleaseNotFound, CorruptRelease, UnreadableRelease."""
        self._follow()
        if is_preview(version):
            return self._preview(version)
        if version not in self._index.releases:
            raise ReleaseNotFound(version)
        return self._view(version)

    def as_of(self, day: dt.date) -> LoadedRelease:
        """What the reference said at the end of a day (UTC). Raises NoRelease where it said nothing yet."""
        self._follow()
        end = dt.datetime.combine(day, dt.time.max, dt.UTC)
        standing = [
            e.manifest
            for e in self._index.releases.values()
            if e.manifest.published_at <= end and not (e.withdrawn and e.withdrawn.at <= end)
        ]
        if not standing:
            raise NoRelease(f"nothing had been published by {day.isoformat()}")
        return self._view(max(standing, key=lambda m: m.published_at).version)

    def _follow(self) -> None:
        stamp = self.store.stamp()
        if stamp == self._stamp:
            return
        with self._lock:
            try:
                index = self.store.read_index()
            except CorruptRelease as error:
                logger.error("release_index_rejected reason=%s", error)
                self._stamp = stamp
                return
            self._switch(index)
            self._stamp = stamp

    def _switch(self, index: ReleaseIndexFile) -> None:
        """Take a new index; the current version only if its release can be read, else the newest that can."""
        self._index, self._views = index, {}
        wanted = [index.current] if index.current else []
        wanted += [
            e.manifest.version
            for e in sorted(index.releases.values(), key=lambda e: e.manifest.published_at, reverse=True)
            if e.withdrawn is None
        ]
        for version in dict.fromkeys(wanted):
            try:
                self._load(index.releases[version])
            except (CorruptRelease, UnreadableRelease, ReleaseNotFound, KeyError) as error:
                logger.error("release_rejected version=%s reason=%s", version, error)
                continue
            if version != self._current:
                logger.info(
                    "release_loaded version=%s checksum=%s", version, index.releases[version].checksum
                )
            self._current = version
            return
        if self._current not in index.releases:
            self._current = None

    def _load(self, entry: IndexEntry) -> Release:
        version = entry.manifest.version
        return self._kept((version, entry.checksum), lambda: self.store.read_release(version))

    def _kept(self, key: tuple[str, str], read: Callable[[], Release]) -> Release:
        if key not in self._loaded:
            self._loaded[key] = read()
            while len(self._loaded) > KEPT_IN_MEMORY:
                self._loaded.popitem(last=False)
        self._loaded.move_to_end(key)
        return self._loaded[key]

    def _view(self, version: str) -> LoadedRelease:
        entry = self._index.releases[version]
        key = (version, entry.checksum, version == self._current, entry.withdrawn)
        if key not in self._views:
            self._keep_view(key, self._load(entry))
        return self._views[key]

    def _preview(self, version: str) -> LoadedRelease:
        entry = self.previews.find(version)
        key = (version, entry.checksum, False, None)
        if key not in self._views:
            release = self._kept((version, entry.checksum), lambda: self.previews.read(version, entry))
            self._keep_view(key, release)
        return self._views[key]

    def _keep_view(self, key: ViewKey, release: Release) -> None:
        _, checksum, is_current, withdrawn = key
        if len(self._views) >= KEPT_IN_MEMORY:
            self._views.clear()
        self._views[key] = LoadedRelease(release, checksum, withdrawn, is_current)


def library() -> Library:
    """This worker's library over the configured folder."""
    return _library_over(settings.RELEASES_DIR)


@functools.cache
def _library_over(folder: Path) -> Library:
    return Library(folder)


def current_release() -> LoadedRelease:
    """Raises NoRelease."""
    return library().current()


def get_release(version: str) -> LoadedRelease:
    """Raises ReleaseNotFound, CorruptRelease."""
    return library().get(version)


def release_as_of(day: dt.date) -> LoadedRelease:
    """Raises NoRelease."""
    return library().as_of(day)
