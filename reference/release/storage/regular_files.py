"""Read a whole regular file: anything else in its place, such as a pipe or a huge file, is refused."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

FileStamp = tuple[int, ...]
"""Changes whenever the file is replaced, written to, or its rights are changed."""


def read_regular(path: Path, *, at_most: int) -> bytes:
    """The bytes of a file of `at_most` bytes. Raises OSError, FileNotFoundError where nothing is there."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "what lies there is no file")
        if status.st_size > at_most:
            raise OSError(errno.EFBIG, f"it is larger than {at_most // 1024**2} MB")
        return file.read(at_most)


def stamp_of(path: Path) -> FileStamp | None:
    """Cheap enough to look at on every request. None where no file can be seen."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
