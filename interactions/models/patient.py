"""What is said first in a setting, and the words that tell it. Mirrors reference/release/schema/patient.py."""

from __future__ import annotations

from typing import ClassVar

from reference.models import Entry


class LeadBox(Entry):
    """What is read before everything else in a setting, or for a patient."""

    kind = "lead_boxes"
    columns_from: ClassVar[dict[str, str]] = {"rule_kind": "kind"}

    class Meta:
        proxy = True
        verbose_name_plural = "lead boxes"


class PatientWords(Entry):
    """Words of a list about the patient."""

    kind = "patient_words"
    title_field: ClassVar[str] = "slug"
    columns_from: ClassVar[dict[str, str]] = {"factor": "factor"}

    class Meta:
        proxy = True
        verbose_name_plural = "patient words"
