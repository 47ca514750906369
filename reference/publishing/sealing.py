"""A release with its manifest, as bytes."""

from __future__ import annotations

import datetime as dt

import msgspec
from django.conf import settings

from reference.release.schema.release import Manifest, Release
from reference.release.schema.traverse import count_review
from reference.release.storage.codec import content_digest, encode_release
from reference.release.storage.formats import FORMAT_VERSION


def seal(
    release: Release,
    *,
    version: str,
    at: dt.datetime,
    by: str,
    valid_until: dt.date,
    previous_checksum: str | None = None,
    notes: str = "",
    history: str = "",
) -> tuple[Manifest, bytes]:
    """The manifest and the sealed bytes. What the release says is in the digest; who sealed it and when is not.

    `history` is the end of the chain of editorial acts.
    """
    reviewed, total, unverified = count_review(release)
    counts = {
        name: len(records)
        for name in release.__struct_fields__
        if isinstance(records := getattr(release, name), tuple)
    }
    manifest = Manifest(
        version=version,
        format_version=FORMAT_VERSION,
        published_at=at,
        published_by=by,
        valid_until=valid_until,
        previous_checksum=previous_checksum,
        content_digest=content_digest(release),
        code_revision=settings.CODE_REVISION,
        counts=counts,
        reviewed=reviewed,
        total=total,
        needs_verification=unverified,
        notes=notes,
        history=history,
    )
    return manifest, encode_release(msgspec.structs.replace(release, manifest=manifest))
