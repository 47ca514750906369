"""Medicines as editors own them, in the admin."""

from typing import ClassVar

from django.contrib import admin

from interactions.models import (
    CombinationProduct,
    DrugClass,
    Medication,
    PharmacologicRole,
    Precipitant,
    RescueMedicine,
    SearchRecord,
    SubstrateParameters,
)
from reference.admin.entries.editorial import EntryAdmin


@admin.register(CombinationProduct, RescueMedicine, SubstrateParameters)
class PlainMedicineAdmin(EntryAdmin):
    """Kinds for which the name is enough in a list."""


@admin.register(Medication)
class MedicationAdmin(EntryAdmin):
    columns = ("slug", "pharmacologic_class", "roles_complete_on")
    further_filters: ClassVar = [("roles_complete_on", admin.EmptyFieldListFilter), "not_a_treatment"]


@admin.register(DrugClass)
class DrugClassAdmin(EntryAdmin):
    columns = ("slug", "protected", "basis")
    vocabularies = ("basis",)
    further_filters: ClassVar = ["protected"]


@admin.register(PharmacologicRole)
class PharmacologicRoleAdmin(EntryAdmin):
    columns = ("slug", "enzyme")
    vocabularies = ("enzyme",)


@admin.register(Precipitant)
class PrecipitantAdmin(EntryAdmin):
    columns = ("slug", "product")
    vocabularies = ("product",)


@admin.register(SearchRecord)
class SearchRecordAdmin(EntryAdmin):
    columns = ("searched_on",)
