"""The admin of every kind of entry: its list, its form, its review and its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import update_wrapper
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html

from reference import workflow
from reference.admin.record_form.labels import plain
from reference.models import Entry, Revision, Status
from reference.models.deletion import citing
from reference.release.schema.traverse import folded, texts_in

from . import edit_page as entry_editing
from . import review_and_history as entry_history
from .filters import OverdueFilter, VocabularyFilter, WaitingFilter

PERMISSIONS = (workflow.EDIT, workflow.APPROVE, workflow.SIGN_OFF, workflow.PUBLISH)
View = Callable[["EntryAdmin", HttpRequest, Entry], HttpResponse]


class EntryList(ChangeList):
    """A list whose links go by slug, as every other link to an entry does."""

    def url_for_result(self, result: Entry) -> str:
        return self.model_admin.address(result, "change")


class EntryAdmin(admin.ModelAdmin):
    """Lists and pages for one kind. What may be written, and by whom, is decided in reference.workflow alone.

    A kind names the columns it adds (`columns`) and those of them whose values are a closed vocabulary and may be
    filtered by (`vocabularies`).
    """

    columns: ClassVar[Sequence[str]] = ()
    vocabularies: ClassVar[Sequence[str]] = ()
    further_filters: ClassVar[Sequence[Any]] = ()

    class Media:
        css: ClassVar = {"all": ["admin/record_form.css"]}

    list_per_page = 100
    search_help_text = "Searches names and everything the entry says."
    search_fields: ClassVar = ["slug", "title"]
    actions: ClassVar[Sequence[str]] = ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return EntryList

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return ["shown_title", "shown_status", *self.columns, "last_change"]

    def get_list_display_links(self, request: HttpRequest, list_display: Any) -> list[str]:
        return ["shown_title"]

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        closed = [(name, VocabularyFilter) for name in self.vocabularies]
        return ["status", WaitingFilter, *closed, *self.further_filters, OverdueFilter]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        return super().get_queryset(request).select_related("created_by", "changed_by", "head")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Every word must occur in the entry's name or in something that it says, not only in how it is stored."""
        words = [folded(word) for word in search_term.split()]
        if not words:
            return queryset, False
        found = [entry.pk for entry in queryset if _says_all(entry, words)]
        return queryset.filter(pk__in=found), False

    @admin.display(description="Entry", ordering="title")
    def shown_title(self, entry: Entry) -> str:
        words = plain(str(entry))
        return words if len(words) <= 110 else f"{words[:109]}…"

    @admin.display(description="Status", ordering="status")
    def shown_status(self, entry: Entry) -> str:
        label = Status(entry.status).label
        if entry.status != Status.IN_REVIEW:
            return label
        return format_html('<a href="{}">{}</a>', self.address(entry, "review"), label)

    @admin.display(description="Last change", ordering="changed_at")
    def last_change(self, entry: Entry) -> str:
        by, at = entry.last_touched
        return f"{at:%Y-%m-%d} {by.get_full_name() or by.get_username()}"

    def has_view_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return any(request.user.has_perm(permission) for permission in PERMISSIONS)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(workflow.EDIT)

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return request.user.has_perm(workflow.EDIT)

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        """Only a draft that was never approved: anything else is retired, so that what was said on a date stays."""
        return (
            obj is not None
            and request.user.has_perm(workflow.EDIT)
            and not Revision.objects.of(obj).approved().exists()
        )

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The entry alone is said to go: its history stays. What others cite cannot go."""
        holding = [str(citation) for entry in objs for citation in citing(entry).select_related("entry")]
        return [str(entry) for entry in objs], {}, set(), holding

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Entry | None:
        """By slug, so that the gate and other entries can link to it by name; else by number. A slug may be digits."""
        entries = self.get_queryset(request)
        named = entries.filter(slug=object_id).first()
        if named is None and object_id.isdecimal():
            return entries.filter(pk=object_id).first()
        return named

    def get_urls(self) -> list[Any]:
        own = [
            path(f"<path:object_id>/{name}/", self._wrapped(view), name=f"{self._name}_{name}")
            for name, view in (("review", self.review_view), ("act", self.act_view))
        ]
        return own + super().get_urls()

    def _wrapped(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        return update_wrapper(lambda *args, **kwargs: self.admin_site.admin_view(view)(*args, **kwargs), view)

    @property
    def _name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def address(self, entry: Entry, page: str) -> str:
        return reverse(f"{self.admin_site.name}:{self._name}_{page}", args=[entry.slug])

    def addresses(self, entry: Entry) -> dict[str, str]:
        """The pages about an entry. `preview` is empty until somebody offers one."""
        pages = {page: self.address(entry, page) for page in ("change", "review", "act", "history")}
        return {**pages, "delete": self.address(entry, "delete"), "preview": self.preview_address(entry)}

    def preview_address(self, entry: Entry) -> str:
        """Where the entry can be seen as a reader will see it; empty: nowhere yet."""
        return reverse(f"{self.admin_site.name}:reference_release_preview", args=[entry.kind, entry.slug])

    def rests_on(self, entry: Entry) -> Sequence[Any]:
        """The statements that rest on this entry, where others cite it."""
        return []

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if object_id is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return entry_editing.edit(self, request, None)
        return self._page(entry_editing.edit, request, object_id)

    def review_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._page(entry_history.review, request, object_id)

    def act_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self._page(entry_history.act, request, object_id)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return self._page(entry_history.history, request, object_id)

    def _page(self, view: View, request: HttpRequest, object_id: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        entry = self.get_object(request, object_id)
        if entry is None:
            raise Http404(f"There is no {self.opts.verbose_name} “{object_id}”.")
        return view(self, request, entry)


def _says_all(entry: Entry, words: list[str]) -> bool:
    said = folded("\n".join((entry.slug, entry.title, *texts_in(entry.to_record()))))
    return all(word in said for word in words)
