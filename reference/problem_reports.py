"""What readers reported: a small file each, so that it is taken without the database and kept without tables.

A report names an entry, its release and a kind of problem, or a missing medicine. Nobody can be found in it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

KINDS = {
    "fact": "A fact is wrong",
    "citation": "A citation does not say it",
    "number": "A number is wrong",
    "advice": "Advice is unsafe or unclear",
    "missing": "A medicine is missing",
    "other": "Something else",
}
MOST_OPEN = 2_000
LARGEST = 2_048  # bytes
NUMBER = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{10}")


class TooManyReports(Exception):
    """Editors have to settle some before another is taken."""


class UnknownReport(LookupError):
    """No open report has this number."""


class ProblemReport(msgspec.Struct, frozen=True, kw_only=True):
    """One report. The day, not the moment: nothing in it tells who sent it."""

    day: dt.date
    release: str
    kind: str
    entry: str = ""  # collection/slug
    medicine: str = ""  # a name that is missing
    settled_on: dt.date | None = None
    settled_by: str = ""

    @property
    def number(self) -> str:
        """The same report of one day is one report."""
        said = "\n".join((self.release, self.kind, self.entry, self.medicine.casefold()))
        return f"{self.day.isoformat()}-{hashlib.sha256(said.encode()).hexdigest()[:10]}"

    @property
    def kind_words(self) -> str:
        return KINDS.get(self.kind, self.kind)


class ReportBox:
    """One folder of open reports, and within it one of those that were settled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.done = folder / "settled"

    def add(self, report: ProblemReport) -> str:
        """Keep it and return its number. Raises TooManyReports, OSError."""
        number, data = report.number, msgspec.json.encode(report)
        if self._path(self.folder, number).exists() or self._path(self.done, number).exists():
            return number
        if len(data) > LARGEST or self.count() >= MOST_OPEN:
            raise TooManyReports
        _write_once(self._path(self.folder, number), data)
        return number

    def count(self) -> int:
        """How many are open."""
        return sum(1 for _ in _files(self.folder))

    def open(self) -> list[ProblemReport]:
        """Those that nobody settled, the newest first."""
        return _read_all(self.folder)

    def settled(self) -> list[ProblemReport]:
        return _read_all(self.done)

    def settle(self, number: str, *, by: str, on: dt.date) -> ProblemReport:
        """Put it among the settled, with who did it. Raises UnknownReport."""
        path = self._path(self.folder, number)
        report = _read(path) if NUMBER.fullmatch(number) else None
        if report is None:
            raise UnknownReport(number)
        settled = msgspec.structs.replace(report, settled_on=on, settled_by=by)
        _write_once(self._path(self.done, number), msgspec.json.encode(settled))
        path.unlink(missing_ok=True)
        return settled

    def _path(self, folder: Path, number: str) -> Path:
        return folder / f"{number}.json"


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*.json") if NUMBER.fullmatch(path.stem))


def _read_all(folder: Path) -> list[ProblemReport]:
    """What cannot be read is left where it is: it takes no other report with it."""
    found = (_read(path) for path in _files(folder))
    return sorted((r for r in found if r is not None), key=lambda r: (r.day, r.number), reverse=True)


def _read(path: Path) -> ProblemReport | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=ProblemReport)
    except (OSError, msgspec.DecodeError):
        return None


def _write_once(path: Path, data: bytes) -> None:
    """Written beside and linked: whole or not at all, and never over another."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(beside, path)
    finally:
        os.unlink(beside)
