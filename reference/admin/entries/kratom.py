"""What is known about kratom itself, in the admin."""

from typing import ClassVar

from django.contrib import admin

from reference.models import (
    Alkaloid,
    Claim,
    Exclusion,
    KratomEffect,
    ModelConstant,
    MonitoringItem,
    MonographSection,
    ObservedInteraction,
    Population,
    PracticeNote,
    Product,
    RegulatoryStatus,
    Risk,
)  # fmt: skip

from .editorial import EntryAdmin


@admin.register(Alkaloid, ModelConstant, MonographSection, Population, PracticeNote)
class PlainEntryAdmin(EntryAdmin):
    """Kinds whose name says enough in a list."""


@admin.register(MonitoringItem)
class MonitoringItemAdmin(EntryAdmin):
    columns = ("slug",)


@admin.register(ObservedInteraction)
class ObservedInteractionAdmin(EntryAdmin):
    columns = ("medication", "enzyme")
    vocabularies = ("enzyme",)


@admin.register(KratomEffect)
class KratomEffectAdmin(EntryAdmin):
    columns = ("k", "reviewed_on")
    vocabularies = ("k",)


@admin.register(Risk)
class RiskAdmin(EntryAdmin):
    columns = ("evidence_level",)
    vocabularies = ("evidence_level",)


@admin.register(Product)
class ProductAdmin(EntryAdmin):
    columns = ("product",)


@admin.register(RegulatoryStatus)
class RegulatoryStatusAdmin(EntryAdmin):
    columns = ("slug", "as_of")
    further_filters: ClassVar = ["jurisdiction"]


@admin.register(Exclusion)
class ExclusionAdmin(EntryAdmin):
    columns = ("slug", "topic")
    further_filters: ClassVar = ["topic"]


@admin.register(Claim)
class ClaimAdmin(EntryAdmin):
    columns = ("verdict",)
    vocabularies = ("verdict",)
