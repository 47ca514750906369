"""Private files in DATA_DIR: the editors' database, the secret, the reports."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO
PASSABLE = 0o711
"""Other accounts can reach the releases and static files, but cannot list the folder."""


def make_passable(folder: Path) -> None:
    """Make DATA_DIR where it is missing. An existing folder keeps its rights. Raises OSError."""
    if folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(PASSABLE)


def keep_private(path: Path, *, make: bool = False) -> Path:
    """Remove others' rights from a file and from what SQLite writes beside it; `make`: create it first.

    A file of another owner, or on a disk that cannot be written, stays as it is: reading goes on.
    """
    with contextlib.suppress(OSError):
        if make and not path.exists():
            make_passable(path.parent)
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    for one in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        with contextlib.suppress(OSError):
            mode = stat.S_IMODE(one.stat().st_mode)
            if mode & OTHERS:
                one.chmod(mode & ~OTHERS)
    return path


def keep_folder_private(folder: Path) -> Path:
    """Make a folder that only its owner may open, or take others' rights from it. What cannot be done is left."""
    with contextlib.suppress(OSError):
        make_passable(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        mode = stat.S_IMODE(folder.stat().st_mode)
        if mode & OTHERS:
            folder.chmod(mode & ~OTHERS)
    return folder


def read_or_make(path: Path, made: Callable[[], str]) -> str:
    """A small text that is made once. Of two processes that start at once both read the same. Raises OSError."""
    make_passable(path.parent)
    if not path.exists():
        _link_once(path, made())
    keep_private(path)
    kept = path.read_text().strip()
    if not kept:
        raise OSError(None, "it is empty; delete it")
    return kept


def _link_once(path: Path, text: str) -> None:
    """Written to a new file and linked: never half written, and never over another process's file."""
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
        with contextlib.suppress(FileExistsError):
            os.link(beside, path)
    finally:
        os.unlink(beside)
