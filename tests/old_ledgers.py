"""Ledgers as an earlier version of the publisher left them: each release stamped by the clock and ordered by it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from reference.publishing.ledger import record_of
from reference.publishing.sealing import seal
from reference.release.storage.codec import checksum
from reference.release.storage.store import IndexEntry, ReleaseIndexFile, ReleaseStore

from . import world as w
from .sealing import PUBLISHED


def published_by_the_clock(folder: Path, *, seconds: tuple[int, ...]) -> list[str]:
    """One release a number, published so many seconds after the first; what it calls current is the latest by clock."""
    store, entries, previous = ReleaseStore(folder), {}, None
    for number, after in enumerate(seconds):
        at = PUBLISHED + dt.timedelta(seconds=after)
        content = w.world(*w.DRAWN, w.entry(f"other-{number}", "drug", "neverseen", w.row()))
        manifest, sealed = seal(
            msgspec.structs.replace(content, manifest=None),
            version=f"{at.year}.{at.month}.{number + 1}",
            at=at,
            by="an earlier version",
            valid_until=(at + dt.timedelta(days=90)).date(),
            previous_checksum=previous,
        )
        previous = checksum(sealed)
        record_of(manifest, sealed).save()
        store.write_sealed(manifest.version, sealed)
        entries[manifest.version] = IndexEntry(manifest=manifest, checksum=previous)
    latest = max(entries.values(), key=lambda entry: entry.published_at)
    store.write_index(ReleaseIndexFile(current=latest.manifest.version, releases=entries))
    return list(entries)
