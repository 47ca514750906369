"""Who may put a clinician's name to an entry."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class ReviewerProfile(models.Model):
    """A licensed clinician: the name and profession that readers see, and the licence that stands behind them."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviewer_profile")
    printed_name = models.TextField()
    profession = models.TextField()
    licence_number = models.TextField(help_text="Kept here; never published.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(printed_name="")
                & ~models.Q(profession="")
                & ~models.Q(licence_number=""),
                name="reviewer_profile_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.printed_name}, {self.profession}"
