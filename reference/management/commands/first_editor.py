"""Say how to create the first editor, until there is one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Print how to create the first editor; nothing once somebody can sign in."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        if not get_user_model()._default_manager.filter(is_staff=True, is_active=True).exists():
            self.stdout.write(
                "Nobody can sign in at /admin/ yet. Create the first account with: "
                ".venv/bin/python manage.py createsuperuser"
            )
