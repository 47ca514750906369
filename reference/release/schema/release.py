"""The release on one page: one document, every part a frozen record."""

from __future__ import annotations

import datetime as dt

from .interaction import Interaction, ListRule, ModifyingFactor, ResolvedInteraction, StackingRule
from .kratom import (
    Alkaloid,
    Claim,
    Exclusion,
    KratomEffect,
    MonitoringItem,
    MonographSection,
    ObservedInteraction,
    Population,
    PracticeNote,
    Product,
    RegulatoryStatus,
    Risk,
    Source,
)  # fmt: skip
from .medicines import (
    CombinationProduct,
    DrugClass,
    Medication,
    PharmacologicRole,
    Precipitant,
    RescueMedicine,
    SearchRecord,
)  # fmt: skip
from .patient import LeadBox, PatientWords
from .prediction import ExposurePrediction, ModelConstant, SubstrateParameters
from .shared_step import SharedStep
from .statement import Record
from .vocabulary_names import Abbreviation, NameGroup, NotMedicine, ProductCode, Substance


class Manifest(Record, frozen=True, kw_only=True):
    version: str
    format_version: str
    published_at: dt.datetime
    published_by: str
    valid_until: dt.date
    previous_checksum: str | None
    content_digest: str
    code_revision: str
    counts: dict[str, int]
    reviewed: int
    total: int
    needs_verification: int
    notes: str = ""
    history: str = ""  # the end of the chain of editorial acts that it was made from; empty in older ones


class Recall(Record, frozen=True, kw_only=True):
    """An entry that must not be relied on until it is corrected. It stays where it is, with a warning beside it."""

    collection: str
    slug: str
    since: dt.date
    reason: str


class Release(Record, frozen=True, kw_only=True):
    """Everything the reference says. `manifest` is None until the release is sealed."""

    manifest: Manifest | None = None
    sources: tuple[Source, ...] = ()
    alkaloids: tuple[Alkaloid, ...] = ()
    observed_interactions: tuple[ObservedInteraction, ...] = ()
    kratom_effects: tuple[KratomEffect, ...] = ()
    model_constants: tuple[ModelConstant, ...] = ()
    risks: tuple[Risk, ...] = ()
    populations: tuple[Population, ...] = ()
    products: tuple[Product, ...] = ()
    regulatory_statuses: tuple[RegulatoryStatus, ...] = ()
    monitoring_items: tuple[MonitoringItem, ...] = ()
    monograph_sections: tuple[MonographSection, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    claims: tuple[Claim, ...] = ()
    practice_notes: tuple[PracticeNote, ...] = ()
    medications: tuple[Medication, ...] = ()
    substrate_parameters: tuple[SubstrateParameters, ...] = ()
    combination_products: tuple[CombinationProduct, ...] = ()
    drug_classes: tuple[DrugClass, ...] = ()
    pharmacologic_roles: tuple[PharmacologicRole, ...] = ()
    rescue_medicines: tuple[RescueMedicine, ...] = ()
    precipitants: tuple[Precipitant, ...] = ()
    search_records: tuple[SearchRecord, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    modifying_factors: tuple[ModifyingFactor, ...] = ()
    stacking_rules: tuple[StackingRule, ...] = ()
    list_rules: tuple[ListRule, ...] = ()
    shared_steps: tuple[SharedStep, ...] = ()
    lead_boxes: tuple[LeadBox, ...] = ()
    patient_words: tuple[PatientWords, ...] = ()
    resolved_interactions: tuple[ResolvedInteraction, ...] = ()
    resolved_classes: tuple[ResolvedInteraction, ...] = ()
    exposure_predictions: tuple[ExposurePrediction, ...] = ()
    substances: tuple[Substance, ...] = ()
    product_codes: tuple[ProductCode, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    name_groups: tuple[NameGroup, ...] = ()
    combination_brands: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unconfirmed_brands: tuple[tuple[str, str], ...] = ()
    local_brands: tuple[str, ...] = ()
    not_medicines: tuple[NotMedicine, ...] = ()
    recalls: tuple[Recall, ...] = ()
