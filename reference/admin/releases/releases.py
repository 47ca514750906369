"""The releases in the admin: their list, the way to the next one, withdrawing and restoring."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from reference import workflow
from reference.admin.read_only import ReadOnlyAdmin
from reference.models import Recall, ReleaseRecord
from reference.publishing import actions as acts
from reference.publishing import recall
from reference.publishing.ledger import in_chain
from reference.publishing.reach import NothingPublished, NotReached
from reference.publishing.verification import anchor_line
from reference.publishing.withdrawal import UnknownRelease, next_good
from reference.release.schema.release import Manifest
from reference.release.storage.previews import Previews
from reference.release.storage.store import CorruptRelease, ReleaseIndexFile, ReleaseStore

from . import publish_page as release_publishing
from .publish_page import sentence

LINES_SHOWN = 4
NOTHING_DONE = (workflow.WorkflowError, UnknownRelease, NothingPublished)


class Listed(NamedTuple):
    """A release of the ledger beside what the releases folder says of it."""

    record: ReleaseRecord
    manifest: Manifest | None  # None: the folder has lost it
    current: bool
    notes: list[str]
    more: int


@admin.register(ReleaseRecord)
class ReleaseAdmin(ReadOnlyAdmin):
    """A release is sealed: it is published, previewed and withdrawn, never edited."""

    def get_urls(self) -> list[Any]:
        own = (
            ("publish/", self.publish_view, "publish"),
            ("preview/<str:kind>/<str:slug>/", self.preview_view, "preview"),
            ("restore/", self.restore_view, "restore"),
            ("<str:version>/withdraw/", self.withdraw_view, "withdraw"),
        )
        return [
            path("", self.guarded(self.list_view), name="reference_releaserecord_changelist"),
            *(path(route, self.guarded(view), name=f"reference_release_{name}") for route, view, name in own),
        ]

    def list_view(self, request: HttpRequest) -> HttpResponse:
        index = read_index(request)
        return self.page(
            request,
            "release_list.html",
            title="Releases",
            releases=listed_releases(index),
            anchor=anchor_line(in_chain()),
            previews=readable_previews(),
            recalls=Recall.objects.open().count(),
            overdue=recall.overdue_recalls().count(),
        )

    def publish_view(self, request: HttpRequest) -> HttpResponse:
        return release_publishing.publish(self, request)

    def preview_view(self, request: HttpRequest, kind: str, slug: str) -> HttpResponse:
        return release_publishing.preview_draft(self, request, kind, slug)

    def restore_view(self, request: HttpRequest) -> HttpResponse:
        """Write from the ledger what the folder lacks (POST)."""
        if request.method == "POST":
            try:
                rewritten = acts.restore(by=request.user)
            except NOTHING_DONE as error:
                messages.error(request, f"Nothing was done: {error}.")
            except NotReached as error:
                messages.error(request, sentence(error))
            else:
                words = (
                    f"Written again: {', '.join(rewritten)}."
                    if rewritten
                    else "No file was missing or damaged."
                )
                messages.success(request, f"The folder says what the ledger says. {words}")
        return to_list()

    def withdraw_view(self, request: HttpRequest, version: str) -> HttpResponse:
        """Ask for the reason, then withdraw (POST)."""
        record = ReleaseRecord.objects.defer("sealed").filter(version=version).first()
        if record is None:
            raise Http404(f"There is no release {version}.")
        reason = request.POST.get("reason", "").strip()
        if request.method == "POST" and _withdraw(request, version, reason):
            return to_list()
        index = read_index(request)
        return self.page(
            request,
            "release_withdraw.html",
            title=f"Withdraw {version}",
            record=record,
            reason=reason,
            current=index.current == version,
            next_good=next_good(index, version),
        )


def _withdraw(request: HttpRequest, version: str, reason: str) -> bool:
    try:
        current = acts.withdraw(version, by=request.user, reason=reason)
    except NOTHING_DONE as error:
        messages.error(request, f"Nothing was done: {error}.")
        return False
    except NotReached as error:
        messages.error(request, sentence(error))
        return True
    now = f"Readers now read {current}." if current else "There is no release left for readers."
    messages.success(request, f"{version} is withdrawn. {now}")
    return True


def to_list() -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:reference_releaserecord_changelist"))


def read_index(request: HttpRequest) -> ReleaseIndexFile:
    """The folder's index; if it is damaged, a message says so to the person who can restore it."""
    try:
        return ReleaseStore(settings.RELEASES_DIR).read_index()
    except (CorruptRelease, OSError) as error:
        messages.error(request, f"The releases folder is damaged ({error}). Restore it below.")
        return ReleaseIndexFile()


def listed_releases(index: ReleaseIndexFile) -> list[Listed]:
    """Every release ever sealed, newest first."""
    return [_listed(record, index) for record in reversed(in_chain())]


def _listed(record: ReleaseRecord, index: ReleaseIndexFile) -> Listed:
    entry = index.releases.get(record.version)
    lines = [line.strip() for line in record.notes.splitlines() if line.strip()]
    return Listed(
        record=record,
        manifest=entry.manifest if entry else None,
        current=index.current == record.version,
        notes=lines[:LINES_SHOWN],
        more=max(0, len(lines) - LINES_SHOWN),
    )


def readable_previews() -> list[tuple[str, dt.datetime]]:
    """The previews of the last day, the newest first, each with the moment at which it vanishes."""
    try:
        found = Previews(ReleaseStore(settings.RELEASES_DIR)).readable()
    except CorruptRelease:
        return []
    return sorted(((v, e.expires_at) for v, e in found.items()), key=lambda pair: pair[1], reverse=True)
