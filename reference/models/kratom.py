"""What is known about kratom itself. The files mirror reference/release/kratom.py, where the fields are explained."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from .editorial import Entry, Status


class Alkaloid(Entry):
    kind: ClassVar[str] = "alkaloids"


class ObservedInteraction(Entry):
    """A clinical study of kratom with one medicine."""

    kind: ClassVar[str] = "observed_interactions"
    title_field: ClassVar[str] = "slug"

    medication = models.TextField(db_index=True)
    enzyme = models.TextField(blank=True, default="")

    def fill_columns(self, record: Any) -> None:
        self.medication, self.enzyme = record.medication, record.enzyme or ""


class KratomEffect(Entry):
    """What kratom alone does in people. One answer a mechanism: two would rate the same row twice."""

    kind: ClassVar[str] = "kratom_effects"
    title_field: ClassVar[str] = "mechanism"

    mechanism = models.CharField(max_length=40)
    k = models.CharField(max_length=40, db_index=True)
    reviewed_on = models.DateField(db_index=True)

    class Meta(Entry.Meta):
        constraints: ClassVar = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=["mechanism"], condition=~models.Q(status=Status.RETIRED), name="kratom_effect_one_a_mechanism",
                violation_error_message="Another entry already says what kratom does here.",
            ),
        ]  # fmt: skip

    def fill_columns(self, record: Any) -> None:
        self.mechanism, self.k, self.reviewed_on = record.mechanism, record.k, record.reviewed_on


class ModelConstant(Entry):
    """A number of the static model that belongs to no single medicine."""

    kind: ClassVar[str] = "model_constants"
    title_field: ClassVar[str] = "slug"


class Risk(Entry):
    kind: ClassVar[str] = "risks"

    evidence_level = models.CharField(max_length=40, db_index=True)

    def fill_columns(self, record: Any) -> None:
        self.evidence_level = record.evidence_level


class Population(Entry):
    kind: ClassVar[str] = "populations"


class Product(Entry):
    """A form in which kratom is taken."""

    kind: ClassVar[str] = "products"

    product = models.CharField(max_length=40, db_index=True)

    def fill_columns(self, record: Any) -> None:
        self.product = record.product


class RegulatoryStatus(Entry):
    kind: ClassVar[str] = "regulatory_statuses"
    title_field: ClassVar[str] = "jurisdiction"

    jurisdiction = models.TextField(db_index=True)
    as_of = models.TextField()

    class Meta(Entry.Meta):
        verbose_name_plural = "regulatory statuses"

    def fill_columns(self, record: Any) -> None:
        self.jurisdiction, self.as_of = record.jurisdiction, record.as_of


class MonitoringItem(Entry):
    kind: ClassVar[str] = "monitoring_items"
    title_field: ClassVar[str] = "topic"


class Exclusion(Entry):
    """What the evidence held that did not go in."""

    kind: ClassVar[str] = "exclusions"
    title_field: ClassVar[str] = "what"

    topic = models.TextField(db_index=True)

    def fill_columns(self, record: Any) -> None:
        self.topic = record.topic


class Claim(Entry):
    kind: ClassVar[str] = "claims"
    title_field: ClassVar[str] = "question"

    verdict = models.CharField(max_length=40, db_index=True)

    def fill_columns(self, record: Any) -> None:
        self.verdict = record.benefit_verdict


class PracticeNote(Entry):
    """A question that clinicians phone about."""

    kind: ClassVar[str] = "practice_notes"
    title_field: ClassVar[str] = "question"
