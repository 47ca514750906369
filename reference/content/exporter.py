"""The content files in their one canonical form, so that a change of content changes only its own lines.

Fields in the order of the struct, what has its default left out, block style, lines of 110, letters as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from reference.release.schema.release import Release
from reference.release.storage.formats import FORMAT_VERSION
from reference.release.storage.records import slug_of, without_defaults, without_review

from .files import (
    FORMAT_FILE,
    IN_ONE_FILE,
    ONE_FILE_EACH,
    ContentFile,
    content_files,
    format_of,
    read_records,
)

WIDTH = 110
RARE_BREAKS = frozenset("\r\x85\u2028\u2029")


class _CanonicalDumper(yaml.SafeDumper):
    """PyYAML's own dumper: libyaml's breaks lines elsewhere, and not every machine has it."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _number(dumper: yaml.SafeDumper, value: float) -> yaml.Node:
    """27, not 27.0: a record cannot tell them apart, and sources print the first."""
    if value.is_integer() and abs(value) < 1e15:
        return dumper.represent_int(int(value))
    return dumper.represent_float(value)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    """Rare line breaks (a pasted NEL or line separator) would be folded away; between double quotes they are escaped."""
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", value, style='"' if RARE_BREAKS & set(value) else None
    )


_CanonicalDumper.add_representer(float, _number)
_CanonicalDumper.add_representer(str, _text)


@dataclass(frozen=True)
class ExportReport:
    """Paths below the folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]


def canonical(record: Any) -> str:
    """The text of a file that holds this record, or this tuple of records. Never a review: files cannot give one."""
    records = record if isinstance(record, tuple) else (record,)
    builtins = [without_defaults(without_review(one)) for one in records]
    data = builtins if isinstance(record, tuple) else builtins[0]
    return yaml.dump(data, Dumper=_CanonicalDumper, sort_keys=False, allow_unicode=True, width=WIDTH)


def export_content(release: Release, folder: Path) -> ExportReport:
    """Write the release's entries as content files. Files of what it no longer holds are removed.

    The vocabulary stays as it is: it is not edited in the admin.
    """
    wanted = dict(_texts(release))
    existing = {str(file.path.relative_to(folder)): file.text for file in content_files(folder)}
    written = [path for path, text in wanted.items() if existing.get(path) != text]
    for path in written:
        _write(folder / path, wanted[path])
    _write(folder / FORMAT_FILE, f"{FORMAT_VERSION}\n")
    removed = sorted(existing.keys() - wanted.keys())
    for path in removed:
        (folder / path).unlink()
    return ExportReport(tuple(written), tuple(removed), tuple(path for path in wanted if path not in written))


def format_content(folder: Path, *, write: bool = True) -> tuple[str, ...]:
    """Bring every content file into canonical form; with `write` off only say which are not. Raises ContentErrors."""
    held: dict[ContentFile, list[Any]] = defaultdict(list)
    for filed in read_records(folder):
        held[filed.file].append(filed.record)
    changed = []
    for file, records in held.items():
        text = canonical(tuple(records) if file.collection in IN_ONE_FILE else records[0])
        if text != file.text:
            changed.append(file.shown_as)
            if write:
                _write(file.path, text)
    if write and format_of(folder) != FORMAT_VERSION:
        _write(folder / FORMAT_FILE, f"{FORMAT_VERSION}\n")
    return tuple(changed)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _texts(release: Release) -> Iterator[tuple[str, str]]:
    """An empty list is still a file: it says that nothing is meant to be there."""
    for collection in IN_ONE_FILE:
        yield f"{collection}.yaml", canonical(getattr(release, collection))
    for collection in ONE_FILE_EACH:
        for record in getattr(release, collection):
            yield f"{collection}/{slug_of(record)}.yaml", canonical(record)
