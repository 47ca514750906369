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

__all__ = [
    "CombinationProduct", "DrugClass", "Interaction", "ListRule", "Medication", "ModifyingFactor", "PharmacologicRole",
    "Precipitant", "RescueMedicine", "SearchRecord", "SharedStep", "StackingRule",
    "SubstrateParameters",
]  # fmt: skip
