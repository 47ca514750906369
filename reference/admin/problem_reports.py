"""What readers reported, for editors: the open ones, and settling each. They are files, not tables."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from reference.problem_reports import ProblemReport, ReportBox, UnknownReport
from reference.views.places import reader_address

from .editorial import PERMISSIONS
from .entry_links import edit_address, split_place

SETTLED_SHOWN = 50


class Listed(NamedTuple):
    report: ProblemReport
    read: str  # the entry as the reader saw it
    edit: str  # the entry in the admin; empty for what no table holds


def with_reports(site: admin.AdminSite) -> None:
    """Give the site the page of reports: there is no model to register it under."""
    plain_urls = site.get_urls

    def get_urls() -> list[Any]:
        return [path("reports/", site.admin_view(reports), name="problem_reports"), *plain_urls()]

    site.get_urls = get_urls  # type: ignore[method-assign]


def open_reports() -> int:
    return ReportBox(settings.REPORTS_DIR).count()


def reports(request: HttpRequest) -> HttpResponse:
    """Those that wait; settle one (POST)."""
    if not any(request.user.has_perm(permission) for permission in PERMISSIONS):
        raise PermissionDenied
    box = ReportBox(settings.REPORTS_DIR)
    if request.method == "POST":
        _settle(request, box)
        return HttpResponseRedirect(reverse("admin:problem_reports"))
    context = {
        **admin.site.each_context(request),
        "title": "Reports from readers",
        "reports": [_listed(report) for report in box.open()],
        "settled": box.settled()[:SETTLED_SHOWN],
    }
    return TemplateResponse(request, "admin/reference/problem_reports.html", context)


def _settle(request: HttpRequest, box: ReportBox) -> None:
    number = request.POST.get("number", "")
    try:
        box.settle(number, by=request.user.get_username(), on=timezone.now().date())
    except UnknownReport:
        messages.error(request, "Nothing was done: no open report has this number.")
    except OSError as error:
        messages.error(
            request, f"Nothing was done: the folder of reports cannot be written ({error.strerror})."
        )
    else:
        messages.success(request, f"Settled: {number}.")


def _listed(report: ProblemReport) -> Listed:
    kind, slug = split_place(report.entry)
    read = reader_address(kind, slug, report.release) if slug else ""
    return Listed(report, read, edit_address(kind, slug))
