"""The bibliography in the admin: each source with every statement that rests on it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, ClassVar, NamedTuple

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from reference.models import Citation, Entry, Source
from reference.models.deletion import citing

from .editorial import EntryAdmin
from .links import edit_address


class Resting(NamedTuple):
    """An entry, and its statements that cite a source."""

    name: str
    address: str
    statements: list[Citation]


class RetractionFilter(admin.SimpleListFilter):
    title = "retraction"
    parameter_name = "retracted"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Retracted or corrected")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.exclude(retraction="") if self.value() == "yes" else queryset


class CitedFilter(admin.SimpleListFilter):
    title = "use"
    parameter_name = "cited"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "Nothing rests on it"), ("yes", "Something rests on it")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() is None:
            return queryset
        return queryset.filter(citations__isnull=self.value() == "no").distinct()


@admin.register(Source)
class SourceAdmin(EntryAdmin):
    columns = ("slug", "source_kind", "year", "identification", "statements")
    vocabularies = ("source_kind", "identification")
    further_filters: ClassVar = [RetractionFilter, CitedFilter]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        return super().get_queryset(request).annotate(statement_count=Count("citations"))

    @admin.display(description="Statements", ordering="statement_count")
    def statements(self, source: Source) -> int:
        return source.statement_count

    def rests_on(self, entry: Entry) -> list[Resting]:
        by_entry: dict[Entry, list[Citation]] = defaultdict(list)
        for citation in citing(entry).select_related("entry"):
            by_entry[citation.entry].append(citation)
        return [
            Resting(f"{other.kind}/{other.slug}", edit_address(other.kind, other.slug), statements)
            for other, statements in by_entry.items()
        ]
