"""What publishers do by hand: publish, withdraw, restore. Each needs the permission and leaves an event."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from reference.models import EditorialEvent, ReleaseRecord
from reference.release.store import ReleaseStore
from reference.workflow import PUBLISH, NoteMissing, WorkflowError, allow

from .candidate import Candidate
from .events import record_event, signature
from .publisher import Published, UnknownRelease, publish_compiled, synchronise, withdraw_release

Act = EditorialEvent.Act


class AlreadyWithdrawn(WorkflowError):
    """A withdrawal keeps its day and its reason: what was said of a release is not rewritten."""


def publish_candidate(
    candidate: Candidate, *, by: Any, notes: str = "", following: str | None = None
) -> Published:
    """Publish what was looked at. Raises NotAllowed, ReleaseRejected, NothingChanged, PublishedByAnother."""
    allow(by, PUBLISH)
    published = publish_compiled(
        candidate.release, candidate.findings, by=signature(by), notes=notes.strip(), following=following
    )
    record_event("releases", published.manifest.version, Act.PUBLISHED, by=by, note=notes.strip())
    return published


def withdraw(version: str, *, by: Any, reason: str) -> str | None:
    """Withdraw a release; returns the version that readers read now.

    Raises NotAllowed, NoteMissing, UnknownRelease, AlreadyWithdrawn.
    """
    allow(by, PUBLISH)
    if not reason.strip():
        raise NoteMissing("say why, in words that a reader understands")
    record = ReleaseRecord.objects.defer("sealed").filter(version=version).first()
    if record is None:
        raise UnknownRelease(version)
    if record.withdrawn_at is not None:
        raise AlreadyWithdrawn(f"{version} was withdrawn on {record.withdrawn_at:%Y-%m-%d} already")
    current = withdraw_release(version, by=signature(by), reason=reason)
    record_event("releases", version, Act.WITHDRAWN, by=by, note=reason.strip())
    return current


def restore(*, by: Any) -> list[str]:
    """Make the releases folder say what the ledger says. Returns the versions whose file was written. Raises NotAllowed."""
    allow(by, PUBLISH)
    store = ReleaseStore(settings.RELEASES_DIR)
    with store.publishing():
        rewritten = synchronise(store)
    note = f"wrote {', '.join(rewritten)}" if rewritten else "nothing was missing"
    record_event("releases", store.read_index().current or "none", Act.RESTORED, by=by, note=note)
    return rewritten
