"""Medicines as editors own them. The file mirrors reference/release/medicines.py, where the fields are explained."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from reference.models import Entry
from reference.release import medicines as records


class Medication(Entry):
    kind: ClassVar[str] = "medications"

    pharmacologic_class = models.TextField(blank=True, default="", db_index=True)
    roles_complete_on = models.DateField(null=True, blank=True, db_index=True)
    not_a_treatment = models.BooleanField(default=False)

    def fill_columns(self, record: records.Medication) -> None:
        self.pharmacologic_class = record.pharmacologic_class or ""
        self.roles_complete_on = record.roles_complete_on
        self.not_a_treatment = record.not_a_treatment


class CombinationProduct(Entry):
    kind: ClassVar[str] = "combination_products"


class DrugClass(Entry):
    kind: ClassVar[str] = "drug_classes"

    protected = models.BooleanField(default=False, db_index=True)
    basis = models.CharField(max_length=40, db_index=True)

    class Meta(Entry.Meta):
        verbose_name_plural = "drug classes"

    def fill_columns(self, record: records.DrugClass) -> None:
        self.protected, self.basis = record.protected, record.basis


class PharmacologicRole(Entry):
    kind: ClassVar[str] = "pharmacologic_roles"

    enzyme = models.TextField(blank=True, default="", db_index=True)

    def fill_columns(self, record: records.PharmacologicRole) -> None:
        self.enzyme = record.enzyme or ""


class RescueMedicine(Entry):
    """Its slug is that of its medicine, so there is one record per medicine."""

    kind: ClassVar[str] = "rescue_medicines"
    title_field: ClassVar[str] = "medication"


class Precipitant(Entry):
    """A name that means kratom."""

    kind: ClassVar[str] = "precipitants"

    product = models.CharField(max_length=40, db_index=True)

    def fill_columns(self, record: records.Precipitant) -> None:
        self.product = record.product


class SubstrateParameters(Entry):
    """fm and Fg of a medicine, for the static model."""

    kind: ClassVar[str] = "substrate_parameters"
    title_field: ClassVar[str] = "slug"

    class Meta(Entry.Meta):
        verbose_name_plural = "substrate parameters"


class SearchRecord(Entry):
    """A search that found nothing to publish."""

    kind: ClassVar[str] = "search_records"
    title_field: ClassVar[str] = "slug"

    searched_on = models.DateField(db_index=True)

    def fill_columns(self, record: records.SearchRecord) -> None:
        self.searched_on = record.searched_on
