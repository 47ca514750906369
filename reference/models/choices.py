"""Named choices of a column, with the type that Django, which ships none, gives them only at run time."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:

    class TextChoices(enum.StrEnum):
        """As Django's: a stored value that is also a string, and its label."""

        values: list[str]

        def __init__(self, value: str, label: str = "") -> None: ...

        @property
        def label(self) -> str: ...

else:
    from django.db.models import TextChoices

__all__ = ["TextChoices"]
