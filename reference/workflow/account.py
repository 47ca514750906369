"""The account of a person who acts: what the writers need to know of Django's user."""

from __future__ import annotations

from typing import Any, Protocol


class Account(Protocol):
    pk: Any

    def has_perm(self, perm: str) -> bool: ...

    def get_username(self) -> str: ...

    def get_full_name(self) -> str: ...
