"""What a term of a closed vocabulary is: a text with a label, a meaning and a place in its order."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, Self, get_args, get_origin


class Term(StrEnum):
    """A term of a closed vocabulary: `label` is how it is printed, `meaning` explains it.

    It is stored, sent and compared as its value. Terms are ordered as they are listed, so that
    `Severity.MAJOR > Severity.MINOR`; a value as plain text is compared as the term that it names.
    Raises ValueError where a text is not a term of the vocabulary.
    """

    label: str
    meaning: str
    place: int

    def __new__(cls, value: str, label: str = "", meaning: str = "") -> Self:
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label
        term.meaning = meaning
        term.place = len(cls.__members__)
        return term

    @classmethod
    def label_of(cls, value: str) -> str | None:
        """The label of a value; None where it is not a term of this vocabulary."""
        return next((term.label for term in cls if term == value), None)

    def __lt__(self, other: str) -> bool:
        return self.place < type(self)(other).place

    def __le__(self, other: str) -> bool:
        return self.place <= type(self)(other).place

    def __gt__(self, other: str) -> bool:
        return self.place > type(self)(other).place

    def __ge__(self, other: str) -> bool:
        return self.place >= type(self)(other).place


def is_closed(hint: Any) -> bool:
    """Whether a field's type is a closed vocabulary, or holds one: `Severity | None`, `tuple[Slot, ...]`."""
    if get_origin(hint) is Literal:
        return True
    if isinstance(hint, type) and issubclass(hint, Term):
        return True
    return any(is_closed(part) for part in get_args(hint))


def values_of(hint: Any) -> tuple[str, ...]:
    """The values that a closed vocabulary allows, in its order; empty for any other type."""
    if isinstance(hint, type) and issubclass(hint, Term):
        return tuple(term.value for term in hint)
    if get_origin(hint) is Literal:
        return tuple(value for value in get_args(hint) if isinstance(value, str))
    return ()
