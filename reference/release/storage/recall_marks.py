"""Recalled entries as readers see them: the same words on every page, card, chart text and API answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from reference.release.schema.release import Recall, Release
from reference.release.schema.traverse import STATEMENT_COLLECTIONS

from .records import slug_of


class Correction(NamedTuple):
    """The warning beside a recalled entry."""

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


def marked_with(release: Release, recalls: tuple[Recall, ...]) -> Release:
    """The release under the marks that were set after it was sealed too, as far as it holds the entries."""
    own = {(mark.collection, mark.slug) for mark in release.recalls}
    later = [mark for mark in recalls if (mark.collection, mark.slug) not in own and _holds(release, mark)]
    if not later:
        return release
    return msgspec.structs.replace(release, recalls=(*release.recalls, *later))


def _holds(release: Release, mark: Recall) -> bool:
    if mark.collection not in STATEMENT_COLLECTIONS:
        return False
    return any(slug_of(record) == mark.slug for record in getattr(release, mark.collection))


def warning_of(corrections: Corrections, collection: str, slug: str) -> str | None:
    """The sentence about an entry; None where nothing is wrong with it."""
    found = corrections.get((collection, slug))
    return found.sentence if found else None
