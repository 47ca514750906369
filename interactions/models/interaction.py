"""Interaction entries and the rules around them. The file mirrors reference/release/schema/interaction.py."""

from __future__ import annotations

from typing import ClassVar

from interactions.rating.rules import driver_row
from reference.models import Entry
from reference.release.schema import interaction as records


class Interaction(Entry):
    """The interaction of kratom with a target. Rated by its driver row (R7)."""

    kind = "interactions"
    title_field: ClassVar[str] = "title"
    columns_from: ClassVar[dict[str, str]] = {"target_level": "target.level", "searched_on": "searched_on"}

    class Meta:
        proxy = True

    def fill_columns(self, record: records.Interaction) -> None:
        super().fill_columns(record)
        driver = driver_row(record) if record.rows else None
        self.severity = driver.severity if driver else ""
        self.action = driver.action if driver else ""
        self.evidence_level = driver.evidence_level if driver else ""


class ModifyingFactor(Entry):
    """A fact about the patient that changes a rating."""

    kind = "modifying_factors"
    title_field: ClassVar[str] = "slug"
    columns_from: ClassVar[dict[str, str]] = {"factor": "factor", "mechanism": "mechanism"}

    class Meta:
        proxy = True


class ListRule(Entry):
    """A two-step interaction, or a therapy at stake."""

    kind = "list_rules"
    columns_from: ClassVar[dict[str, str]] = {"rule_kind": "kind"}

    class Meta:
        proxy = True


class SharedStep(Entry):
    """A step that several medicines share, and when it is part of the plan."""

    kind = "shared_steps"

    class Meta:
        proxy = True


class StackingRule(Entry):
    """When effects of several medicines in a list add up."""

    kind = "stacking_rules"
    columns_from: ClassVar[dict[str, str]] = {"mechanism": "mechanism", "severity": "severity"}

    class Meta:
        proxy = True
