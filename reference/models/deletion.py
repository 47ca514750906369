"""What was approved is retired, never deleted: old releases name it, and its history says who approved it.

Nor does a draft's history vanish, for every act is chained: a draft that is deleted is discarded, and is seen nowhere.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.utils import timezone

from .citation import Citation
from .revision import Revision


def citing(entry: Any) -> QuerySet[Citation]:
    """The statements that rest on an entry, and so keep it."""
    return Citation.objects.filter(source_id=entry.pk)


def discard(entry: Any) -> None:
    """Take a draft out of the editors' sight, and let go of its sources. Raises ProtectedError."""
    if Revision.objects.of(entry).approved().exists():
        raise ProtectedError(f"“{entry}” was approved: retire it instead", {entry})
    if citing(entry).exists():
        raise ProtectedError(f"other entries cite “{entry}”", set(citing(entry)))
    with transaction.atomic():
        Citation.objects.filter(entry_id=entry.pk).delete()
        entry.discarded_at = timezone.now()
        entry.save(update_fields=["discarded_at"])
