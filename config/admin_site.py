"""The editors' site: Django's admin with a start page, the readers' reports and counted tries of a password.

`reference.admin` registers with this site while it is imported, so its pages are imported only when they are opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.urls import path

if TYPE_CHECKING:
    from django.contrib.admin.forms import AdminAuthenticationForm


class EditorsAdminConfig(AdminConfig):
    default_site = "config.admin_site.EditorsSite"


class EditorsSite(AdminSite):
    site_header = site_title = "Kratom Interaction Reference: editors"
    index_title = "What you can edit"
    index_template = "admin/reference/index.html"

    def get_urls(self) -> list[Any]:
        """With the page of reports, which has no model to be registered under."""
        from reference.admin.problem_reports import reports

        return [path("reports/", self.admin_view(reports), name="problem_reports"), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        from reference.admin.dashboard import dashboard

        return super().index(request, {"dashboard": dashboard(request.user), **(extra_context or {})})

    @property
    def login_form(self) -> type[AdminAuthenticationForm]:
        from reference.admin.sign_in import SignInForm

        return SignInForm

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        from reference.admin.sign_in import counted_password_change

        return counted_password_change(self, super().password_change, request, extra_context)
