"""The format of release records, and how what was written in an older one is read: by its version, never by trial and error.

Files, revisions and sealed releases all say in which format they were written, and all are lifted here.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, NamedTuple

FORMAT_VERSION = "0.1"


class UnknownFormat(ValueError):
    """A format that this program cannot read: a newer program wrote it, or it is not a release at all."""


class Lift(NamedTuple):
    """One step from an older format to a newer one."""

    to: str
    change: Callable[[dict[str, Any]], dict[str, Any]]
    """Takes a release as JSON holds it, or a part with some of its collections, and returns it changed."""


LIFTS: dict[str, Lift] = {}
"""By the older format. A new field with a default needs none; a changed name or meaning does, and a golden file."""


def lifted(document: dict[str, Any], version: str) -> dict[str, Any]:
    """A document of `version` in today's format; what was read stays as it is. Raises UnknownFormat."""
    if version != FORMAT_VERSION:
        document = copy.deepcopy(document)
    while version != FORMAT_VERSION:
        if version not in LIFTS:
            raise UnknownFormat(
                f"format {version} is not one that this program reads (it writes {FORMAT_VERSION}): "
                "update the program"
            )
        step = LIFTS[version]
        document, version = step.change(document), step.to
    return document
