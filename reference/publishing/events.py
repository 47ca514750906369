"""Who did what with a release or a published entry, for the record."""

from __future__ import annotations

from django.utils import timezone

from reference.models import EditorialEvent, entry_called
from reference.workflow import named
from reference.workflow.account import Account

LONGEST_SIGNATURE = 200


def record_event(kind: str, slug: str, act: EditorialEvent.Act, *, by: Account, note: str = "") -> None:
    """Of a release, kind is `releases` and slug its version."""
    EditorialEvent.objects.create(
        kind=kind, slug=slug, entry=entry_called(kind, slug), act=act, by=by, at=timezone.now(), note=note
    )


def signature(by: Account) -> str:
    """The name under a release."""
    return named(by)[:LONGEST_SIGNATURE]
