"""Paragraphs, lists and statements in plain text of 80 columns."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator

from reference.release.statement import Statement
from reference.release.terms import Basis
from reference.views.citations import References

WIDTH = 80


def printable(text: str) -> str:
    """Without what would steer a terminal: escape sequences, and marks that turn the direction of the text."""
    spaced = " ".join(text.split())
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c)[0] == "C" else c for c in spaced)


def paragraph(text: str, indent: int = 0, hang: int | None = None) -> Iterator[str]:
    """Lines of at most WIDTH characters; those after the first stand at `hang`."""
    yield from textwrap.wrap(
        printable(text),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent if hang is None else hang),
        break_on_hyphens=False,
    )


def labelled(label: str, text: str, indent: int = 2) -> Iterator[str]:
    """A label with what it names; nothing where there is nothing to say."""
    if text:
        yield from paragraph(f"{label}: {text}", indent, indent + 2)


def numbered(texts: Iterable[str], indent: int = 2) -> Iterator[str]:
    for number, text in enumerate(texts, start=1):
        yield from paragraph(f"{number}. {text}", indent, indent + 3)


def section(title: str, body: Iterable[str]) -> Iterator[str]:
    """A heading with what stands below it; without a body no heading."""
    lines = list(body)
    if lines:
        yield from ("", title.upper(), "-" * len(title), *lines)


def standing(basis: Basis) -> str:
    return f" ({basis.label})" if basis.label else ""


def said(statement: Statement, references: References, quiet: Basis = Basis.SEEN) -> str:
    """A statement's words, its standing unless `quiet` has told it, and the numbers of its sources."""
    told = "" if statement.basis == quiet else standing(statement.basis)
    return f"{statement.text}{told}{marks((c.source for c in statement.citations), references)}"


def marks(sources: Iterable[str], references: References) -> str:
    numbers = ", ".join(str(references.number(source)) for source in dict.fromkeys(sources))
    return f" [{numbers}]" if numbers else ""


def steps(
    title: str, statements: tuple[Statement, ...], references: References, indent: int = 2
) -> Iterator[str]:
    """Numbered steps under a title, which tells once the standing that all of them share."""
    if not statements:
        return
    bases = {statement.basis for statement in statements}
    shared = bases.pop() if len(bases) == 1 else Basis.SEEN
    yield from paragraph(f"{title}{standing(shared)}:", indent)
    yield from numbered((said(s, references, quiet=shared) for s in statements), indent)
