"""The marks of what is under correction now, as readers read them."""

from __future__ import annotations

import msgspec

from reference.models import Recall
from reference.release.schema.release import Recall as RecallMark
from reference.release.schema.release import Release


def open_marks() -> tuple[RecallMark, ...]:
    """One for every open recall, by collection and slug."""
    return tuple(
        RecallMark(
            collection=recall.kind, slug=recall.slug, since=recall.recalled_at.date(), reason=recall.reason
        )
        for recall in Recall.objects.open().order_by("kind", "slug")
    )


def with_open_recalls(release: Release) -> Release:
    """The release with the mark of every entry that is under correction now, in place of those it had."""
    return msgspec.structs.replace(release, recalls=open_marks())
