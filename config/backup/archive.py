"""What a backup holds; packing it, and unpacking it into a folder with a check of every byte.

A backup is a tar file: `database`, `releases/…`, `reports/…`, on request `secret_key`, and `backup.json`, which names
the checksum of each. Releases are read before the database: a publication in between is then in the ledger, from
which a restore adds what the folder lacks.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from reference.release.storage.store import PREVIEW

from . import databases

MANIFEST = "backup.json"
DATABASE = "database"
SECRET = "secret_key"
UNREADABLE = (
    tarfile.TarError,
    EOFError,
    zlib.error,
    gzip.BadGzipFile,
    FileNotFoundError,
    msgspec.DecodeError,
)


class BadBackup(ValueError):
    """The file is not a backup, or not what was packed."""


class BackupManifest(msgspec.Struct, frozen=True, kw_only=True):
    """Where the backup is from, and the SHA-256 of each file in it."""

    made_at: dt.datetime
    code_revision: str
    vendor: str
    migrations: list[str]
    files: dict[str, str]


def pack(target: Path, folders: dict[str, Path], secret: Path | None, code_revision: str) -> BackupManifest:
    """Write the backup to a temporary name, readable by its owner only, then rename it. Raises FileExistsError, CommandError."""
    checksums: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as work:
        packed = Path(work) / "backup.tar.gz"
        with tarfile.open(packed, "w:gz", compresslevel=6) as tar:
            for name, folder in folders.items():
                for path in _kept_files(folder):
                    _add(tar, f"{name}/{path.relative_to(folder)}", path, checksums)
            dumped = Path(work) / DATABASE
            databases.dump(dumped)
            _add(tar, DATABASE, dumped, checksums)
            if secret is not None and secret.exists():
                _add(tar, SECRET, secret, checksums)
            manifest = BackupManifest(
                made_at=dt.datetime.now(dt.UTC),
                code_revision=code_revision,
                vendor=databases.vendor(),
                migrations=databases.applied_migrations(),
                files=checksums,
            )
            described = Path(work) / MANIFEST
            described.write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
            tar.add(described, MANIFEST)
        packed.chmod(0o600)
        _flush(packed)
        _name(packed, target)
    return manifest


def unpack(source: Path, folder: Path) -> BackupManifest:
    """Into an empty folder, every file compared with its checksum. Raises BadBackup, OSError."""
    try:
        with tarfile.open(source) as tar:
            tar.extractall(folder, filter="data")
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=BackupManifest)
    except UNREADABLE as error:
        raise BadBackup(f"{source} cannot be read as a backup: {error}") from None
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file() or _checksum(path) != expected:
            raise BadBackup(f"{source}: {name} is not what was packed")
    return manifest


def _kept_files(folder: Path) -> Iterator[Path]:
    """Whole files only, the index before what it names; previews live for a day and are left out."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    for path in sorted(found, key=lambda path: (path.name != "index.json", path)):
        if not any(part.startswith((".", PREVIEW)) for part in path.relative_to(folder).parts):
            yield path


def _add(tar: tarfile.TarFile, name: str, path: Path, checksums: dict[str, str]) -> None:
    """A file that was moved meanwhile is read at its new place."""
    try:
        with path.open("rb") as file:
            entry = tar.gettarinfo(arcname=name, fileobj=file)
            entry.mode = 0o600
            entry.uname = entry.gname = ""
            tar.addfile(entry, file)
            file.seek(0)
            checksums[name] = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _name(packed: Path, target: Path) -> None:
    """Never over another file: a link fails where a rename would replace. Not every file system has links."""
    try:
        os.link(packed, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(target) from None
        packed.rename(target)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
