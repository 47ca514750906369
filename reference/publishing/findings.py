"""What the gate says of one entry: what is wrong and how to fix it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec


@dataclass(frozen=True)
class Finding:
    """`refuse` keeps the release from being sealed; `notice` is listed for the publisher to read."""

    entry: str  # collection/slug
    problem: str
    fix: str
    weight: Literal["refuse", "notice"] = "refuse"
    unreadable: bool = False  # no page can be made of it, so not even a preview

    def __str__(self) -> str:
        return f"{self.entry}: {self.problem}. {self.fix}"


def in_words(item: msgspec.Struct) -> str:
    """The beginning of a statement, enough to find it."""
    named = (getattr(item, field, None) for field in ("text", "parameter", "role", "value", "what"))
    text: str = next((value for value in named if value), "")
    return f"“{text[:90]}{'…' if len(text) > 90 else ''}”"
