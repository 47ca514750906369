"""A read-only table: people with an editorial role look at it and act on it, but never edit a row."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from reference import workflow

from .entries.editorial import PERMISSIONS


class ReadOnlyAdmin(admin.ModelAdmin):
    """What may be done, and by whom, is decided in reference.publishing; here it is shown and asked for."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return any(request.user.has_perm(permission) for permission in PERMISSIONS)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def guarded(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """A page for people with an editorial role."""

        def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if not self.has_view_permission(request):
                raise PermissionDenied
            return view(request, **kwargs)

        return update_wrapper(self.admin_site.admin_view(wrapper), view)

    def page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        """A page under the admin's head; buttons of a publisher's only for publishers."""
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "may_publish": request.user.has_perm(workflow.PUBLISH),
        }
        return TemplateResponse(request, f"admin/reference/{template}", {**shared, **context})
