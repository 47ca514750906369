"""How an entry changed from release to release: compared from the sealed files, never read from a log."""

from __future__ import annotations

import datetime as dt
import logging
from itertools import takewhile
from typing import NamedTuple

import msgspec

from reference.release.changes.diff import diff_releases
from reference.release.schema.interaction import Interaction
from reference.release.schema.release import Manifest, Release
from reference.release.storage.chain import in_order
from reference.release.storage.library import LoadedRelease, library
from reference.release.storage.store import CorruptRelease, IndexEntry, ReleaseNotFound, ReleaseStore

logger = logging.getLogger(__name__)
RELEASES_COMPARED = 8


class Moment(NamedTuple):
    """What a release changed in an entry."""

    version: str
    published: dt.datetime
    sentences: tuple[str, ...]


class History(NamedTuple):
    """`since` is the oldest release that was compared; earlier changes are not listed."""

    since: Manifest
    is_first: bool  # nothing was published before it
    changes: dict[str, tuple[Moment, ...]]  # by entry, newest first


class _Entries(msgspec.Struct):
    """The part of a sealed release that is compared; the rest is not decoded."""

    interactions: tuple[Interaction, ...] = ()


def history(loaded: LoadedRelease) -> History:
    """Every entry's changes up to this release. Built once per release, and again when the index changes."""
    earlier = _published_before(loaded)
    kept = earlier[-RELEASES_COMPARED:]
    older, since = None, loaded.manifest
    found: dict[str, list[Moment]] = {}
    compared: list[tuple[Manifest, _Entries | Release]] = [
        *_read(kept, library().store),
        (loaded.manifest, loaded.release),
    ]
    for manifest, release in compared:
        newer = Release(interactions=release.interactions)
        if older is None:
            since = manifest
        else:
            for change in diff_releases(older, newer):
                moment = Moment(manifest.version, manifest.published_at, change.sentences)
                found.setdefault(change.slug, []).insert(0, moment)
        older = newer
    changes = {slug: tuple(moments) for slug, moments in found.items()}
    return History(since, not earlier or since == earlier[0].manifest, changes)


def _published_before(loaded: LoadedRelease) -> list[IndexEntry]:
    """The releases before this one that were not withdrawn, oldest first."""
    ordered = in_order(loaded.catalogue.index.releases.values())
    before = takewhile(lambda entry: entry.checksum != loaded.checksum, ordered)
    return [entry for entry in before if entry.withdrawn is None]


def _read(entries: list[IndexEntry], store: ReleaseStore) -> list[tuple[Manifest, _Entries]]:
    read = []
    for manifest, checksum in [(entry.manifest, entry.checksum) for entry in entries]:
        try:
            data = store.read_verified(manifest.version, checksum)
            read.append((manifest, msgspec.json.decode(data, type=_Entries)))
        except (CorruptRelease, ReleaseNotFound, msgspec.DecodeError) as error:
            logger.error("release_not_compared version=%s reason=%s", manifest.version, type(error).__name__)
    return read
