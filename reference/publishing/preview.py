"""What would be published, sealed where no index lists it: an editor reads it exactly as a clinician will."""

from __future__ import annotations

import logging
import secrets

from django.conf import settings
from django.utils import timezone

from reference.models import EditorialEvent
from reference.release.schema.release import Release
from reference.release.storage.previews import KEPT_FOR, Previews
from reference.release.storage.store import PREVIEW, ReleaseStore
from reference.workflow import APPROVE, EDIT, PUBLISH, SIGN_OFF, NotAllowed
from reference.workflow.account import Account

from .candidate import Candidate, Unresolvable, approved_candidate, candidate_of
from .events import record_event, signature
from .reach import unless_written
from .sealing import seal

logger = logging.getLogger(__name__)
MAY_PREVIEW = (EDIT, APPROVE, SIGN_OFF, PUBLISH)
TOKEN_BYTES = 12  # 96 bits: the address of a preview cannot be guessed


def make_preview(*, by: Account, content: Release | None = None) -> str:
    """Seal content, by default what is approved, as an unlisted release that lives for a day. Returns its version.

    Content that the gate refuses can be previewed too, as far as pages can be made of it.
    Raises NotAllowed, ContentErrors, Unresolvable, NothingPublished.
    """
    return preview_candidate(approved_candidate() if content is None else candidate_of(content), by=by)


def preview_candidate(candidate: Candidate, *, by: Account, note: str = "") -> str:
    """As make_preview, for compiled content. `note` says what is in it.

    Raises NotAllowed, Unresolvable; NothingPublished where the folder cannot be written.
    """
    if not any(by.has_perm(permission) for permission in MAY_PREVIEW):
        raise NotAllowed(by, EDIT)
    if candidate.unreadable:
        raise Unresolvable("no page can be made of this. " + " ".join(map(str, candidate.unreadable)))
    now = timezone.now()
    version, expires_at = f"{PREVIEW}{secrets.token_hex(TOKEN_BYTES)}", now + KEPT_FOR
    _, sealed = seal(
        candidate.release,
        version=version,
        at=now,
        by=signature(by),
        valid_until=expires_at.date(),
        notes=note,
    )
    store = ReleaseStore(settings.RELEASES_DIR)
    with unless_written(), store.publishing():
        previews = Previews(store)
        previews.discard_expired()
        previews.add(version, sealed, expires_at=expires_at)
    record_event("releases", version, EditorialEvent.Act.PREVIEWED, by=by, note=note)
    logger.info("preview_made refusals=%d", len(candidate.refusals))
    return version
