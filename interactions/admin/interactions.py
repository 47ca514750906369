"""Interaction entries and their rules in the admin, with each row's rating computed while it is edited."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Case, Value, When

from interactions.models import Interaction, ListRule, ModifyingFactor, SharedStep, StackingRule
from reference.admin.entries.editorial import EntryAdmin
from reference.admin.record_form.hooks import (
    Panel,
    Problem,
    derived_panels,
    derived_values,
    record_checks,
)
from reference.models import KratomEffect, Status
from reference.release.schema import interaction as records
from reference.release.schema.terms import Action, EvidenceLevel, Severity

from .ratings import KNOWN_EFFECTS, check_answers, rating_panels, settle_ratings

BY_SEVERITY = Case(
    *(When(severity=value, then=Value(place)) for place, value in enumerate(Severity)), default=Value(-1)
)


@admin.register(Interaction)
class InteractionAdmin(EntryAdmin):
    columns = ("rating", "evidence", "searched_on")
    vocabularies = ("severity", "action", "evidence_level", "target_level")

    @admin.display(description="Rating", ordering=BY_SEVERITY)
    def rating(self, entry: Interaction) -> str:
        if not entry.severity:
            return "no row"
        return f"{Severity(entry.severity).label} · {Action(entry.action).label}"

    @admin.display(description="Evidence", ordering="evidence_level")
    def evidence(self, entry: Interaction) -> str:
        return EvidenceLevel.label_of(entry.evidence_level) or ""


@admin.register(ModifyingFactor)
class ModifyingFactorAdmin(EntryAdmin):
    columns = ("factor", "mechanism")
    vocabularies = ("factor", "mechanism")


@admin.register(ListRule)
class ListRuleAdmin(EntryAdmin):
    columns = ("rule_kind",)
    vocabularies = ("rule_kind",)


@admin.register(SharedStep)
class SharedStepAdmin(EntryAdmin):
    pass


@admin.register(StackingRule)
class StackingRuleAdmin(EntryAdmin):
    columns = ("mechanism", "severity")


def known_effects() -> KNOWN_EFFECTS:
    """The effects of kratom alone, from the editors' tables."""
    return dict(KratomEffect.objects.exclude(status=Status.RETIRED).values_list("mechanism", "k"))


def _panels(entry: records.Interaction) -> list[Panel]:
    return rating_panels(entry, known_effects())


def _settled(entry: records.Interaction) -> records.Interaction:
    return settle_ratings(entry, known_effects())


def _problems(entry: records.Interaction) -> list[Problem]:
    return check_answers(entry, known_effects())


derived_panels["interactions"] = _panels
derived_values["interactions"] = _settled
record_checks["interactions"] = _problems
