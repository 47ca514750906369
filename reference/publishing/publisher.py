"""Seal what the gate lets through, and make it current. The order makes a kill at any point harmless:

compile → gate → seal → file → ledger → index
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
from dataclasses import dataclass

import msgspec
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from reference.models import ReleaseRecord
from reference.release.codec import checksum, content_digest, decode_release
from reference.release.previews import Previews
from reference.release.schema import Manifest, Release
from reference.release.store import IndexEntry, ReleaseIndexFile, ReleaseStore, Withdrawal, newest_good

from .compiler import check_release, compile_release, gather_approved, with_open_recalls
from .findings import Finding
from .sealing import seal
from .validity import valid_until

logger = logging.getLogger(__name__)
ATTEMPTS = 3
ANOTHER = "another release was published meanwhile; look at it, then publish again"


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
    return publish_compiled(release, check_release(release), by=by, notes=notes)


def publish_compiled(
    release: Release, findings: list[Finding], *, by: str, notes: str = "", following: str | None = None
) -> Published:
    """Publish what has been through the gate. `following`: the version it was compared with, "" for none.

    Raises ReleaseRejected, NothingChanged, PublishedByAnother.
    """
    if any(finding.weight == "refuse" for finding in findings):
        logger.warning("release_rejected refusals=%d", len(findings))
        raise ReleaseRejected(findings)
    store = ReleaseStore(settings.RELEASES_DIR)
    with store.publishing():
        Previews(store).discard_expired()
        previous, current = _standing(store)
        if following is not None and following != (current.manifest.version if current else ""):
            raise PublishedByAnother(ANOTHER)
        release = with_open_recalls(release)
        if current and current.manifest.content_digest == content_digest(release):
            raise NothingChanged(current.manifest.version)
        return _seal(store, previous, release, findings, by=by, notes=notes)


def publish_marks(*, by: str, notes: str) -> Published | None:
    """Publish what is current once more, marked with the recalls that are open now; None where its marks are those.

    Seconds, not minutes: nothing newer that was approved comes along, so there is nothing for the gate to look at.
    Raises PublishedByAnother.
    """
    store = ReleaseStore(settings.RELEASES_DIR)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with store.publishing():
                return _publish_marks(store, by=by, notes=notes)
        except PublishedByAnother:
            if attempt == ATTEMPTS:
                raise
    return None


def _publish_marks(store: ReleaseStore, *, by: str, notes: str) -> Published | None:
    previous, current = _standing(store)
    if current is None:
        return None
    release = store.read_release(current.manifest.version)
    marked = with_open_recalls(release)
    if marked.recalls == release.recalls:
        return None
    return _seal(store, previous, marked, [], by=by, notes=notes)


def _standing(store: ReleaseStore) -> tuple[ReleaseRecord | None, IndexEntry | None]:
    """The last link of the chain, and what readers read. In this order: what another machine publishes in between
    then refuses our link, and cannot be overwritten by what we took for current."""
    previous = ReleaseRecord.objects.defer("sealed").order_by("-published_at").first()
    synchronise(store)
    index = store.read_index()
    return previous, index.releases[index.current] if index.current else None


def _seal(
    store: ReleaseStore,
    previous: ReleaseRecord | None,
    release: Release,
    findings: list[Finding],
    *,
    by: str,
    notes: str,
) -> Published:
    now = timezone.now()
    manifest, sealed = seal(
        release,
        version=_next_version(now),
        at=now,
        by=by,
        valid_until=valid_until(release, now),
        previous_checksum=previous.checksum if previous else None,
        notes=notes,
    )
    record = _record(manifest, sealed)
    store.write_sealed(manifest.version, sealed)
    _enter(record)
    synchronise(store)
    logger.info("release_published version=%s checksum=%s", manifest.version, record.checksum)
    return Published(manifest, record.checksum, findings)


def withdraw_release(version: str, *, by: str, reason: str) -> str | None:
    """Mark a release withdrawn; the newest good one becomes current and its version is returned.

    Where that one lacks the mark of an entry under correction, it is published once more with it.
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
        with contextlib.suppress(PublishedByAnother):  # who published meanwhile has marked it
            _publish_marks(store, by=by, notes=f"As before {version}, which was withdrawn.")
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
    for record in ReleaseRecord.objects.defer("sealed").order_by("published_at"):
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
        raise PublishedByAnother(ANOTHER) from None
