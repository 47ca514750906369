"""What was approved is retired, never deleted: old releases name it, and its history says who approved it."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import pre_delete

from .citation import Citation
from .editorial import Entry, entry_models
from .revision import Revision


def guard_approved_entries() -> None:
    """Called when the app is ready. A signal, because a list in the admin deletes without asking the model."""
    for model in entry_models().values():
        pre_delete.connect(_let_go_of_drafts_only, sender=model, dispatch_uid=f"guard {model._meta.label}")


def _let_go_of_drafts_only(instance: Entry, **kwargs: Any) -> None:
    if Revision.objects.of(instance).approved().exists():
        raise ProtectedError(f"“{instance}” was approved: retire it instead", {instance})
    Citation.objects.filter(kind=instance.kind, slug=instance.slug).delete()
