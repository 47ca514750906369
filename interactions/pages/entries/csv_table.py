"""The entries shown, as a table for a spreadsheet: each row has its review state and last valid day."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable

from reference.release.schema.terms import Mechanism
from reference.release.storage.library import LoadedRelease
from reference.views.shared.frame import frame

from .list import Listed

COLUMNS = (
    "entry", "title", "written_for", "name", "severity", "action", "medicine_action", "kratom_action", "evidence", "mechanisms",
    "enzymes", "medicines_reached", "searched_on", "review", "under_correction", "release", "valid_until",
    "release_notice",
)  # fmt: skip


RUN_BY_SPREADSHEETS = "=+-@\t\r\n"


def harmless(cell: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would run it, in full width too."""
    begins = unicodedata.normalize("NFKC", cell[:1])
    return f"'{cell}" if begins and begins in RUN_BY_SPREADSHEETS else cell


def as_table(entries: Iterable[Listed], loaded: LoadedRelease, *, pinned: bool) -> str:
    header = frame(loaded, pinned=pinned)
    release = {
        "release": header.version,
        "valid_until": header.valid_until.isoformat(),
        "release_notice": " ".join([header.banner, *(notice.text for notice in header.notices)]),
    }
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for entry in entries:
        warning = loaded.warning_of("interactions", entry.slug) or ""
        cells = {**_cells(entry), "under_correction": warning, **release}
        writer.writerow({name: harmless(cell) for name, cell in cells.items()})
    return written.getvalue()


def _cells(entry: Listed) -> dict[str, str]:
    return {
        "entry": entry.slug,
        "title": entry.title,
        "written_for": entry.level,
        "name": entry.target,
        "severity": entry.severity_label,
        "action": entry.action_label,
        "medicine_action": entry.medicine_action,
        "kratom_action": entry.kratom_action,
        "evidence": entry.evidence_label,
        "mechanisms": " | ".join(Mechanism(m).label for m in entry.values["mechanism"]),
        "enzymes": " | ".join(entry.values["enzyme"]),
        "medicines_reached": str(len(entry.reaches)),
        "searched_on": entry.searched_on,
        "review": entry.review,
    }
