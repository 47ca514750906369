"""The editors' tables of medicines and interactions."""

from .interaction import Interaction, ListRule, ModifyingFactor, StackingRule
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

__all__ = [
    "CombinationProduct", "DrugClass", "Interaction", "ListRule", "Medication", "ModifyingFactor", "PharmacologicRole",
    "Precipitant", "RescueMedicine", "SearchRecord", "StackingRule", "SubstrateParameters",
]  # fmt: skip
