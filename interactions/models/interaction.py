"""Interaction entries and the rules around them. The file mirrors reference/release/interaction.py."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from interactions.rating import driver_row
from reference.models import Entry
from reference.release import interaction as records


class Interaction(Entry):
    """The interaction of kratom with a target. Rated by its driver row (R7)."""

    kind: ClassVar[str] = "interactions"
    title_field: ClassVar[str] = "title"

    target_level = models.CharField(max_length=40, db_index=True)
    target_slug = models.TextField(db_index=True)
    severity = models.CharField(max_length=40, blank=True, default="", db_index=True)
    action = models.CharField(max_length=40, blank=True, default="", db_index=True)
    evidence_level = models.CharField(max_length=40, blank=True, default="", db_index=True)
    searched_on = models.DateField(db_index=True)
    row_count = models.PositiveIntegerField(default=0)

    def fill_columns(self, record: records.Interaction) -> None:
        self.target_level, self.target_slug = record.target.level, record.target.slug
        self.searched_on, self.row_count = record.searched_on, len(record.rows)
        driver = driver_row(record) if record.rows else None
        self.severity = driver.severity if driver else ""
        self.action = driver.action if driver else ""
        self.evidence_level = driver.evidence_level if driver else ""


class ModifyingFactor(Entry):
    """A fact about the patient that changes a rating."""

    kind: ClassVar[str] = "modifying_factors"
    title_field: ClassVar[str] = "slug"

    factor = models.TextField(db_index=True)
    mechanism = models.CharField(max_length=40, db_index=True)

    def fill_columns(self, record: records.ModifyingFactor) -> None:
        self.factor, self.mechanism = record.factor, record.mechanism


class ListRule(Entry):
    """A two-step interaction, or a therapy at stake."""

    kind: ClassVar[str] = "list_rules"

    rule_kind = models.CharField(max_length=40, db_index=True)

    def fill_columns(self, record: records.ListRule) -> None:
        self.rule_kind = record.kind


class StackingRule(Entry):
    """When effects of several medicines in a list add up."""

    kind: ClassVar[str] = "stacking_rules"

    mechanism = models.CharField(max_length=40, db_index=True)
    severity = models.CharField(max_length=40, db_index=True)

    def fill_columns(self, record: records.StackingRule) -> None:
        self.mechanism, self.severity = record.mechanism, record.severity
