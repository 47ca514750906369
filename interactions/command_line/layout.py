"""Paragraphs, lists and statements in plain text of 80 columns."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator

from reference.release.schema.statement import Statement
from reference.release.schema.terms import Basis
from reference.views.shared.citations import References

WIDTH = 80


def printable(text: str) -> str:
    """The text without characters that control a terminal, such as escape sequences and direction marks."""
    spaced = " ".join(text.split())
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c)[0] == "C" else c for c in spaced)


def paragraph(text: str, indent: int = 0, hang: int | None = None) -> Iterator[str]:
    """Lines of at most WIDTH characters; those after the first are indented by `hang`."""
    yield from textwrap.wrap(
        printable(text),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent if hang is None else hang),
        break_on_hyphens=False,
    )


def labelled(label: str, text: str, indent: int = 2) -> Iterator[str]:
    """A label with its text; no line if the text is empty."""
    if text:
        yield from paragraph(f"{label}: {text}", indent, indent + 2)


def numbered(texts: Iterable[str], indent: int = 2) -> Iterator[str]:
    for number, text in enumerate(texts, start=1):
        yield from paragraph(f"{number}. {text}", indent, indent + 3)


def section(title: str, body: Iterable[str]) -> Iterator[str]:
    """A heading with its body; nothing if the body is empty."""
    lines = list(body)
    if lines:
        yield from ("", title.upper(), "-" * len(title), *lines)


def basis_note(basis: Basis) -> str:
    return f" ({basis.label})" if basis.label else ""


def cited(statement: Statement, references: References, quiet: Basis = Basis.SEEN) -> str:
    """A statement's text, its basis unless it equals `quiet`, and the numbers of its sources."""
    basis = "" if statement.basis == quiet else basis_note(statement.basis)
    return f"{statement.text}{basis}{marks((c.source for c in statement.citations), references)}"


def marks(sources: Iterable[str], references: References) -> str:
    numbers = ", ".join(str(references.number(source)) for source in dict.fromkeys(sources))
    return f" [{numbers}]" if numbers else ""


def steps(
    title: str, statements: tuple[Statement, ...], references: References, indent: int = 2
) -> Iterator[str]:
    """Numbered steps under a title, which gives their basis once if all of them share it."""
    if not statements:
        return
    bases = {statement.basis for statement in statements}
    shared = bases.pop() if len(bases) == 1 else Basis.SEEN
    yield from paragraph(f"{title}{basis_note(shared)}:", indent)
    yield from numbered((cited(s, references, quiet=shared) for s in statements), indent)
