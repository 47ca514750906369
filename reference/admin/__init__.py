"""The editors' admin of what is known about kratom: the registrations, found by Django through this package."""

from django.contrib import admin

from . import kratom, people, recalls, releases, sources
from .dashboard import with_dashboard
from .problem_reports import with_reports
from .sign_in import SignInForm, with_counted_password_change

admin.site.site_header = admin.site.site_title = "Kratom Interaction Reference: editors"
admin.site.index_title = "What you can edit"
admin.site.login_form = SignInForm
with_dashboard(admin.site)
with_reports(admin.site)
with_counted_password_change(admin.site)

__all__ = ["kratom", "people", "recalls", "releases", "sources"]
