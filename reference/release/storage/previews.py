"""Sealed files that no index lists: what would be published, readable for a day by anybody who has the address.

Their checksums lie beside them in previews.json. They are in neither the index nor the ledger nor the chain.
"""

from __future__ import annotations

import contextlib
import datetime as dt

import msgspec

from reference.release.schema.release import Release

from .codec import checksum, decode_release
from .regular_files import read_regular
from .store import LARGEST_INDEX, PREVIEW, CorruptRelease, ReleaseNotFound, ReleaseStore, reason_of

KEPT_FOR = dt.timedelta(days=1)


class PreviewEntry(msgspec.Struct, frozen=True, kw_only=True):
    checksum: str
    expires_at: dt.datetime


class PreviewFile(msgspec.Struct, frozen=True, kw_only=True):
    previews: dict[str, PreviewEntry] = {}


class Previews:
    """The previews of one releases folder. A writer must hold `store.publishing()`."""

    def __init__(self, store: ReleaseStore) -> None:
        self.store = store
        self.list_path = store.folder / "previews.json"

    def find(self, version: str) -> PreviewEntry:
        """Raises ReleaseNotFound for one that expired, although its file may still lie there; CorruptRelease."""
        entry = self._read().get(version)
        if entry is None or entry.expires_at <= _now():
            raise ReleaseNotFound(version)
        return entry

    def read(self, version: str, entry: PreviewEntry) -> Release:
        """Raises CorruptRelease, UnreadableRelease."""
        return decode_release(self.store.read_verified(version, entry.checksum))

    def add(self, version: str, sealed: bytes, *, expires_at: dt.datetime) -> None:
        """File first, list second: if the process is killed in between, the file is an unreachable orphan."""
        self.store.write_sealed(version, sealed)
        entry = PreviewEntry(checksum=checksum(sealed), expires_at=expires_at)
        self._write({**self._read(), version: entry})

    def discard_expired(self) -> None:
        """Take out what is over a day old, and files that no list names."""
        listed: dict[str, PreviewEntry] | None = None
        with contextlib.suppress(CorruptRelease):
            listed = self._read()
        kept = _not_expired(listed or {})
        if kept != listed:
            self._write(kept)
        for path in self.store.folder.glob(f"{PREVIEW}*.json"):
            if path.stem not in kept:
                path.unlink(missing_ok=True)

    def readable(self) -> dict[str, PreviewEntry]:
        """Those that have not expired. Raises CorruptRelease."""
        return _not_expired(self._read())

    def _read(self) -> dict[str, PreviewEntry]:
        try:
            data = read_regular(self.list_path, at_most=LARGEST_INDEX)
            return msgspec.json.decode(data, type=PreviewFile).previews
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise CorruptRelease(f"previews.json: {reason_of(error)}") from None
        except (ValueError, RecursionError) as error:
            raise CorruptRelease(f"previews.json: {error}") from None

    def _write(self, previews: dict[str, PreviewEntry]) -> None:
        encoded = msgspec.json.encode(PreviewFile(previews=previews), order="sorted")
        self.store.write(self.list_path, msgspec.json.format(encoded) + b"\n")


def _not_expired(previews: dict[str, PreviewEntry]) -> dict[str, PreviewEntry]:
    now = _now()
    return {version: entry for version, entry in previews.items() if entry.expires_at > now}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
