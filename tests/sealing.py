"""Put a release into a folder as the publisher would, without a ledger."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

from reference.release.schema.release import Manifest, Release
from reference.release.schema.traverse import count_review
from reference.release.storage.codec import checksum, content_digest, encode_release
from reference.release.storage.formats import FORMAT_VERSION
from reference.release.storage.store import IndexEntry, ReleaseIndexFile, ReleaseStore

PUBLISHED = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def seal_into(folder: Path, release: Release, version: str = "2026.11.1", at: dt.datetime = PUBLISHED) -> str:
    """Seal, list and make current. Returns the checksum."""
    store = ReleaseStore(folder)
    reviewed, total, unverified = count_review(release)
    index = store.read_index()
    previous = index.releases[index.current].checksum if index.current else None
    manifest = Manifest(
        version=version,
        format_version=FORMAT_VERSION,
        published_at=at,
        published_by="tests",
        valid_until=(at + dt.timedelta(days=90)).date(),
        previous_checksum=previous,
        content_digest=content_digest(release),
        code_revision="tests",
        counts={},
        reviewed=reviewed,
        total=total,
        needs_verification=unverified,
    )
    data = encode_release(msgspec.structs.replace(release, manifest=manifest))
    store.write_sealed(version, data)
    entry = IndexEntry(manifest=manifest, checksum=checksum(data))
    store.write_index(ReleaseIndexFile(current=version, releases={**index.releases, version: entry}))
    return entry.checksum
