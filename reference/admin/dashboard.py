"""The start page: what waits for whom, what is late, and how far the next release is."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.urls import reverse

from reference import workflow
from reference.models import Entry, Recall, Revision, Status, entry_models
from reference.publishing.candidate import unpublished_entries
from reference.publishing.recall import overdue_recalls
from reference.release.storage.library import NoRelease, current_release
from reference.workflow.account import Account

from .entries.editorial import PERMISSIONS
from .entries.filters import overdue
from .entries.links import edit_address
from .problem_reports import open_reports

SHOWN = 8


class Counted(NamedTuple):
    """Entries of one kind, and the list that shows them."""

    label: str
    number: int
    address: str


class Waiting(NamedTuple):
    title: str
    address: str
    revision: Revision


def dashboard(user: Account) -> dict[str, Any] | None:
    """None for people without an editorial role."""
    if not any(user.has_perm(permission) for permission in PERMISSIONS):
        return None
    waiting = _waiting_for(user)
    return {
        "drafts": _counted("?status__exact=draft", Entry.objects.filter(status=Status.DRAFT)),
        "waiting": waiting[:SHOWN],
        "more_waiting": max(0, len(waiting) - SHOWN),
        "overdue": _counted("?overdue=yes", overdue(Entry.objects.all())),
        "recalls": Recall.objects.open().count(),
        "late_recalls": list(overdue_recalls()),
        "reports": open_reports(),
        "next": _next_release(),
    }


def _counted(query: str, entries: QuerySet[Entry]) -> list[Counted]:
    models = entry_models()
    by_kind = entries.order_by("kind").values_list("kind").annotate(Count("pk"))
    found = [
        Counted(
            str(models[kind]._meta.verbose_name_plural).capitalize(),
            number,
            f"{_list_address(models[kind])}{query}",
        )
        for kind, number in by_kind
    ]
    return sorted(found, key=lambda counted: -counted.number)


def _list_address(model: type[Entry]) -> str:
    opts = model._meta
    return reverse(f"{admin.site.name}:{opts.app_label}_{opts.model_name}_changelist")


def _waiting_for(user: Account) -> list[Waiting]:
    """What this person may approve, the oldest first; nothing for people who approve nothing."""
    if not user.has_perm(workflow.APPROVE):
        return []
    submitted = (
        Revision.objects.newest()
        .filter(workflow.approvable_by(user), submitted_at__isnull=False, approved_at__isnull=True)
        .select_related("entry", "created_by")
        .order_by("submitted_at")
    )
    return [
        Waiting(str(revision.entry), edit_address(revision.kind, revision.slug, "review"), revision)
        for revision in submitted
    ]


def _next_release() -> dict[str, Any]:
    """How much waits for publication. What the gate says of it is on its own page."""
    try:
        current = current_release()
    except NoRelease:
        return {"current": None, "unpublished": unpublished_entries(None)}
    return {"current": current.manifest, "unpublished": unpublished_entries(current.release)}
