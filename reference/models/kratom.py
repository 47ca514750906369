"""What is known about kratom itself. The files mirror reference/release/schema/kratom.py, where the fields are explained."""

from __future__ import annotations

from typing import ClassVar

from .editorial import Entry


class Alkaloid(Entry):
    kind = "alkaloids"

    class Meta:
        proxy = True


class ObservedInteraction(Entry):
    """A clinical study of kratom with one medicine."""

    kind = "observed_interactions"
    title_field: ClassVar[str] = "slug"
    columns_from: ClassVar[dict[str, str]] = {"medication": "medication", "enzyme": "enzyme"}

    class Meta:
        proxy = True


class KratomEffect(Entry):
    """What kratom alone does in people. One answer per mechanism: two would rate the same row twice."""

    kind = "kratom_effects"
    title_field: ClassVar[str] = "mechanism"
    columns_from: ClassVar[dict[str, str]] = {
        "mechanism": "mechanism",
        "k": "k",
        "reviewed_on": "reviewed_on",
    }

    class Meta:
        proxy = True


class ModelConstant(Entry):
    """A number of the static model that belongs to no single medicine."""

    kind = "model_constants"
    title_field: ClassVar[str] = "slug"

    class Meta:
        proxy = True


class Risk(Entry):
    kind = "risks"
    columns_from: ClassVar[dict[str, str]] = {"evidence_level": "evidence_level"}

    class Meta:
        proxy = True


class Population(Entry):
    kind = "populations"

    class Meta:
        proxy = True


class Product(Entry):
    """A form in which kratom is taken."""

    kind = "products"
    columns_from: ClassVar[dict[str, str]] = {"product": "product"}

    class Meta:
        proxy = True


class RegulatoryStatus(Entry):
    kind = "regulatory_statuses"
    title_field: ClassVar[str] = "jurisdiction"
    columns_from: ClassVar[dict[str, str]] = {"jurisdiction": "jurisdiction", "as_of": "as_of"}

    class Meta:
        proxy = True
        verbose_name_plural = "regulatory statuses"


class MonitoringItem(Entry):
    kind = "monitoring_items"
    title_field: ClassVar[str] = "topic"

    class Meta:
        proxy = True


class MonographSection(Entry):
    kind = "monograph_sections"
    title_field: ClassVar[str] = "title"

    class Meta:
        proxy = True


class Exclusion(Entry):
    """What the evidence held that did not go in."""

    kind = "exclusions"
    title_field: ClassVar[str] = "what"
    columns_from: ClassVar[dict[str, str]] = {"topic": "topic"}

    class Meta:
        proxy = True


class Claim(Entry):
    kind = "claims"
    title_field: ClassVar[str] = "question"
    columns_from: ClassVar[dict[str, str]] = {"verdict": "benefit_verdict"}

    class Meta:
        proxy = True


class PracticeNote(Entry):
    """A question that clinicians phone about."""

    kind = "practice_notes"
    title_field: ClassVar[str] = "question"

    class Meta:
        proxy = True
