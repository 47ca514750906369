"""Who may sign off, and what everybody did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from reference.models import EditorialEvent, ReviewerProfile

from .entries.editorial import PERMISSIONS


@admin.register(ReviewerProfile)
class ReviewerProfileAdmin(admin.ModelAdmin):
    """The licence behind a printed name. Kept by administrators, who check it."""

    list_display = ("printed_name", "profession", "user")
    autocomplete_fields = ("user",)


@admin.register(EditorialEvent)
class EditorialEventAdmin(admin.ModelAdmin):
    """Every editorial act, to read only."""

    list_display = ("at", "by", "act", "kind", "slug", "note")
    list_filter = ("act", "kind", ("by", admin.RelatedOnlyFieldListFilter))
    search_fields = ("slug", "note", "by__username", "by__last_name")
    date_hierarchy = "at"
    list_select_related = ("by",)
    actions: ClassVar[Sequence[str]] = ()

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
