"""The filters of the entry lists: what waits, for whom, and what is out of date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone

from reference import workflow
from reference.admin.record_form.labels import FORM_WORDS, plain
from reference.models import Revision, Status
from reference.publishing.validity import SEARCH_LASTS
from reference.release.storage.records import record_type


class OverdueFilter(admin.SimpleListFilter):
    """Entries whose last search, or, for kinds without one, last change is more than a year old."""

    title = "up to date"
    parameter_name = "overdue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Overdue: over a year old")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return overdue(queryset) if self.value() == "yes" else queryset


def overdue(queryset: QuerySet) -> QuerySet:
    """Those of one kind, or of all kinds."""
    earliest = timezone.now() - SEARCH_LASTS
    queryset = queryset.annotate(
        dated=Coalesce(F("searched_on"), F("reviewed_on")), touched=Coalesce(F("changed_at"), F("created_at"))
    )
    late = Q(dated__lt=earliest.date()) | Q(dated__isnull=True, touched__lt=earliest)
    return queryset.filter(late).exclude(status=Status.RETIRED)


class WaitingFilter(admin.SimpleListFilter):
    """Whose turn it is."""

    title = "waiting for"
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        choices = [("mine", "Others, after my change"), ("draft", "Submission")]
        if request.user.has_perm(workflow.APPROVE):
            choices.insert(0, ("me", "My review"))
        if "review" in record_type(model_admin.model.kind).__struct_fields__:
            choices.append(("clinician", "A clinician's sign-off"))
            if request.user.has_perm(workflow.SIGN_OFF):
                choices.append(("signature", "My sign-off"))
        return choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        history = Revision.objects.filter(entry=OuterRef("pk"))
        last = history.filter(pk=OuterRef("head"))
        unsigned = history.live().filter(retirement=False, signed_off_on__isnull=True)
        in_review = Q(status=Status.IN_REVIEW)
        approvable = Exists(last.filter(workflow.approvable_by(request.user)))
        conditions: dict[str | None, Q] = {
            "me": in_review & approvable,
            "mine": in_review & ~approvable,
            "draft": Q(status=Status.DRAFT),
            "clinician": Q(Exists(unsigned)),
            "signature": Q(Exists(unsigned.filter(workflow.signable_by(request.user)))),
        }
        condition = conditions.get(self.value())
        return queryset if condition is None else queryset.filter(condition)


class VocabularyFilter(admin.AllValuesFieldListFilter):
    """The values of a closed vocabulary, in its own words and order."""

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        everything, *values = super().choices(changelist)
        labels = vocabulary_of({str(value["display"]) for value in values})
        order = {label: place for place, label in enumerate(labels)}
        yield everything
        for value in sorted(values, key=lambda v: order.get(str(v["display"]), len(order))):
            shown = str(value["display"])
            yield value | {"display": labels.get(shown) or plain(shown) or "(empty)"}


def vocabulary_of(values: set[str]) -> dict[str, str]:
    """The labels of the vocabulary that holds all of these values; nothing where none does."""
    return next((labels for labels in FORM_WORDS.choice_labels.values() if values - {""} <= set(labels)), {})
