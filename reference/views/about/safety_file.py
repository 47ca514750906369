"""Hazards and functions as docs/safety/ has them, so that the page and the safety file never differ."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from django.conf import settings

HAZARD_LOG = settings.BASE_DIR / "docs" / "safety" / "hazard-log.md"
FUNCTIONS = HAZARD_LOG.with_name("functions.md")


class Hazard(NamedTuple):
    number: str  # "H1"
    name: str
    cause: str
    harm: str
    control: str
    held_by: tuple[str, ...]  # tests, as pytest names them
    remains: str


class SoftwareFunction(NamedTuple):
    """One row of the function table: what it is, and what applies to it under each regulatory regime."""

    name: str
    takes_and_gives: str
    us: str
    eu: str
    uk: str


@cache
def hazards() -> tuple[Hazard, ...]:
    """Every section `## H1 Name` with its five parts; a missing part is an error, never an empty cell."""
    found = []
    for number, name, body in re.findall(
        r"^## (H\d+) (.+)\n((?:- .+\n?)+)", HAZARD_LOG.read_text("utf-8"), re.MULTILINE
    ):
        part = dict(re.findall(r"^- ([^:]+): (.+)$", body, re.MULTILINE))
        held_by = tuple(re.findall(r"`([^`]+)`", part["Held by"]))
        found.append(
            Hazard(number, name, part["Cause"], part["Harm"], part["Control"], held_by, part["What remains"])
        )
    return tuple(found)


@cache
def functions() -> tuple[SoftwareFunction, ...]:
    """The rows of the one table in the file, below its head."""
    table = re.findall(r"^\| (.+) \|$", FUNCTIONS.read_text("utf-8"), re.MULTILINE)
    return tuple(SoftwareFunction(*row.split(" | ")) for row in table[1:])
