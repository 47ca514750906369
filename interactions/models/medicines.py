"""Medicines as editors own them. The file mirrors reference/release/schema/medicines.py, where the fields are explained."""

from __future__ import annotations

from typing import ClassVar

from reference.models import Entry


class Medication(Entry):
    kind = "medications"
    columns_from: ClassVar[dict[str, str]] = {
        "pharmacologic_class": "pharmacologic_class",
        "roles_complete_on": "roles_complete_on",
        "not_a_treatment": "not_a_treatment",
    }

    class Meta:
        proxy = True


class CombinationProduct(Entry):
    kind = "combination_products"

    class Meta:
        proxy = True


class DrugClass(Entry):
    kind = "drug_classes"
    columns_from: ClassVar[dict[str, str]] = {"protected": "protected", "basis": "basis"}

    class Meta:
        proxy = True
        verbose_name_plural = "drug classes"


class PharmacologicRole(Entry):
    kind = "pharmacologic_roles"
    columns_from: ClassVar[dict[str, str]] = {"enzyme": "enzyme"}

    class Meta:
        proxy = True


class RescueMedicine(Entry):
    """Its slug is that of its medicine, so there is one record per medicine."""

    kind = "rescue_medicines"
    title_field: ClassVar[str] = "medication"

    class Meta:
        proxy = True


class Precipitant(Entry):
    """A name that means kratom."""

    kind = "precipitants"
    columns_from: ClassVar[dict[str, str]] = {"product": "product"}

    class Meta:
        proxy = True


class SubstrateParameters(Entry):
    """fm and Fg of a medicine, for the static model."""

    kind = "substrate_parameters"
    title_field: ClassVar[str] = "slug"

    class Meta:
        proxy = True
        verbose_name_plural = "substrate parameters"


class SearchRecord(Entry):
    """A search that found nothing to publish."""

    kind = "search_records"
    title_field: ClassVar[str] = "slug"
    columns_from: ClassVar[dict[str, str]] = {"searched_on": "searched_on"}

    class Meta:
        proxy = True
