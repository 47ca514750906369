"""The pages on which an entry is looked at: what waits for review, and every state it ever had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from reference import workflow
from reference.admin.record_form.compare import contents, differences
from reference.models import EditorialEvent, Entry, Revision
from reference.workflow.account import Account

from .actions import perform, review_offers, state_of
from .gate_preview import gate_findings

if TYPE_CHECKING:
    from .editorial import EntryAdmin

EVENTS_SHOWN = 200


def review(model_admin: EntryAdmin, request: HttpRequest, entry: Entry) -> HttpResponse:
    """The change that waits, beside what readers see, with the buttons of the second person."""
    state = state_of(entry)
    live = state.live if state.live is not None and not state.live.retirement else None
    pending = state.has_pending_change
    before = live.todays_record if live and pending else None
    after = state.last
    context = _context(model_admin, request, entry) | {
        "title": f"Review: {entry}",
        "state": state,
        "pending": pending,
        "offers": review_offers(request.user, state),
        "changes": differences(before, after.todays_record) if before else contents(after.todays_record),
        "only_after": before is None,
        "findings": gate_findings(entry.kind, after.to_record()) if pending and not after.retirement else [],
        "before_title": f"Readers see (revision {live.number})" if live and pending else "Before",
        "after_title": f"Revision {after.number}, by {_name(after.created_by)}",
        "events": _events(entry)[:10],
    }
    return TemplateResponse(request, "admin/reference/entry_review.html", context)


def act(model_admin: EntryAdmin, request: HttpRequest, entry: Entry) -> HttpResponse:
    """Do what a button says (POST), to exactly the revision that its page showed."""
    if request.method != "POST":
        return HttpResponseRedirect(model_admin.address(entry, "review"))
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    name, number = request.POST.get("act", ""), request.POST.get("revision", "")
    shown = Revision.objects.of(entry).filter(number=int(number) if number.isdigit() else 0).first()
    if shown is None:
        messages.error(request, "That revision does not exist. Nothing was done.")
        return HttpResponseRedirect(model_admin.address(entry, "review"))
    try:
        said = perform(name, entry, shown, by=request.user, note=request.POST.get("note", "").strip())
    except workflow.WorkflowError as error:
        messages.error(request, f"Nothing was done: {error}.")
    else:
        messages.success(request, said)
    back = "change" if name in ("submit", "retire") else "review"
    return HttpResponseRedirect(model_admin.address(entry, back))


def history(model_admin: EntryAdmin, request: HttpRequest, entry: Entry) -> HttpResponse:
    """Every revision and every act; the difference between any two revisions."""
    people = ("created_by", "approved_by", "submitted_by")
    revisions = list(Revision.objects.of(entry).select_related(*people))
    by_number = {revision.number: revision for revision in revisions}
    after = by_number.get(_asked(request, "after")) or revisions[0]
    before = by_number.get(_asked(request, "before")) or _before(revisions, after)
    context = _context(model_admin, request, entry) | {
        "title": f"History: {entry}",
        "revisions": revisions,
        "before": before,
        "after": after,
        "changes": _differences(before, after),
        "only_after": before is None,
        "before_title": f"Revision {before.number}" if before else "Before",
        "after_title": f"Revision {after.number}",
        "events": _events(entry)[:EVENTS_SHOWN],
    }
    return TemplateResponse(request, "admin/reference/entry_history.html", context)


def _context(model_admin: EntryAdmin, request: HttpRequest, entry: Entry) -> dict[str, Any]:
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "entry": entry,
        "addresses": model_admin.addresses(entry),
        "may_write": model_admin.has_change_permission(request),
    }


def _events(entry: Entry) -> Any:
    return EditorialEvent.objects.filter(entry_id=entry.pk).select_related("by", "revision")


def _differences(before: Revision | None, after: Revision) -> Any:
    if before is None:
        return contents(after.todays_record)
    return differences(before.todays_record, after.todays_record)


def _asked(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdigit() and len(text) < 9 else 0


def _before(revisions: list[Revision], after: Revision) -> Revision | None:
    return next((revision for revision in revisions if revision.number < after.number), None)


def _name(user: Account) -> str:
    return user.get_full_name() or user.get_username()
