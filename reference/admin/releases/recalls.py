"""Recalls in the admin: one page to recall an entry at once, one on which a second person decides."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone

from reference import workflow
from reference.admin.entries.links import edit_address
from reference.admin.read_only import ReadOnlyAdmin
from reference.models import Recall
from reference.publishing.reach import NothingPublished, NotReached
from reference.publishing.recall import (
    AlreadyRecalled,
    confirm_recall,
    lift_recall,
    marks_are_published,
    overdue_recalls,
    publish_open_recalls,
    recall_entry,
)
from reference.release.changes.diff import title_of
from reference.release.schema.traverse import STATEMENT_COLLECTIONS
from reference.release.storage.library import NoRelease, current_release
from reference.release.storage.records import slug_of
from reference.workflow.account import Account

from .publish_page import sentence

LIFTED_SHOWN = 50
NOTHING_DONE = (workflow.WorkflowError, NothingPublished)


class Open(NamedTuple):
    """A recall that waits for a decision, and whether this person may make it."""

    recall: Recall
    title: str
    address: str
    overdue: bool
    why_not: str


@admin.register(Recall)
class RecallAdmin(ReadOnlyAdmin):
    """A recall is made, confirmed and lifted, never edited."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(workflow.PUBLISH)

    def get_urls(self) -> list[Any]:
        return [
            path("", self.guarded(self.list_view), name="reference_recall_changelist"),
            path("add/", self.guarded(self.recall_view), name="reference_recall_add"),
            path("publish/", self.guarded(self.publish_view), name="reference_recall_publish"),
            path("<int:number>/decide/", self.guarded(self.decide_view), name="reference_recall_decide"),
        ]

    def list_view(self, request: HttpRequest) -> HttpResponse:
        lifted = Recall.objects.filter(lifted_at__isnull=False).select_related("recalled_by", "lifted_by")
        return self.page(
            request,
            "recall_list.html",
            title="Recalls",
            recalls=_open_recalls(request.user),
            lifted=lifted.order_by("-lifted_at")[:LIFTED_SHOWN],
            in_step=marks_are_published(),
        )

    def recall_view(self, request: HttpRequest) -> HttpResponse:
        """Choose the entry, say why, one click (POST)."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        entry = request.POST.get("entry", request.GET.get("entry", "")).strip()
        reason = request.POST.get("reason", "").strip()
        if request.method == "POST" and _recall(request, entry, reason):
            return _to_list()
        return self.page(
            request,
            "recall_form.html",
            title="Recall an entry",
            chosen=entry,
            reason=reason,
            entries=published_entries(),
        )

    def decide_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """Confirm or lift (POST)."""
        recall = Recall.objects.filter(pk=number).first()
        if recall is None:
            raise Http404("There is no such recall.")
        if request.method == "POST":
            _decide(request, recall)
        return _to_list()

    def publish_view(self, request: HttpRequest) -> HttpResponse:
        """Bring readers' warnings in step, where a publication failed (POST)."""
        if request.method == "POST":
            try:
                publish_open_recalls(by=request.user)
            except NOTHING_DONE as error:
                messages.error(request, f"Nothing was published: {error}.")
            except NotReached as error:
                messages.error(request, sentence(error))
            else:
                messages.success(request, "Readers are warned of exactly the recalls that are open.")
        return _to_list()


def _recall(request: HttpRequest, entry: str, reason: str) -> bool:
    kind, _, slug = entry.partition("/")
    try:
        recall_entry(kind, slug, by=request.user, reason=reason)
    except NotReached as error:
        messages.error(request, f"{sentence(error)} Or publish it below.")
        return True
    except AlreadyRecalled as error:
        messages.info(request, sentence(error))
        return True
    except workflow.WorkflowError as error:
        messages.error(request, f"Nothing was recalled: {error}.")
        return False
    messages.success(
        request,
        f"Recalled: {entry}. Readers are warned from their next request on. "
        "A second publisher has to confirm or lift it within 24 hours.",
    )
    return True


def _decide(request: HttpRequest, recall: Recall) -> None:
    place, note = f"{recall.kind}/{recall.slug}", request.POST.get("note", "")
    try:
        if "_lift" in request.POST:
            lift_recall(recall.kind, recall.slug, by=request.user, note=note)
            said = f"Lifted: {place} is published without the warning."
        else:
            confirm_recall(recall.kind, recall.slug, by=request.user)
            said = f"Confirmed: the warning on {place} stays until somebody lifts it."
    except NOTHING_DONE as error:
        messages.error(request, f"Nothing was done: {error}.")
    except NotReached as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, said)


def _to_list() -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:reference_recall_changelist"))


def _open_recalls(user: Account) -> list[Open]:
    late = set(overdue_recalls(timezone.now()).values_list("pk", flat=True))
    titles = dict(published_entries())
    rows = Recall.objects.open().select_related("recalled_by", "confirmed_by").order_by("recalled_at")
    return [
        Open(
            recall=recall,
            title=titles.get(f"{recall.kind}/{recall.slug}", recall.slug),
            address=edit_address(recall.kind, recall.slug),
            overdue=recall.pk in late,
            why_not=_why_not(user, recall),
        )
        for recall in rows
    ]


def _why_not(user: Account, recall: Recall) -> str:
    if not user.has_perm(workflow.PUBLISH):
        return "Deciding needs the publisher's role."
    if recall.recalled_by_id == user.pk:
        return "You recalled it: another publisher has to confirm or lift it."
    return ""


def published_entries() -> list[tuple[str, str]]:
    """(kind/slug, title) of everything that readers see and that can be recalled."""
    try:
        release = current_release().release
    except NoRelease:
        return []
    return [
        (f"{kind}/{slug_of(record)}", title_of(record))
        for kind in STATEMENT_COLLECTIONS
        for record in getattr(release, kind)
    ]
