"""The editors' tables of medicines and interactions."""

from .interaction import Interaction, ListRule, ModifyingFactor, SharedStep, StackingRule
from .medicines import (
    CombinationProduct,
    DrugClass,
    Medication,
    PharmacologicRole,
    Precipitant,
    RescueMedicine,
    SearchRecord,
    SubstrateParameters,
)
from .patient import LeadBox, PatientWords

__all__ = [
    "CombinationProduct", "DrugClass", "Interaction", "LeadBox", "ListRule", "Medication", "ModifyingFactor",
    "PatientWords", "PharmacologicRole", "Precipitant", "RescueMedicine", "SearchRecord", "SharedStep", "StackingRule",
    "SubstrateParameters",
]  # fmt: skip
