"""The stamp of every answer: which sealed release it comes from, and how far that has been reviewed."""

from __future__ import annotations

import datetime as dt

import msgspec

from reference.release.schema.release import Manifest

NOT_PUBLISHED = "Preview, not published."


class ReleaseStamp(msgspec.Struct, frozen=True, kw_only=True):
    """Which sealed release an answer was read from. Do not rely on a copy after `valid_until`."""

    version: str
    published_at: dt.datetime
    checksum: str
    valid_until: dt.date
    withdrawn: str | None = None  # why, where it has been
    preview: str | None = None  # says that it was not published, where that is so
    instead_of: str | None = None  # the newest release, where that cannot be read and this one answers


class ReviewCount(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of the release that a licensed clinician signed off, entries in all, statements to verify."""

    reviewed: int
    total: int
    needs_verification: int


def release_stamp(
    manifest: Manifest,
    checksum: str,
    withdrawn: str | None,
    *,
    is_preview: bool = False,
    instead_of: str | None = None,
) -> ReleaseStamp:
    return ReleaseStamp(
        version=manifest.version,
        published_at=manifest.published_at,
        checksum=checksum,
        valid_until=manifest.valid_until,
        withdrawn=withdrawn,
        preview=NOT_PUBLISHED if is_preview else None,
        instead_of=instead_of,
    )


def fallback_words(version: str, newest: str | None) -> str:
    """The warning beside every answer of a release that is not the newest; empty for the newest."""
    if newest is None:
        return ""
    return (
        f"This is release {version}; the newest release {newest} cannot be read here. "
        "What is under correction is marked."
    )


def review_count(manifest: Manifest) -> ReviewCount:
    return ReviewCount(
        reviewed=manifest.reviewed, total=manifest.total, needs_verification=manifest.needs_verification
    )


def today() -> dt.date:
    """Today (UTC), with which the dates of a release are compared."""
    return dt.datetime.now(dt.UTC).date()
