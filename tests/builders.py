"""Vocabulary records from plain functions: only what a test says, everything else empty. No database."""

from __future__ import annotations

from typing import Any

from reference.release.schema.medicines import (
    CombinationProduct,
    DrugClass,
    Ingredient,
    Medication,
    Precipitant,
)
from reference.release.schema.release import Release
from reference.release.schema.terms import KratomProduct
from reference.release.schema.vocabulary_names import Abbreviation, NameGroup, ProductCode, Substance


def slug_of(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def substance(
    name: str,
    *,
    brands: tuple[str, ...] = (),
    synonyms: tuple[str, ...] = (),
    rxcui: str = "",
    unii: str = "",
    atc: tuple[str, ...] = (),
) -> Substance:
    return Substance(slug_of(name), name, rxcui, unii, atc, brands, synonyms)


def product_code(rxcui: str, name: str, *ingredients: str, complete: bool = True) -> ProductCode:
    return ProductCode(rxcui, name, ingredients, complete)


def abbreviation(text: str, *expansion: str, ask: bool = True, note: str = "") -> Abbreviation:
    return Abbreviation(text, expansion, ask, note)


def name_group(name: str, *members: str, synonyms: tuple[str, ...] = (), note: str = "") -> NameGroup:
    return NameGroup(name, synonyms, members, note)


def medication(name: str, *names: str) -> Medication:
    return Medication(slug=slug_of(name), name=name, names=names)


def combination_product(
    slug: str, name: str, *ingredients: str, names: tuple[str, ...] = ()
) -> CombinationProduct:
    parts = tuple(Ingredient(medication=i) for i in ingredients)
    return CombinationProduct(slug=slug, name=name, ingredients=parts, citations=(), names=names)


def drug_class(slug: str, name: str, *names: str) -> DrugClass:
    return DrugClass(slug=slug, name=name, members=(), basis="seen", names=names)


def precipitant(slug: str, name: str, *names: str, product: KratomProduct = "leaf") -> Precipitant:
    return Precipitant(slug=slug, name=name, product=product, names=names)


def release(*records: Any, **more: Any) -> Release:
    """A release of these records, each put where its kind belongs."""
    places = {
        Substance: "substances",
        ProductCode: "product_codes",
        Abbreviation: "abbreviations",
        NameGroup: "name_groups",
        Medication: "medications",
        CombinationProduct: "combination_products",
        DrugClass: "drug_classes",
        Precipitant: "precipitants",
    }
    fields: dict[str, tuple[Any, ...]] = {}
    for record in records:
        place = places[type(record)]
        fields[place] = (*fields.get(place, ()), record)
    return Release(**{**fields, **more})
