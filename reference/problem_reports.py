"""What readers reported: small files, so that a report is taken without the database and kept without tables.

A report is made of choices alone: an entry and a kind of problem, or the group and first letter of a missing
medicine. It holds nothing that was typed, so no person can be identified by it. The same report again raises its count, so the box
holds at most one file for each choice that can be made, and cannot be filled up.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import hashlib
import os
import re
import string
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

KINDS = {
    "fact": "A fact is wrong",
    "citation": "A citation does not say it",
    "number": "A number is wrong",
    "advice": "Advice is unsafe or unclear",
    "missing": "A medicine is missing",
    "other": "Something else",
}
OTHER_GROUPS = {
    "prescription": "Another medicine on prescription",
    "counter": "Another medicine without prescription",
    "supplement": "A supplement or herb",
    "recreational": "A recreational drug",
}
"""What a missing medicine is where no class of the release fits."""
LETTERS = tuple(string.ascii_uppercase)
NUMBER = re.compile(r"(?:\d{4}-\d\d-\d\d-)?[0-9a-f]{10,16}")
TRIES, BETWEEN_TRIES = 40, 0.05  # seconds: a reader never waits longer for a stuck process


class UnknownReport(LookupError):
    """No open report has this number."""


class ProblemReport(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One report, however often it was made. Days, not moments: nothing in it shows who sent it."""

    day: dt.date  # of the first
    release: str  # of the first
    kind: str
    entry: str = ""  # collection/slug
    group: str = ""  # of a missing medicine: the slug of a class, or one of OTHER_GROUPS
    letter: str = ""  # with which its name begins
    count: int = 1
    last_day: dt.date | None = None
    last_release: str = ""
    settled_on: dt.date | None = None
    settled_by: str = ""
    number: str = ""  # its file's name

    @property
    def key(self) -> str:
        """The same for the same problem, on any day and in any release."""
        said = "\n".join((self.kind, self.entry, self.group, self.letter))
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def latest(self) -> dt.date:
        return self.last_day or self.day

    @property
    def kind_words(self) -> str:
        return KINDS.get(self.kind, self.kind)

    @property
    def about(self) -> str:
        """The entry, or what is known of a missing medicine."""
        group = OTHER_GROUPS.get(self.group, self.group.replace("-", " "))
        letter = f"begins with {self.letter}" if self.letter else ""
        return ", ".join(filter(None, (self.entry, group, letter)))

    @property
    def releases(self) -> str:
        """Where it was met first and last."""
        return " – ".join(dict.fromkeys(filter(None, (self.release, self.last_release))))


class ReportBox:
    """One folder of open reports, and within it one of those that were settled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.done = folder / "settled"

    def add(self, report: ProblemReport) -> str:
        """Keep it, or count it where it is known, and return its number. Raises OSError."""
        with self._alone():
            known = self._open_report(report.key)
            if known is not None:
                report = msgspec.structs.replace(
                    known, count=known.count + 1, last_day=report.day, last_release=report.release
                )
            _write(self.folder / f"{report.key}.json", report)
        return report.key

    def count(self) -> int:
        """How many are open."""
        return sum(1 for _ in _files(self.folder))

    def open(self) -> list[ProblemReport]:
        """The open ones, the most recently met first."""
        found = (_read(path) for path in _files(self.folder))
        return sorted((r for r in found if r is not None), key=lambda r: (r.latest, r.count), reverse=True)

    def settled(self, most: int | None = None) -> list[ProblemReport]:
        """The last settled first; at most that many files are read."""
        newest = sorted(_files(self.done), reverse=True)[:most]
        return [report for path in newest if (report := _read(path)) is not None]

    def settle(self, number: str, *, by: str, on: dt.date) -> ProblemReport:
        """Put it among the settled, with who did it. Raises UnknownReport, OSError."""
        with self._alone():
            report = self._open_report(number)
            if report is None:
                raise UnknownReport(number)
            path = self.done / f"{on.isoformat()}-{report.key}.json"
            before = _read(path)
            settled = msgspec.structs.replace(
                report, count=report.count + (before.count if before else 0), settled_on=on, settled_by=by
            )
            _write(path, settled)
            (self.folder / f"{number}.json").unlink(missing_ok=True)
        return settled

    def _open_report(self, number: str) -> ProblemReport | None:
        return _read(self.folder / f"{number}.json") if NUMBER.fullmatch(number) else None

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One writer at a time, so that no report is lost from a count. Raises TimeoutError, an OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with open(self.folder / ".lock", "w") as file:
            _lock(file)
            yield


def _lock(file: IO[str]) -> None:
    for _ in range(TRIES):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(BETWEEN_TRIES)
        else:
            return
    raise TimeoutError("another process holds the folder of reports")


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*.json") if NUMBER.fullmatch(path.stem))


def _read(path: Path) -> ProblemReport | None:
    """None for what is not there or cannot be read: one damaged file must not hide the others.

    Fields of older reports that are no longer kept are ignored.
    """
    try:
        report = msgspec.json.decode(path.read_bytes(), type=ProblemReport)
    except (OSError, ValueError):
        return None
    return msgspec.structs.replace(report, number=path.stem)


def _write(path: Path, report: ProblemReport) -> None:
    """Written to a new file and renamed: whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(msgspec.structs.replace(report, number="")))
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
