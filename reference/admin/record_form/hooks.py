"""Where another app adds what only it knows of a kind: computed ratings, further checks.

`interactions.admin` registers here when it is imported; the form itself knows no medicine and no rating.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Panel(NamedTuple):
    """Something computed from the answers, shown beside them. `at` is the path of a section, "rows-0"; empty: the top."""

    label: str
    text: str
    at: str = ""


class Problem(NamedTuple):
    """What a kind's own check refuses: the path of the field, and what is allowed."""

    at: str
    message: str


derived_panels: dict[str, Callable[[Any], list[Panel]]] = {}
"""By kind: what to show beside a record's answers, before and after saving."""
derived_values: dict[str, Callable[[Any], Any]] = {}
"""By kind: the record with every value that follows from its other answers brought up to date."""
record_checks: dict[str, Callable[[Any], list[Problem]]] = {}
"""By kind: what is wrong with a record beyond what its struct can check."""
