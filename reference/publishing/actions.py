"""What a publisher does: publish, withdraw, restore. Each needs the permission and records an event."""

from __future__ import annotations

from django.conf import settings

from reference.models import EditorialEvent
from reference.release.storage.store import ReleaseStore
from reference.workflow import PUBLISH, NoteMissing, require_permission
from reference.workflow.account import Account

from .candidate import Candidate
from .events import record_event, signature
from .publisher import Published, finish, publish_compiled, withdraw_release


def publish_candidate(
    candidate: Candidate, *, by: Account, notes: str = "", following: str | None = None, again: str = ""
) -> Published:
    """Publish what was looked at. Raises NotAllowed and what publish_compiled does."""
    require_permission(by, PUBLISH)
    return publish_compiled(
        candidate.release,
        candidate.findings,
        by=signature(by),
        notes=notes.strip(),
        following=following,
        account=by,
        again=again,
    )


def withdraw(version: str, *, by: Account, reason: str) -> str | None:
    """Withdraw a release; returns the version that readers read now.

    Raises NotAllowed, NoteMissing, UnknownRelease, AlreadyWithdrawn, NotReached.
    """
    require_permission(by, PUBLISH)
    if not reason.strip():
        raise NoteMissing("say why, in words that a reader understands")
    return withdraw_release(version, by=signature(by), reason=reason, account=by)


def restore(*, by: Account) -> list[str]:
    """Finish what was interrupted, and make the releases folder say what the ledger says.

    Returns the versions whose file was written. Raises NotAllowed, NothingPublished, NotReached.
    """
    require_permission(by, PUBLISH)
    rewritten = finish(by=signature(by), account=by)
    note = f"wrote {', '.join(rewritten)}" if rewritten else "nothing was missing"
    current = ReleaseStore(settings.RELEASES_DIR).read_index().current
    record_event("releases", current or "none", EditorialEvent.Act.RESTORED, by=by, note=note)
    return rewritten
