"""Make the releases folder of this machine say what the ledger says: files, order, withdrawals, recalls."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from reference.models import ReleaseRecord
from reference.release.schema.release import Recall
from reference.release.storage.codec import UnreadableRelease, checksum, manifest_of
from reference.release.storage.store import (
    CorruptRelease,
    IndexEntry,
    ReleaseIndexFile,
    ReleaseStore,
    Withdrawal,
    newest_good,
)

from .ledger import in_chain
from .marks import open_marks
from .reach import LedgerIncomplete

logger = logging.getLogger(__name__)
LOOKS = 5


class Said(NamedTuple):
    """What the ledger says at one moment, the first release first."""

    records: Sequence[ReleaseRecord]
    recalls: tuple[Recall, ...]

    @property
    def status_of_each(self) -> list[tuple[str, str, Withdrawal | None]]:
        return [(record.version, record.checksum, withdrawal_of(record)) for record in self.records]


def what_the_ledger_says() -> Said:
    return Said(in_chain(), open_marks())


def synchronise(store: ReleaseStore) -> list[str]:
    """Finish an interrupted publication, rebuild a lost folder, follow another machine. The caller holds the lock.

    Looks again afterwards, because on a folder where locks do nothing another machine may write at the same time.
    Returns the versions whose file had to be written again. Raises OSError, LedgerIncomplete.
    """
    said, rewritten = what_the_ledger_says(), list[str]()
    for _ in range(LOOKS):
        _refuse_a_ledger_that_lost_something(store, said)
        written = _write(store, said)
        rewritten += [version for version in written if version not in rewritten]
        before, said = said, what_the_ledger_says()
        if (said.status_of_each, said.recalls) == (before.status_of_each, before.recalls) and _index(
            store
        ) is not None:
            break
    return rewritten


def is_in_step(store: ReleaseStore) -> bool:
    """Whether the index says what the ledger says and every file lies there. Read is only what readers read now."""
    said, index = what_the_ledger_says(), _index(store)
    if index is None or index.recalls != said.recalls or index.current != newest_good(index):
        return False
    listed = {(v, entry.checksum, entry.withdrawn) for v, entry in index.releases.items()}
    if listed != set(said.status_of_each) or not all(
        store.path_of(version).exists() for version in index.releases
    ):
        return False
    current = index.current
    return current is None or sealed_here(store, current, index.releases[current].checksum) is not None


def follow(store: ReleaseStore) -> bool:
    """Bring this machine's folder in step; whether it was behind. Publishes nothing. Raises OSError, LedgerIncomplete."""
    if is_in_step(store):
        return False
    with store.publishing():
        synchronise(store)
    return True


def withdrawal_of(record: ReleaseRecord) -> Withdrawal | None:
    if record.withdrawn_at is None:
        return None
    return Withdrawal(at=record.withdrawn_at, reason=record.withdrawn_reason)


def readable_index(store: ReleaseStore) -> ReleaseIndexFile:
    """The index; an empty one where it cannot be read."""
    return _index(store) or ReleaseIndexFile()


def sealed_here(store: ReleaseStore, version: str, sealed_as: str) -> bytes | None:
    """The bytes of a file, if they are what was sealed."""
    with contextlib.suppress(CorruptRelease, OSError):
        return store.read_verified(version, sealed_as)
    return None


def _write(store: ReleaseStore, said: Said) -> list[str]:
    entries: dict[str, IndexEntry] = {}
    rewritten = []
    for record in said.records:
        data = sealed_here(store, record.version, record.checksum)
        if data is None and (data := _from_the_ledger(record)) is not None:
            store.write_sealed(record.version, data)
            store.read_verified(record.version, record.checksum)
            rewritten.append(record.version)
        entry = _entry(record, data)
        if entry is not None:
            entries[record.version] = entry
    index = ReleaseIndexFile(releases=entries, recalls=said.recalls)
    index = ReleaseIndexFile(current=newest_good(index), releases=entries, recalls=said.recalls)
    if rewritten or not store.says(index):
        store.write_index(
            index
        )  # a new one even where it says the same: that is what running servers look at
    return rewritten


def _from_the_ledger(record: ReleaseRecord) -> bytes | None:
    """The archived bytes; None where they are not what was sealed, which `verify_releases` reports."""
    data = bytes(record.sealed)
    if checksum(data) == record.checksum:
        return data
    logger.error("ledger_row_rejected version=%s", record.version)
    return None


def _entry(record: ReleaseRecord, data: bytes | None) -> IndexEntry | None:
    """What the index says of a release: from its sealed bytes, never from an older index."""
    try:
        manifest = manifest_of(data) if data is not None else None
    except UnreadableRelease as error:
        logger.error("release_rejected version=%s reason=%s", record.version, error)
        manifest = None
    if manifest is None or manifest.version != record.version:
        return None
    return IndexEntry(manifest=manifest, checksum=record.checksum, withdrawn=withdrawal_of(record))


def _refuse_a_ledger_that_lost_something(store: ReleaseStore, said: Said) -> None:
    """An empty or older database must not take from readers what lies sealed here. Raises LedgerIncomplete."""
    index = _index(store)
    if index is None:
        return
    known = {record.checksum for record in said.records}
    lost = [
        version
        for version, entry in index.releases.items()
        if entry.checksum not in known and sealed_here(store, version, entry.checksum) is not None
    ]
    if lost:
        if index.recalls != said.recalls:  # a warning is published at once
            store.write_index(msgspec.structs.replace(index, recalls=said.recalls))
        raise LedgerIncomplete(lost)


def _index(store: ReleaseStore) -> ReleaseIndexFile | None:
    """None where it cannot be read: then nothing it says is relied on."""
    try:
        return store.read_index()
    except (OSError, ValueError):
        return None
