"""What stands on every answer: which sealed release speaks, and how far it has been reviewed."""

from __future__ import annotations

import datetime as dt

import msgspec

from .schema import Manifest

NOT_PUBLISHED = "Preview, not published."


class ReleaseStamp(msgspec.Struct, frozen=True, kw_only=True):
    """Which sealed release an answer was read from. Do not rely on a copy after `valid_until`."""

    version: str
    published_at: dt.datetime
    checksum: str
    valid_until: dt.date
    withdrawn: str | None = None  # why, where it has been
    preview: str | None = None  # says that nobody published this, where nobody has


class ReviewCount(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of the release that a licensed clinician signed off, entries in all, statements to verify."""

    reviewed: int
    total: int
    needs_verification: int


def release_stamp(
    manifest: Manifest, checksum: str, withdrawn: str | None, *, is_preview: bool = False
) -> ReleaseStamp:
    return ReleaseStamp(
        version=manifest.version,
        published_at=manifest.published_at,
        checksum=checksum,
        valid_until=manifest.valid_until,
        withdrawn=withdrawn,
        preview=NOT_PUBLISHED if is_preview else None,
    )


def review_count(manifest: Manifest) -> ReviewCount:
    return ReviewCount(
        reviewed=manifest.reviewed, total=manifest.total, needs_verification=manifest.needs_verification
    )
