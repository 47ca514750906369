"""Joins a wrapped line of an export to the line above: `TAKE ONE TABLET BY MOUTH TWICE A   ACTIVE`, `   DAY AS NEEDED`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_ITEM = re.compile(r"\s*(?:\d{1,3}[.)]+|[•●▪■◦‣*–—-])\s+\S")
_INDENT = re.compile(r"\s*")
_STATUS_COLUMN = re.compile(r"^(.*\S)(\s{2,}[A-Z][A-Za-z]+(?: \([A-Z]\))?)\s*$")
MOST_WRAPS = 8


def joined_lines(lines: Sequence[str]) -> Iterator[str]:
    """The lines, each with those indented below it that belong to it: only below a numbered or bulleted item, so that
    an indented list under a heading stays a list."""
    item, wraps = "", 0
    for line in lines:
        if item and wraps < MOST_WRAPS and _continues(item, line):
            item, wraps = _joined(item, line), wraps + 1
            continue
        if item:
            yield item
        item, wraps = (line, 0) if _ITEM.match(line) else ("", 0)
        if not item:
            yield line
    if item:
        yield item


def _continues(item: str, line: str) -> bool:
    deeper = _indent(line) > _indent(item)
    return deeper and bool(line.strip()) and not _ITEM.match(line)


def _indent(line: str) -> int:
    found = _INDENT.match(line)
    return found.end() if found else 0


def _joined(item: str, line: str) -> str:
    """The status column at the end of the first line stays at the end."""
    column = _STATUS_COLUMN.match(item)
    if column is None:
        return f"{item.rstrip()} {line.strip()}"
    return f"{column[1]} {line.strip()}{column[2]}"
