"""What readers reported, for editors: the open ones, and settling them. They are files, not tables."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone

from reference.problem_reports import KINDS, ProblemReport, ReportBox, UnknownReport
from reference.views.shared.reader_urls import reader_address

from .entries.editorial import PERMISSIONS
from .entries.links import edit_address, split_place

SHOWN = 100  # as many as can be judged at one look
SETTLED_SHOWN = 50


class Listed(NamedTuple):
    report: ProblemReport
    read: str  # the entry as the reader saw it
    edit: str  # the entry in the admin; empty for what no table holds


def open_reports() -> int:
    return ReportBox(settings.REPORTS_DIR).count()


def reports(request: HttpRequest) -> HttpResponse:
    """Those that wait, a part at a time; settle the ticked ones or the whole part (POST)."""
    if not any(request.user.has_perm(permission) for permission in PERMISSIONS):
        raise PermissionDenied
    box = ReportBox(settings.REPORTS_DIR)
    if request.method == "POST":
        _settle(request, box)
        return HttpResponseRedirect(request.get_full_path())
    waiting = box.open()
    kind = request.GET.get("kind", "")
    found = [report for report in waiting if kind in ("", report.kind)]
    of_kind = Counter(report.kind for report in waiting)
    context = {
        **admin.site.each_context(request),
        "title": "Reports from readers",
        "reports": [_listed(report) for report in found[:SHOWN]],
        "found": len(found),
        "waiting": len(waiting),
        "kind": kind,
        "kinds": [(name, words, of_kind[name]) for name, words in KINDS.items() if of_kind[name]],
        "settled": box.settled(SETTLED_SHOWN),
    }
    return TemplateResponse(request, "admin/reference/problem_reports.html", context)


def _settle(request: HttpRequest, box: ReportBox) -> None:
    """The ticked ones, or all that were shown. What somebody else settled meanwhile is skipped, and the message says so."""
    numbers = request.POST.getlist("shown" if "all" in request.POST else "number")[:SHOWN]
    if not numbers:
        messages.error(request, "Nothing was done: tick the reports that are settled.")
    settled, unknown = 0, 0
    for number in numbers:
        try:
            box.settle(number, by=request.user.get_username(), on=timezone.now().date())
            settled += 1
        except UnknownReport:
            unknown += 1
        except OSError as error:
            reason = error.strerror or error
            messages.error(request, f"The folder of reports cannot be written ({reason}). The rest waits.")
            break
    if settled:
        what = numbers[0] if len(numbers) == 1 else f"{settled} reports"
        messages.success(request, f"Settled: {what}.")
    if unknown:
        messages.warning(request, f"Reports that waited no more, with which nothing was done: {unknown}.")


def _listed(report: ProblemReport) -> Listed:
    kind, slug = split_place(report.entry)
    read = reader_address(kind, slug, report.last_release or report.release) if slug else ""
    return Listed(report, read, edit_address(kind, slug))
