"""Recalled entries, as readers are told of them: the same words on every page, card, chart text and API answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from .schema import Release


class Correction(NamedTuple):
    """What stands beside a recalled entry."""

    since: dt.date
    reason: str

    @property
    def sentence(self) -> str:
        return f"Under correction since {self.since:%-d %B %Y}: do not rely on it."


Corrections = Mapping[tuple[str, str], Correction]
"""By collection and slug."""


def corrections_in(release: Release) -> Corrections:
    """Every recalled entry of a release."""
    return {(r.collection, r.slug): Correction(r.since, r.reason) for r in release.recalls}


def warning_of(corrections: Corrections, collection: str, slug: str) -> str | None:
    """The sentence about an entry; None where nothing is wrong with it."""
    found = corrections.get((collection, slug))
    return found.sentence if found else None
