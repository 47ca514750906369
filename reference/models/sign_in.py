"""How often somebody tried to sign in. Neither names nor addresses stand here, only keyed digests of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class SignInTries(models.Model):
    """Tries within one window: of an account, of an address, or of an account from an address."""

    account = models.CharField(max_length=64, blank=True, default="")
    address = models.CharField(max_length=64, blank=True, default="")
    since = models.DateTimeField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "address"], name="sign_in_tries_counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} tries since {self.since:%H:%M}"
