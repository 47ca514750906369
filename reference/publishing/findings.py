"""What the gate says of one entry: what is wrong and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """`refuse` keeps the release from being sealed; `notice` is listed for the publisher to read."""

    entry: str  # collection/slug
    problem: str
    fix: str
    weight: Literal["refuse", "notice"] = "refuse"

    def __str__(self) -> str:
        return f"{self.entry}: {self.problem}. {self.fix}"
