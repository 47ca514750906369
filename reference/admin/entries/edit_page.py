"""The page on which an entry is written: its record as a form, what is computed from it, and a save that loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from reference import workflow
from reference.admin.record_form.compare import Change, differences
from reference.admin.record_form.fields import references_of, shape_of
from reference.admin.record_form.form import FormError, RecordForm
from reference.admin.record_form.merge import merged
from reference.models import Entry, Revision, entry_models
from reference.publishing.findings import Finding
from reference.release.storage.records import record_type

from .actions import edit_offers, state_of
from .gate_preview import gate_findings

if TYPE_CHECKING:
    from .editorial import EntryAdmin

VERSION, NOTE = "_version", "_note"


@dataclass
class Meanwhile:
    """Somebody saved while this was being written: who, when, what; and where both wrote."""

    said: str
    changes: list[Change]
    clashes: list[str]


@dataclass
class Editing:
    """One visit to the page."""

    admin: EntryAdmin
    request: HttpRequest
    entry: Entry
    form: RecordForm
    version: int = 0
    settled: list[str] = field(default_factory=list)
    meanwhile: Meanwhile | None = None
    findings: list[Finding] = field(default_factory=list)


def edit(model_admin: EntryAdmin, request: HttpRequest, entry: Entry | None) -> HttpResponse:
    """Show the form (GET), or take what was typed: add an item, recompute, save, or save and submit."""
    may_write = model_admin.has_change_permission(request)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    entry = entry or model_admin.model(slug="")
    form = RecordForm(
        entry.kind,
        entry.record,
        data=request.POST if request.method == "POST" else None,
        known=known_slugs(entry.kind),
        fixed=fixed_fields(entry),
    )
    visit = Editing(model_admin, request, entry, form, version=entry.version)
    if request.method == "POST":
        visit.version = _number(request.POST.get(VERSION, ""), entry.version)
        response = _take(visit)
        if response is not None:
            return response
    if not form.add:
        visit.form.show_panels()
    return _page(visit, may_write)


def _take(visit: Editing) -> HttpResponse | None:
    """Do what the pressed button says. None: the page is shown again."""
    form, post = visit.form, visit.request.POST
    if form.add or not form.is_valid():
        return None
    visit.settled = form.settle()
    if "_save" not in post and "_submit" not in post:
        visit.findings = gate_findings(form.kind, form.record) if "_live" not in post else []
        return None
    candidate = visit.admin.model.objects.filter(pk=visit.entry.pk).first() or visit.entry
    candidate.from_record(form.record)
    try:
        revision = workflow.save_revision(
            candidate, by=visit.request.user, note=post.get(NOTE, ""), expected_version=visit.version
        )
    except workflow.EditedByAnother as conflict:
        _merge(visit, conflict)
        return None
    except workflow.WorkflowError as error:
        form.errors.append(FormError("", f"{error}.", ""))
        return None
    _tell_saved(visit, revision)
    if "_submit" in post:
        _submit(visit, candidate, post.get(NOTE, ""))
    return HttpResponseRedirect(visit.admin.address(candidate, "change"))


def _tell_saved(visit: Editing, revision: Revision) -> None:
    if revision.number == visit.version:
        messages.info(visit.request, "Nothing had changed, so there is no new revision.")
    else:
        messages.success(
            visit.request, f"Saved as revision {revision.number}, a draft. What readers see did not change."
        )
    for line in visit.settled:
        messages.info(visit.request, f"Follows from the answers: {line}")
    for warning in visit.form.warnings:
        messages.warning(visit.request, warning)
    for finding in gate_findings(visit.form.kind, visit.form.record):
        if finding.weight == "refuse":
            messages.warning(visit.request, f"Publishing would be refused: {finding.problem}. {finding.fix}")


def _submit(visit: Editing, entry: Entry, note: str) -> None:
    try:
        workflow.submit_for_review(entry, by=visit.request.user, note=note)
    except workflow.WorkflowError as error:
        messages.error(visit.request, f"Saved, but not submitted: {error}.")
    else:
        messages.success(visit.request, "Submitted. A second person can now review it.")


def _merge(visit: Editing, conflict: workflow.EditedByAnother) -> None:
    """Put the other's changes and ours into one form; save again to keep it."""
    stored = visit.admin.model.objects.get(pk=visit.entry.pk)
    began = Revision.objects.of(stored).filter(number=visit.version).first()
    base = began.todays_record if began else stored.record
    record, clashes = merged(base, stored.record, visit.form.builtins)
    visit.entry, visit.version = stored, stored.version
    visit.meanwhile = Meanwhile(str(conflict), differences(base, stored.record), clashes)
    visit.form = RecordForm(stored.kind, record, known=visit.form.known, fixed=fixed_fields(stored))


def _page(visit: Editing, may_write: bool) -> HttpResponse:
    model_admin, request, entry = visit.admin, visit.request, visit.entry
    exists = entry.pk is not None
    state = state_of(entry) if exists else None
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": f"{entry}" if exists else f"New {model_admin.opts.verbose_name}",
        "entry": entry if exists else None,
        "state": state,
        "offers": edit_offers(request.user, state) if state else [],
        "form": visit.form,
        "settled": visit.settled if request.method == "POST" else [],
        "findings": visit.findings,
        "checked": "_recompute" in request.POST and not visit.form.errors,
        "meanwhile": visit.meanwhile,
        "version": visit.version,
        "note": request.POST.get(NOTE, ""),
        "may_write": may_write,
        "may_delete": exists and model_admin.has_delete_permission(request, entry),
        "resting": model_admin.rests_on(entry) if exists else [],
        "addresses": model_admin.addresses(entry) if exists else {},
    }
    return TemplateResponse(request, "admin/reference/entry_form.html", context)


def known_slugs(kind: str) -> Mapping[str, Mapping[str, str]]:
    """The names that this kind's form suggests, by collection. `targets` is everything that an interaction may be about."""
    models = entry_models()
    wanted = references_of(shape_of(record_type(kind)))
    known = {
        name: dict(models[name].objects.values_list("slug", "title")) for name in wanted if name in models
    }
    if "targets" in wanted:
        about = ("medications", "combination_products", "drug_classes", "pharmacologic_roles")
        known["targets"] = {
            s: t for name in about for s, t in models[name].objects.values_list("slug", "title")
        }
    return known


def fixed_fields(entry: Entry) -> tuple[str, ...]:
    """The field that names an entry stays once it was approved: other records and old releases use the name."""
    if entry.pk is None or not Revision.objects.of(entry).approved().exists():
        return ()
    return ("slug",) if "slug" in record_type(entry.kind).__struct_fields__ else ("medication",)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdigit() and len(text) < 9 else otherwise
