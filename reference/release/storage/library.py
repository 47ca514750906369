"""The current release, a release by version, a release as of a date: verified, cached, followed without restarts."""

from __future__ import annotations

import datetime as dt
import functools
import logging
import time
from pathlib import Path
from threading import Lock
from typing import Literal, NamedTuple

from django.conf import settings

from .catalogue import Catalogue, LibraryState, candidates, newest_first
from .codec import UnreadableRelease, decode_release
from .kept import Kept
from .loaded import LoadedRelease as LoadedRelease
from .loaded import Opened, Turn
from .loaded import ReleaseBusy as ReleaseBusy
from .previews import Previews
from .regular_files import FileStamp, stamp_of
from .store import (
    CorruptRelease,
    IndexEntry,
    ReleaseIndexFile,
    ReleaseNotFound,
    ReleaseStore,
    is_preview,
)

logger = logging.getLogger(__name__)
KEPT_IN_MEMORY = 4
"""Releases: the current one, which nothing displaces, and the old ones that were asked for last."""
TRY_AGAIN_AFTER = 10.0
"""Seconds after which what could not be read is tried again, although nothing is seen to have changed."""
UNREADABLE = (CorruptRelease, UnreadableRelease, ReleaseNotFound)


class NoRelease(LookupError):
    """Nothing has been published here, or nothing that can be read."""


class AllWithdrawn(NoRelease):
    """Everything that was published was withdrawn, and nothing has taken its place yet."""


class _Moment(NamedTuple):
    """What is known, and what would have to change before the folder is read again."""

    catalogue: Catalogue
    current: LoadedRelease | None
    seen: tuple[FileStamp | None, ...]
    again_at: float  # by the monotonic clock, where something could not be read


class Library:
    """One releases folder, as a worker sees it. Keeps serving the last good release if a new one is bad.

    Safe for several threads: its state is replaced as a whole, and a request keeps the state it began with.
    """

    def __init__(self, folder: Path) -> None:
        self.store = ReleaseStore(folder)
        self.previews = Previews(self.store)
        self._following = Lock()
        self._turn = Turn()
        self._known: _Moment | None = None
        self._old: Kept[tuple[str, str], LoadedRelease] = Kept(KEPT_IN_MEMORY - 1)
        self._previews: Kept[tuple[str, str], LoadedRelease] = Kept(1)

    def index(self) -> ReleaseIndexFile:
        """All manifests and withdrawals, as of this moment."""
        return self._moment().catalogue.index

    def state(self) -> LibraryState:
        """What is served, what should be, and why they differ if they do."""
        catalogue, current, _, _ = self._moment()
        if current is None:
            return LibraryState("no release", None, None, catalogue.wanted, (_why_none(catalogue),))
        status: Literal["ready", "degraded"] = "degraded" if catalogue.faults else "ready"
        return LibraryState(status, catalogue.served, current.checksum, catalogue.wanted, catalogue.faults)

    def current(self) -> LoadedRelease:
        """Raises NoRelease."""
        catalogue, current, _, _ = self._moment()
        if current is None:
            if catalogue.index.releases and not catalogue.faults:
                raise AllWithdrawn(_why_none(catalogue))
            raise NoRelease(_why_none(catalogue))
        return current

    def get(self, version: str) -> LoadedRelease:
        """A release, or a preview that has not expired.

        Raises ReleaseNotFound, CorruptRelease, UnreadableRelease, and ReleaseBusy for an old one.
        """
        moment = self._moment()
        if is_preview(version):
            return self._preview(version, moment.catalogue)
        if version not in moment.catalogue.index.releases:
            raise ReleaseNotFound(version)
        return self._release(version, moment)

    def as_of(self, day: dt.date) -> LoadedRelease:
        """What the reference said at the end of a day (UTC). Raises NoRelease for a day before the first release; otherwise as `get`."""
        moment = self._moment()
        end = dt.datetime.combine(day, dt.time.max, dt.UTC)
        for entry in newest_first(moment.catalogue.index):
            withdrawn_by_then = entry.withdrawn is not None and entry.withdrawn.at <= end
            if entry.manifest.published_at <= end and not withdrawn_by_then:
                return self._release(entry.manifest.version, moment)
        raise NoRelease(f"nothing had been published by {day.isoformat()}")

    def _moment(self) -> _Moment:
        """What is known now. While one thread reads a new index, the others continue with the old one."""
        known = self._known
        if known is not None and not self._is_due(known):
            return known
        if not self._following.acquire(blocking=known is None or known.current is None):
            assert known is not None
            return known
        try:
            if self._known is None or self._is_due(self._known):
                self._known = self._look(self._known)
            return self._known
        finally:
            self._following.release()

    def _is_due(self, known: _Moment) -> bool:
        if self._seen(known.catalogue) != known.seen:
            return True
        return bool(known.catalogue.faults) and time.monotonic() >= known.again_at

    def _seen(self, catalogue: Catalogue) -> tuple[FileStamp | None, ...]:
        """The index, and the file of the release that should be served: it may be damaged or repaired at any time."""
        index = self.store.stamp()
        if catalogue.wanted is None:
            return (index,)
        return (index, stamp_of(self.store.path_of(catalogue.wanted)))

    def _look(self, before: _Moment | None) -> _Moment:
        """Read the index, and the release that it wants served, else the newest that can be read."""
        stamp = self.store.stamp()  # before the reading: what is replaced meanwhile is seen to have changed
        index, faults = self._read_index(before.catalogue.index if before else ReleaseIndexFile())
        served, opened = None, None
        for version in candidates(index):
            try:
                opened = self._opened(version, index.releases[version])
                served = version
                break
            except UNREADABLE as error:
                faults.append(str(error))
        if served is not None and before is not None:
            faults.extend(self._damage_to(served, index.releases[served]))
        wanted = next(candidates(index), None)
        catalogue = Catalogue(index, stamp, served, wanted, tuple(faults))
        again_at = time.monotonic() + TRY_AGAIN_AFTER
        if before is not None and catalogue == before.catalogue:
            return before._replace(seen=self._seen(catalogue), again_at=again_at)
        current = self._switch(catalogue, opened, before)
        return _Moment(catalogue, current, self._seen(catalogue), again_at)

    def _damage_to(self, version: str, entry: IndexEntry) -> list[str]:
        """What is wrong with the file of a release that this worker has in memory: another could not read it."""
        try:
            self.store.read_verified(version, entry.checksum)
        except UNREADABLE as error:
            return [str(error)]
        return []

    def _read_index(self, known: ReleaseIndexFile) -> tuple[ReleaseIndexFile, list[str]]:
        """The index; where it is lost or damaged, what this worker knows of it, else its copy.

        Without either nothing is served, because the sealed files do not say which of them was withdrawn.
        """
        copy, faults = ReleaseIndexFile(), []
        try:
            index = self.store.read_index()
            if index.releases:
                return index, []
        except CorruptRelease as error:
            faults.append(str(error))
        if not known.releases:
            try:
                copy = self.store.read_index_copy()
            except CorruptRelease as error:
                faults.append(str(error))
        found = known if known.releases else copy
        if found.releases and not faults:
            faults.append("index.json: it is missing or lists no release")
        return found, faults

    def _switch(
        self, catalogue: Catalogue, opened: Opened | None, before: _Moment | None
    ) -> LoadedRelease | None:
        """Serve another release from now on. The one served until now is kept as an old release."""
        for fault in catalogue.faults:
            _log(fault)
        if before is not None and before.current is not None:
            was = before.current
            self._old.keep((was.manifest.version, was.checksum), was)
        if catalogue.served is None or opened is None:
            return None
        entry = catalogue.index.releases[catalogue.served]
        if before is None or before.catalogue.served != catalogue.served:
            logger.info("release_loaded version=%s checksum=%s", catalogue.served, entry.checksum)
        return LoadedRelease(opened, entry.checksum, entry.withdrawn, catalogue)

    def _opened(self, version: str, entry: IndexEntry) -> Opened:
        """Raises CorruptRelease, UnreadableRelease, ReleaseNotFound."""
        current = self._known.current if self._known else None
        for kept in (current, self._old.get((version, entry.checksum))):
            if kept and (kept.manifest.version, kept.checksum) == (version, entry.checksum):
                return kept.opened
        return _decoded(version, self.store.read_verified(version, entry.checksum))

    def _release(self, version: str, moment: _Moment) -> LoadedRelease:
        if moment.current is not None and version == moment.catalogue.served:
            return moment.current
        entry = moment.catalogue.index.releases[version]
        key = (version, entry.checksum)
        kept = self._old.get(key)
        if kept is not None and kept.catalogue is moment.catalogue:
            return kept
        with self._turn:
            opened = self._opened(version, entry)
            loaded = LoadedRelease(opened, entry.checksum, entry.withdrawn, moment.catalogue, self._turn)
            return self._old.keep(key, loaded)

    def _preview(self, version: str, catalogue: Catalogue) -> LoadedRelease:
        entry = self.previews.find(version)
        key = (version, entry.checksum)
        kept = self._previews.get(key)
        if kept is not None and kept.catalogue is catalogue:
            return kept
        opened = kept.opened if kept else Opened(self.previews.read(version, entry))
        return self._previews.keep(key, LoadedRelease(opened, entry.checksum, None, catalogue))


def _decoded(version: str, sealed: bytes) -> Opened:
    try:
        release = decode_release(sealed)
    except UnreadableRelease as error:
        raise UnreadableRelease(f"{version}: {error}") from None
    if release.manifest is None or release.manifest.version != version:
        raise CorruptRelease(f"{version}: the file is that of another release")
    return Opened(release)


def _log(fault: str) -> None:
    place, _, reason = fault.partition(": ")
    if place.startswith("index"):
        logger.error("release_index_rejected file=%s reason=%s", place, reason)
    else:
        logger.error("release_rejected version=%s reason=%s", place, reason)


def _why_none(catalogue: Catalogue) -> str:
    if catalogue.faults:
        return f"no release can be read ({'; '.join(catalogue.faults[:3])}); run: python manage.py restore_releases"
    if catalogue.index.releases:
        return "every release was withdrawn; correct what was wrong, have it approved and publish it"
    return "no release can be read; publish one with: python manage.py publish_release"


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
    """Raises as `Library.get`."""
    return library().get(version)


def release_as_of(day: dt.date) -> LoadedRelease:
    """Raises as `Library.as_of`."""
    return library().as_of(day)
