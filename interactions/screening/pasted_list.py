"""A pasted list, parted into its lines within bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interactions.chart.splitting import split_lines

MAX_LINES = 100
MAX_LENGTH = 500
MAX_TEXT = MAX_LINES * MAX_LENGTH
"""Characters of a whole list, checked before it is split."""
BEGINNING = 40  # characters of a line, enough for its writer to find it again


class ListTooLarge(ValueError):
    """A list over a limit. The message names the limit and by how much it was exceeded, and repeats no typed text.

    `advice` repeats the beginning of the line, so that its writer finds it: show it on the page, never log it.
    """

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


def split_list(text: str) -> list[str]:
    """The lines of a pasted list; a line that is too long is parted.

    Raises ListTooLarge without reading more than the longest allowed list.
    """
    typed = [line for line in map(str.strip, text.splitlines()) if line]
    if (length := sum(map(len, typed))) > MAX_TEXT:
        raise ListTooLarge(
            f"The list has {length:,} characters; at most {MAX_TEXT:,} are read at once.",
            "Check it in two parts or more.",
        )
    lines = typed if len(typed) > MAX_LINES else _parted(split_lines(text, MAX_LINES) or typed)
    if len(lines) > MAX_LINES:
        count = str(len(typed)) if len(typed) > MAX_LINES else f"more than {MAX_LINES}"
        raise ListTooLarge(
            f"The list has {count} lines; at most {MAX_LINES} are checked at once.",
            f"Line {MAX_LINES + 1} begins “{_beginning(lines[MAX_LINES])}”: check from there in a second list.",
        )
    return lines


_LAST_STOP = re.compile(r".*(?:[.;,](?=\s)|\|)", re.DOTALL)
_LAST_SPACE = re.compile(r".*\s", re.DOTALL)


def _parted(lines: Sequence[str]) -> list[str]:
    """The same lines, the long ones parted: behind a stop or a comma, else at a space, else anywhere."""
    parts: list[str] = []
    for line in lines:
        rest = line
        while len(rest) > MAX_LENGTH:
            beginning = rest[:MAX_LENGTH]
            cut = _LAST_STOP.match(beginning) or _LAST_SPACE.match(beginning)
            end = cut.end() if cut else MAX_LENGTH
            parts.append(rest[:end].strip())
            rest = rest[end:].lstrip()
        parts += [rest] if rest else []
    return parts


def _beginning(line: str) -> str:
    return line[:BEGINNING] + ("…" if len(line) > BEGINNING else "")
