"""Until which day a release may be relied on: as long as a copy is new, and as what it says was searched for lately."""

from __future__ import annotations

import datetime as dt

from reference.release.schema.release import Manifest, Release

VALID_FOR = dt.timedelta(days=90)
"""A copy older than this must not be relied on: a newer release may say otherwise."""

SEARCH_LASTS = dt.timedelta(days=365)
"""An entry whose last search is older is overdue. A release in which every entry is, is past its day."""


def valid_until(release: Release, published_at: dt.datetime) -> dt.date:
    """Publishing old content again makes nothing newer: a year after the last search it is past its day at once."""
    day = (published_at + VALID_FOR).date()
    searched = last_search(release)
    return min(day, searched + SEARCH_LASTS) if searched else day


def last_search(release: Release) -> dt.date | None:
    """The newest day on which somebody searched for what an entry or a search record says."""
    days = [entry.searched_on for entry in release.interactions]
    days += [record.searched_on for record in release.search_records]
    return max(days, default=None)


def past_its_day(manifest: Manifest, today: dt.date) -> str | None:
    """What a publisher reads of a release that is past its day, and what to do; None for one that is not."""
    if manifest.valid_until >= today:
        return None
    return (
        f"Release {manifest.version} is past its day, {manifest.valid_until:%-d %B %Y}: pages say so, and the offline "
        "copy answers no more. Install a newer version with newer content; or search again, record the day "
        "(searched_on) and publish."
    )
