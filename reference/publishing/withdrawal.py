"""A withdrawn release stays withdrawn: the same content is published again only if a publisher says why."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from reference.content.loader import shipped_content_account
from reference.models import EditorialEvent, ReleaseRecord
from reference.release.schema.release import Release
from reference.release.storage.chain import in_order
from reference.release.storage.codec import UnreadableRelease
from reference.release.storage.store import (
    CorruptRelease,
    IndexEntry,
    ReleaseIndexFile,
    ReleaseStore,
    newest_good,
)
from reference.workflow import WorkflowError
from reference.workflow.account import Account

from .events import record_event

logger = logging.getLogger(__name__)
DERIVED = frozenset(["resolved_interactions", "resolved_classes", "exposure_predictions"])
"""What follows from other parts of a release: new code may compute it differently from the same content."""
NOT_CONTENT = DERIVED | {"manifest", "recalls"}


class UnknownRelease(LookupError):
    """No release of this version was ever sealed here."""


class AlreadyWithdrawn(WorkflowError):
    """The day and the reason of a withdrawal are never changed."""


class StaysWithdrawn(Exception):
    """The content to be published is that of a withdrawn release."""

    def __init__(self, entry: IndexEntry, current: str | None) -> None:
        assert entry.withdrawn is not None
        self.version, self.reason = entry.manifest.version, entry.withdrawn.reason
        readers = f"Readers read {current}" if current else "Readers are told that it was withdrawn"
        super().__init__(
            f"what is approved is what release {self.version} said, which was withdrawn on "
            f"{entry.withdrawn.at:%Y-%m-%d} (“{self.reason}”), so it is not published again. {readers}. "
            "Correct what was wrong and have it approved"
        )


def record_withdrawal(version: str, *, by: str, reason: str, account: Account | None) -> None:
    """Mark the row. `account` is None where a command does it. Raises UnknownRelease, AlreadyWithdrawn."""
    with transaction.atomic():
        found = ReleaseRecord.objects.select_for_update().defer("sealed").filter(version=version)
        record = found.first()
        if record is None:
            raise UnknownRelease(version)
        if record.withdrawn_at is not None:
            raise AlreadyWithdrawn(f"{version} was withdrawn on {record.withdrawn_at:%Y-%m-%d} already")
        record.withdrawn_at, record.withdrawn_reason = timezone.now(), reason
        record.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        act, account = EditorialEvent.Act.WITHDRAWN, account or shipped_content_account()
        record_event("releases", version, act, by=account, note=reason)
    logger.warning("release_withdrawn version=%s by=%s", version, by)


def saying_the_same(store: ReleaseStore, version: str) -> list[str]:
    """The standing releases that say what this one says, under whichever recall marks: they are withdrawn with it."""
    index = store.read_index()
    if version not in index.releases:
        return []
    try:
        release = store.read_release(version)
    except (CorruptRelease, UnreadableRelease) as error:
        logger.error("release_not_compared version=%s reason=%s", version, type(error).__name__)
        return []
    others = [e for e in in_order(index.releases.values()) if e.withdrawn is None]
    return [
        entry.manifest.version
        for entry in others
        if entry.manifest.version != version and _says(store, entry, release)
    ]


def withdrawn_before(release: Release) -> IndexEntry | None:
    """The last release that said the same, if it was withdrawn and has not been published again since.

    The records are compared as today's code reads them, so that a new version of the code does not make them differ.
    """
    store = ReleaseStore(settings.RELEASES_DIR)
    ordered = in_order(store.read_index().releases.values())
    for place, entry in enumerate(ordered):
        if entry.withdrawn and _says(store, entry, release):
            since = [later for later in ordered[place + 1 :] if not later.withdrawn]
            if not any(_says(store, later, release) for later in since):
                return entry
    return None


def next_good(index: ReleaseIndexFile, version: str) -> str:
    """What readers would read if this were withdrawn; empty: nothing."""
    gone = {version, *saying_the_same(ReleaseStore(settings.RELEASES_DIR), version)}
    return newest_good(index, without=gone) or ""


def _says(store: ReleaseStore, entry: IndexEntry, release: Release) -> bool:
    """What today's code cannot read any more says nothing that it could say again."""
    try:
        said = store.read_release(entry.manifest.version)
    except (CorruptRelease, UnreadableRelease) as error:
        logger.error(
            "release_not_compared version=%s reason=%s", entry.manifest.version, type(error).__name__
        )
        return False
    compared = (name for name in Release.__struct_fields__ if name not in NOT_CONTENT)
    return all(getattr(said, name) == getattr(release, name) for name in compared)
