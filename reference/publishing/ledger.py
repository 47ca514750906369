"""The ledger: what was sealed, in the order of its chain, and how the next release enters it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from reference.content.loader import shipped_content_account
from reference.models import EditorialEvent, ReleaseRecord
from reference.release.schema.release import Manifest
from reference.release.storage.chain import in_order
from reference.release.storage.codec import checksum
from reference.workflow.account import Account

from .events import record_event
from .reach import PublishedByAnother

ANOTHER = "another release was published meanwhile; look at it, then publish again"
COLUMNS = ("version", "previous_checksum", "published_at", "published_by", "notes")
"""The columns of a row that are in its sealed bytes as well."""
TICK = dt.timedelta(microseconds=1)


def in_chain() -> list[ReleaseRecord]:
    """Every release of the ledger without its bytes, the first one first."""
    return in_order(ReleaseRecord.objects.defer("sealed"))


def next_moment(records: Sequence[ReleaseRecord], now: dt.datetime) -> dt.datetime:
    """Now; or just after the latest release, if this machine's clock is behind it."""
    latest = max((record.published_at for record in records), default=None)
    return now if latest is None or latest < now else latest + TICK


def next_version(records: Sequence[ReleaseRecord], at: dt.datetime) -> str:
    """The month, and the next number in it."""
    month = f"{at.year}.{at.month}."
    numbers = [int(r.version.removeprefix(month)) for r in records if r.version.startswith(month)]
    return f"{month}{max(numbers, default=0) + 1}"


def record_of(manifest: Manifest, sealed: bytes) -> ReleaseRecord:
    """A row of the ledger, not yet stored. Everything in it but a withdrawal follows from the sealed bytes."""
    return ReleaseRecord(
        version=manifest.version,
        checksum=checksum(sealed),
        previous_checksum=manifest.previous_checksum or "",
        published_at=manifest.published_at,
        published_by=manifest.published_by,
        notes=manifest.notes,
        sealed=sealed,
    )


def enter(record: ReleaseRecord, *, account: Account | None) -> None:
    """The release and the act of publishing it, together. `account` is None where a command did it.

    Raises PublishedByAnother.
    """
    try:
        with transaction.atomic():
            record.save(force_insert=True)
            record_event(
                "releases",
                record.version,
                EditorialEvent.Act.PUBLISHED,
                by=account or shipped_content_account(),
                note=record.notes,
            )
    except IntegrityError:
        raise PublishedByAnother(ANOTHER) from None
