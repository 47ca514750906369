"""The releases folder: sealed files that never change, and one small index that is replaced atomically.

A reader needs nothing else: no database, no lock. Order of a publication: bytes on this disk → ledger → file in its
place → index; killed at any point, the folder is whole and the current release is the last one that the index named.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import fcntl
import os
import re
import secrets
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import IO

import msgspec

from reference.release.schema.release import Manifest, Recall, Release

from .chain import in_order
from .codec import checksum, decode_release
from .regular_files import FileStamp, read_regular, stamp_of

PREVIEW = "preview-"
FILE_MODE, FOLDER_MODE = (
    0o644,
    0o755,
)  # what is published is for everybody, and the server may be another account
LEFTOVERS = ".*.json.*"
LARGEST_INDEX = 64 * 1024**2
LARGEST_RELEASE = 512 * 1024**2
"""Bytes that are read at most: a hundred times what the shipped content takes."""
VERSION = re.compile(r"\d{4}\.\d{1,2}\.\d+|preview-[A-Za-z0-9_-]{8,64}")


def is_preview(version: str) -> bool:
    """Whether this names a sealed file that is in no index: what would be published, for editors to read."""
    return version.startswith(PREVIEW)


class ReleaseNotFound(LookupError):
    """No such version in the index."""


class CorruptRelease(ValueError):
    """A sealed file is not what the index says was sealed."""


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    at: dt.datetime
    reason: str


class IndexEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a release without opening it."""

    manifest: Manifest
    checksum: str
    withdrawn: Withdrawal | None = None

    @property
    def previous_checksum(self) -> str | None:
        return self.manifest.previous_checksum

    @property
    def published_at(self) -> dt.datetime:
        return self.manifest.published_at


class ReleaseIndexFile(msgspec.Struct, frozen=True, kw_only=True):
    """`recalls`: what is under correction now, so that an older release served instead is marked as well."""

    current: str | None = None
    releases: dict[str, IndexEntry] = {}
    recalls: tuple[Recall, ...] = ()


class ReleaseStore:
    """Reads and writes one releases folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index_path = folder / "index.json"
        self.copy_path = folder / "index.copy.json"

    @contextlib.contextmanager
    def publishing(self) -> Iterator[None]:
        """One publisher at a time on this folder; files that a killed one left half written are deleted.

        The ledger's unique chain guards publishers on other machines, and folders on which a lock does nothing.
        """
        self._make_folder()
        with self._lock_file() as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            for left in self.folder.glob(LEFTOVERS):
                with contextlib.suppress(OSError):
                    left.unlink()
            yield

    def _lock_file(self) -> IO[bytes]:
        """Another account may have made it: then it is only read, which is enough for a lock."""
        path = self.folder / ".lock"
        try:
            return open(path, "ab")
        except PermissionError:
            return open(path, "rb")

    def _make_folder(self) -> None:
        """Readable for the server's account, even if the first publisher's umask is stricter."""
        if not self.folder.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(FOLDER_MODE)

    def path_of(self, version: str) -> Path:
        """Raises ReleaseNotFound for anything but a version, because it becomes part of a path."""
        if not VERSION.fullmatch(version):
            raise ReleaseNotFound(version)
        return self.folder / f"{version}.json"

    def stamp(self) -> FileStamp | None:
        """Changes whenever the index is replaced; cheap enough to look at on every request."""
        return stamp_of(self.index_path)

    def read_index(self) -> ReleaseIndexFile:
        """The empty index where there is none. Raises CorruptRelease when it cannot be read."""
        return _index_in(self.index_path)

    def read_index_copy(self) -> ReleaseIndexFile:
        """What is written before the index itself, and so lacks no withdrawal. Raises as `read_index` does."""
        return _index_in(self.copy_path)

    def says(self, index: ReleaseIndexFile) -> bool:
        """Whether the index and its copy both lie there and say this."""
        try:
            return self.read_index() == self.read_index_copy() == index
        except CorruptRelease:
            return False

    def read_sealed(self, version: str) -> bytes:
        """The sealed bytes, verified. Raises ReleaseNotFound, CorruptRelease."""
        entry = self.read_index().releases.get(version)
        if entry is None:
            raise ReleaseNotFound(version)
        return self.read_verified(version, entry.checksum)

    def read_verified(self, version: str, sealed_as: str) -> bytes:
        """The bytes of a file whose checksum is known. Raises ReleaseNotFound, CorruptRelease."""
        try:
            data = read_regular(self.path_of(version), at_most=LARGEST_RELEASE)
        except FileNotFoundError:
            raise CorruptRelease(f"{version}: its file is missing") from None
        except OSError as error:
            raise CorruptRelease(f"{version}: its file cannot be read: {reason_of(error)}") from None
        if checksum(data) != sealed_as:
            raise CorruptRelease(f"{version}: the file is not what was sealed")
        return data

    def read_release(self, version: str) -> Release:
        """Raises ReleaseNotFound, CorruptRelease, UnreadableRelease."""
        return decode_release(self.read_sealed(version))

    def write_sealed(self, version: str, data: bytes) -> None:
        """Seal a file. What is already sealed under this version stays, unless it was never listed."""
        self.write(self.path_of(version), data)

    def write_index(self, index: ReleaseIndexFile) -> None:
        """Its copy first: what a worker falls back on must lack no mark that the index has."""
        data = msgspec.json.format(msgspec.json.encode(index, order="sorted")) + b"\n"
        self.write(self.copy_path, data)
        self.write(self.index_path, data)

    def write(self, path: Path, data: bytes) -> None:
        """Write a new file, flush it to the disk, rename it: a reader sees the old file or the new one, never half of one.

        Tried again if another machine, on a folder without locks, deleted the new file as left behind.
        """
        for attempt in (1, 2):
            try:
                with self.written_beside(path, data) as put_in_place:
                    put_in_place()
                return
            except FileNotFoundError:
                if attempt == 2:
                    raise

    @contextlib.contextmanager
    def written_beside(self, path: Path, data: bytes) -> Iterator[Callable[[], None]]:
        """The data on the disk beside its final path. The caller moves it there; otherwise it is deleted. Raises OSError."""
        self._make_folder()
        beside = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
        try:
            with open(beside, "wb") as file:
                file.write(data)
                file.flush()
                os.fchmod(file.fileno(), FILE_MODE)
                os.fsync(file.fileno())
            yield lambda: self._put(beside, path)
        finally:
            beside.unlink(missing_ok=True)

    def _put(self, beside: Path, path: Path) -> None:
        if path.is_dir() and not path.is_symlink():
            _clear_folder(path)
        os.replace(beside, path)
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _clear_folder(path: Path) -> None:
    """An empty folder where a file belongs goes. Raises OSError, which names it, where something lies in it."""
    try:
        path.rmdir()
    except OSError:
        reason = "a folder lies where this file belongs; move it away, then do this again"
        raise OSError(errno.EISDIR, reason, str(path)) from None


def reason_of(error: OSError) -> str:
    """Why a file could not be read, without its path."""
    words = error.strerror or type(error).__name__
    return f"{words[:1].lower()}{words[1:]}"


def _index_in(path: Path) -> ReleaseIndexFile:
    try:
        index = msgspec.json.decode(read_regular(path, at_most=LARGEST_INDEX), type=ReleaseIndexFile)
    except FileNotFoundError:
        return ReleaseIndexFile()
    except OSError as error:
        raise CorruptRelease(f"{path.name}: {reason_of(error)}") from None
    except (ValueError, RecursionError) as error:
        raise CorruptRelease(f"{path.name}: {error}") from None
    for version, entry in index.releases.items():
        named = VERSION.fullmatch(version) and not is_preview(version)
        if not named or entry.manifest.version != version or entry.manifest.published_at.tzinfo is None:
            raise CorruptRelease(f"{path.name}: its entry {version[:40]!r} is not that of a release")
    return index


def newest_good(index: ReleaseIndexFile, without: Collection[str] = ()) -> str | None:
    """The last release of the chain that is not withdrawn, nor among the versions that are about to be."""
    good = [entry.manifest.version for entry in in_order(index.releases.values()) if entry.withdrawn is None]
    left = [version for version in good if version not in without]
    return left[-1] if left else None
