"""Seal what the gate lets through, and make it current. The order makes a kill at any point harmless:

compile → gate → seal → file → ledger → index
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass

import msgspec
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from reference.models import ReleaseRecord
from reference.release.codec import FORMAT_VERSION, checksum, content_digest, decode_release, encode_release
from reference.release.schema import Manifest, Release
from reference.release.store import IndexEntry, ReleaseIndexFile, ReleaseStore, Withdrawal, newest_good
from reference.release.walk import count_review

from .compiler import check_release, compile_release, gather_approved
from .findings import Finding

logger = logging.getLogger(__name__)
VALID_FOR = dt.timedelta(days=90)  # a copy older than this must not be relied on (ui.md, keep)


class ReleaseRejected(Exception):
    """The gate refused the content; nothing was sealed."""

    def __init__(self, findings: list[Finding]) -> None:
        refusals = [finding for finding in findings if finding.weight == "refuse"]
        super().__init__("\n".join(str(finding) for finding in refusals))
        self.findings = findings


class NothingChanged(Exception):
    """The content is that of the current release; publishing it again would say nothing."""


class PublishedByAnother(Exception):
    """Somebody else published between our look at the current release and our seal."""


class UnknownRelease(LookupError):
    """No release of this version was ever sealed here."""


@dataclass(frozen=True)
class Published:
    manifest: Manifest
    checksum: str
    notices: list[Finding]


def publish_release(*, by: str, notes: str = "", content: Release | None = None) -> Published:
    """Publish the approved content. Raises ContentErrors, ReleaseRejected, NothingChanged, PublishedByAnother."""
    release = compile_release(content if content is not None else gather_approved())
    findings = check_release(release)
    if any(finding.weight == "refuse" for finding in findings):
        logger.warning("release_rejected refusals=%d", len(findings))
        raise ReleaseRejected(findings)
    store = ReleaseStore(settings.RELEASES_DIR)
    with store.publishing():
        return _seal(store, release, findings, by=by, notes=notes)


def _seal(
    store: ReleaseStore, release: Release, findings: list[Finding], *, by: str, notes: str
) -> Published:
    synchronise(store)
    previous = ReleaseRecord.objects.order_by("-published_at").first()
    index = store.read_index()
    digest = content_digest(release)
    if index.current and index.releases[index.current].manifest.content_digest == digest:
        raise NothingChanged(index.current)
    manifest = _manifest(release, digest, previous, by=by, notes=notes)
    sealed = encode_release(msgspec.structs.replace(release, manifest=manifest))
    record = _record(manifest, sealed)
    store.write_sealed(manifest.version, sealed)
    _enter(record)
    synchronise(store)
    logger.info("release_published version=%s checksum=%s", manifest.version, record.checksum)
    return Published(manifest, record.checksum, findings)


def withdraw_release(version: str, *, by: str, reason: str) -> str | None:
    """Mark a release withdrawn; the newest good one becomes current and its version is returned.

    Raises UnknownRelease; ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("a withdrawal needs a reason that a reader can understand")
    store = ReleaseStore(settings.RELEASES_DIR)
    with transaction.atomic():
        record = ReleaseRecord.objects.filter(version=version).first()
        if record is None:
            raise UnknownRelease(version)
        record.withdrawn_at, record.withdrawn_reason = timezone.now(), reason.strip()
        record.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    with store.publishing():
        synchronise(store)
    logger.warning("release_withdrawn version=%s by=%s", version, by)
    return store.read_index().current


def synchronise(store: ReleaseStore) -> list[str]:
    """Make the folder say what the ledger says: finishes an interrupted publication, rebuilds a lost folder.

    Returns the versions whose file had to be written again.
    """
    try:
        index = store.read_index()
    except ValueError:
        index = ReleaseIndexFile()
    entries, rewritten = {}, []
    for record in ReleaseRecord.objects.order_by("published_at"):
        path = store.path_of(record.version)
        if not path.exists() or checksum(path.read_bytes()) != record.checksum:
            store.write_sealed(record.version, bytes(record.sealed))
            rewritten.append(record.version)
        known = index.releases.get(record.version)
        withdrawn = (
            Withdrawal(at=record.withdrawn_at, reason=record.withdrawn_reason)
            if record.withdrawn_at
            else None
        )
        if known is None or known.checksum != record.checksum or known.withdrawn != withdrawn:
            manifest = decode_release(bytes(record.sealed)).manifest
            known = IndexEntry(manifest=manifest, checksum=record.checksum, withdrawn=withdrawn)
        entries[record.version] = known
    rebuilt = ReleaseIndexFile(releases=entries)
    rebuilt = msgspec.structs.replace(rebuilt, current=newest_good(rebuilt))
    if rebuilt != index:
        store.write_index(rebuilt)
    return rewritten


def _manifest(
    release: Release, digest: str, previous: ReleaseRecord | None, *, by: str, notes: str
) -> Manifest:
    now = timezone.now()
    reviewed, total, unverified = count_review(release)
    counts = {
        name: len(records)
        for name in release.__struct_fields__
        if isinstance(records := getattr(release, name), tuple)
    }
    return Manifest(
        version=_next_version(now),
        format_version=FORMAT_VERSION,
        published_at=now,
        published_by=by,
        valid_until=(now + VALID_FOR).date(),
        previous_checksum=previous.checksum if previous else None,
        content_digest=digest,
        code_revision=settings.CODE_REVISION,
        counts=counts,
        reviewed=reviewed,
        total=total,
        needs_verification=unverified,
        notes=notes,
    )


def _next_version(now: dt.datetime) -> str:
    month = f"{now.year}.{now.month}."
    numbers = [
        int(v.removeprefix(month))
        for v in ReleaseRecord.objects.filter(version__startswith=month).values_list("version", flat=True)
    ]
    return f"{month}{max(numbers, default=0) + 1}"


def _record(manifest: Manifest, sealed: bytes) -> ReleaseRecord:
    return ReleaseRecord(
        version=manifest.version,
        checksum=checksum(sealed),
        previous_checksum=manifest.previous_checksum or "",
        published_at=manifest.published_at,
        published_by=manifest.published_by,
        notes=manifest.notes,
        sealed=sealed,
    )


def _enter(record: ReleaseRecord) -> None:
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError:
        raise PublishedByAnother(
            "another release was published meanwhile; look at it, then publish again"
        ) from None
