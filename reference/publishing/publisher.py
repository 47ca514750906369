"""Seal what the gate lets through, and make it current. The order makes a kill at any point harmless:

compile → gate → seal → bytes on this disk → ledger → file in its place → index
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from reference.models import EventChainEnd, ReleaseRecord
from reference.release.schema.release import Manifest, Release
from reference.release.storage.codec import content_digest
from reference.release.storage.previews import Previews
from reference.release.storage.store import IndexEntry, ReleaseStore
from reference.workflow.account import Account

from .approvals import check_approvals
from .compiler import check_release, compile_release, gather_approved
from .findings import Finding
from .folder import synchronise
from .ledger import ANOTHER, enter, in_chain, next_moment, next_version, record_of
from .marks import with_open_recalls
from .reach import PublishedByAnother, reaching_readers, unless_written
from .sealing import seal
from .validity import valid_until
from .withdrawal import (
    AlreadyWithdrawn,
    StaysWithdrawn,
    record_withdrawal,
    saying_the_same,
    withdrawn_before,
)

logger = logging.getLogger(__name__)
ATTEMPTS = 3
IN_STEP = "The notes of correction were brought up to date."


class ReleaseRejected(Exception):
    """The gate refused the content; nothing was sealed."""

    def __init__(self, findings: list[Finding]) -> None:
        refusals = [finding for finding in findings if finding.weight == "refuse"]
        super().__init__("\n".join(str(finding) for finding in refusals))
        self.findings = findings


class NothingChanged(Exception):
    """The content is that of the current release; publishing it again would add nothing."""


@dataclass(frozen=True)
class Published:
    manifest: Manifest
    checksum: str
    notices: list[Finding]
    clock: dt.datetime  # of this machine, which may be earlier than the moment that was sealed


@dataclass(frozen=True)
class Signed:
    """Who publishes: the name that is sealed, the account behind it if there is one, and what is noted."""

    by: str
    notes: str = ""
    account: Account | None = None


def publish_release(
    *, by: str, notes: str = "", content: Release | None = None, again: str = ""
) -> Published:
    """Publish the approved content. Raises ContentErrors and what publish_compiled does."""
    release = compile_release(content if content is not None else gather_approved())
    findings = check_release(release) + (check_approvals() if content is None else [])
    return publish_compiled(release, findings, by=by, notes=notes, again=again)


def publish_compiled(
    release: Release,
    findings: list[Finding],
    *,
    by: str,
    notes: str = "",
    following: str | None = None,
    account: Account | None = None,
    again: str = "",
) -> Published:
    """Publish what has been through the gate. `following`: the version it was compared with, "" for none.

    `again`: why content that was withdrawn is published once more. A recall that had not reached readers does so even
    where the publication is refused. Raises ReleaseRejected, NothingChanged, StaysWithdrawn, NothingPublished,
    NotReached.
    """
    signed = Signed(by, notes, account)
    with unless_written(), _folder() as store:
        Previews(store).discard_expired()
        records, current = _chain_and_current(store)
        marked = with_open_recalls(release)
        try:
            _refuse(marked, findings, current, following)
            signed = _said_again(marked, current, again, signed)
        except (ReleaseRejected, PublishedByAnother, StaysWithdrawn):
            _publish_marks(store, Signed(by, IN_STEP, account))
            raise
        return _seal(store, records, marked, findings, signed)


def publish_marks(*, by: str, notes: str, account: Account | None = None) -> Published | None:
    """Publish the current release again with the recalls that are open now; None if it has these marks already.

    This takes seconds, not minutes: newer approved content is not included, so the gate has nothing to check.
    Raises NothingPublished, NotReached.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with unless_written(), _folder() as store:
                return _publish_marks(store, Signed(by, notes, account))
        except PublishedByAnother:
            if attempt == ATTEMPTS:
                raise
    return None


def finish(*, by: str, account: Account | None = None) -> list[str]:
    """Finish everything that was begun and interrupted: files, index, withdrawals, warnings.

    Returns the versions whose file was written again. Raises NothingPublished, NotReached.
    """
    with unless_written(), _folder() as store:
        rewritten = synchronise(store)
        _publish_marks(store, Signed(by, IN_STEP, account))
    return rewritten


def withdraw_release(version: str, *, by: str, reason: str, account: Account | None = None) -> str | None:
    """Mark a release withdrawn, and every other that says the same; the newest good one becomes current.

    Returns its version. If that one lacks the mark of an entry under correction, it is published once more with it.
    Raises UnknownRelease, AlreadyWithdrawn, NotReached; ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("a withdrawal needs a reason that a reader can understand")
    notes = f"As before {version}, which was withdrawn."
    still = f"the withdrawal of {version} is recorded, but it is not certain that readers are told of it"
    already: AlreadyWithdrawn | None = None
    try:
        record_withdrawal(version, by=by, reason=reason.strip(), account=account)
    except AlreadyWithdrawn as error:
        already = error
    with reaching_readers(still), _folder() as store:
        synchronise(store)
        same = f"It says the same as {version}, which was withdrawn: {reason.strip()}"
        for other in saying_the_same(store, version):
            with contextlib.suppress(AlreadyWithdrawn):
                record_withdrawal(other, by=by, reason=same, account=account)
        synchronise(store)
        with contextlib.suppress(PublishedByAnother):  # who published meanwhile has marked it
            _publish_marks(store, Signed(by, notes, account))
        if already is not None:
            raise already
        return store.read_index().current


@contextlib.contextmanager
def _folder() -> Iterator[ReleaseStore]:
    store = ReleaseStore(settings.RELEASES_DIR)
    with store.publishing():
        yield store


def _refuse(
    marked: Release, findings: list[Finding], current: IndexEntry | None, following: str | None
) -> None:
    """Raises ReleaseRejected, PublishedByAnother, NothingChanged."""
    if any(finding.weight == "refuse" for finding in findings):
        logger.warning("release_rejected refusals=%d", len(findings))
        raise ReleaseRejected(findings)
    if following is not None and following != (current.manifest.version if current else ""):
        raise PublishedByAnother(ANOTHER)
    if current and current.manifest.content_digest == content_digest(marked):
        raise NothingChanged(current.manifest.version)


def _said_again(marked: Release, current: IndexEntry | None, again: str, signed: Signed) -> Signed:
    """What is noted of content that was withdrawn and is published again. Raises StaysWithdrawn."""
    withdrawn = withdrawn_before(marked)
    if withdrawn is None:
        return signed
    if not again.strip():
        raise StaysWithdrawn(withdrawn, current.manifest.version if current else None)
    words = f"Says again what {withdrawn.manifest.version}, withdrawn, said: {again.strip()}"
    return Signed(signed.by, "\n".join(filter(None, (signed.notes, words))), signed.account)


def _publish_marks(store: ReleaseStore, signed: Signed) -> Published | None:
    """Brings the folder in step as well, whether or not a mark has to be published."""
    records, current = _chain_and_current(store)
    if current is None:
        return None
    release = store.read_release(current.manifest.version)
    marked = with_open_recalls(release)
    if marked.recalls == release.recalls:
        return None
    return _seal(store, records, marked, [], signed)


def _chain_and_current(store: ReleaseStore) -> tuple[list[ReleaseRecord], IndexEntry | None]:
    """The chain, and what readers read. In this order: what another machine publishes in between then refuses our
    link, and cannot be overwritten by what we took for current."""
    records = in_chain()
    synchronise(store)
    index = store.read_index()
    return records, index.releases[index.current] if index.current else None


def _seal(
    store: ReleaseStore,
    records: Sequence[ReleaseRecord],
    release: Release,
    findings: list[Finding],
    signed: Signed,
) -> Published:
    """What another publisher sealed first is never overwritten: the bytes take their place after the ledger."""
    now = timezone.now()
    at = next_moment(records, now)
    manifest, sealed = seal(
        release,
        version=next_version(records, at),
        at=at,
        by=signed.by,
        valid_until=valid_until(release, now),
        previous_checksum=records[-1].checksum if records else None,
        notes=signed.notes,
        history=EventChainEnd.now().checksum,
    )
    record = record_of(manifest, sealed)
    beside = store.written_beside(store.path_of(manifest.version), sealed)
    with beside as put_in_place:
        enter(record, account=signed.account)
        recorded = f"{manifest.version} is recorded, but it is not certain that readers read it"
        with reaching_readers(recorded):
            with contextlib.suppress(
                FileNotFoundError
            ):  # taken for left behind: then it comes from the ledger
                put_in_place()
            synchronise(store)
    logger.info("release_published version=%s checksum=%s", manifest.version, record.checksum)
    return Published(manifest, record.checksum, findings, now)
