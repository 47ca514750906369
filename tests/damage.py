"""What may lie where a file of the releases folder should be."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

Damage = Callable[[Path], None]
NOBODY = 65534


def _removed(path: Path) -> None:
    path.unlink()


def _in_its_place(put: Damage) -> Damage:
    def damage(path: Path) -> None:
        path.unlink()
        put(path)

    return damage


def _bad_byte(path: Path) -> None:
    """One bit of one character, and the file is no text any more."""
    data = path.read_bytes()
    place = data.index(b"checksum") if b"checksum" in data else len(data) // 2
    path.write_bytes(data[:place] + b"\xff" + data[place + 1 :])


def _huge(path: Path) -> None:
    """Sparse: it takes no room on the disk, and all of the memory of a process that reads it."""
    with path.open("r+b") as file:
        file.truncate(2 * 1024**4)


DAMAGES: dict[str, Damage] = {
    "missing": _removed,
    "empty": lambda path: path.write_bytes(b""),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "garbage": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "a bad byte": _bad_byte,
    "other types": lambda path: path.write_bytes(b'{"current": 3, "releases": [1, 2]}'),
    "nested too deep": lambda path: path.write_bytes(b"[" * 100_000),
    "an empty object": lambda path: path.write_bytes(b"{}"),
    "a folder": _in_its_place(lambda path: path.mkdir()),
    "a link to itself": _in_its_place(lambda path: path.symlink_to(path.name)),
    "a pipe": _in_its_place(os.mkfifo),
    "huge": _huge,
}


@contextlib.contextmanager
def not_ours(path: Path) -> Iterator[None]:
    """The file is another account's, and this process no longer has root's rights."""
    path.chmod(0)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        path.chmod(0o644)
