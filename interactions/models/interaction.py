"""Interaction entries and the rules around them. The file mirrors reference/release/interaction.py."""

from __future__ import annotations

from typing import Any, ClassVar

from interactions.rating import driver_row
from reference.models import Entry


class Interaction(Entry):
    """What happens when kratom meets a target. Rated as its driver row: the one that speaks for it (R7)."""

    kind: ClassVar[str] = "interactions"
    title_field: ClassVar[str] = "title"
    columns_from: ClassVar[dict[str, str]] = {"target_level": "target.level", "searched_on": "searched_on"}

    class Meta:
        proxy = True

    def fill_columns(self, record: Any) -> None:
        super().fill_columns(record)
        driver = driver_row(record) if record.rows else None
        self.severity = driver.severity if driver else ""
        self.action = driver.action if driver else ""
        self.evidence_level = driver.evidence_level if driver else ""


class ModifyingFactor(Entry):
    """A fact about the patient that changes a rating."""

    kind: ClassVar[str] = "modifying_factors"
    title_field: ClassVar[str] = "slug"
    columns_from: ClassVar[dict[str, str]] = {"factor": "factor", "mechanism": "mechanism"}

    class Meta:
        proxy = True


class ListRule(Entry):
    """Two steps, or a therapy at stake."""

    kind: ClassVar[str] = "list_rules"
    columns_from: ClassVar[dict[str, str]] = {"rule_kind": "kind"}

    class Meta:
        proxy = True


class StackingRule(Entry):
    """When several medicines of the list add up."""

    kind: ClassVar[str] = "stacking_rules"
    columns_from: ClassVar[dict[str, str]] = {"mechanism": "mechanism", "severity": "severity"}

    class Meta:
        proxy = True
