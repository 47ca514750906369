"""Fill the columns that editors list and filter by again from what the entries say."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from reference.management.plain_words import in_plain_words
from reference.models import rebuild_filter_columns


class Command(BaseCommand):
    help = "After an upgrade that adds or changes such a column: fill it for every entry. Nothing that readers see changes."

    def handle(self, *args: Any, **options: Any) -> None:
        with in_plain_words():
            changed = rebuild_filter_columns()
        for entry in changed:
            self.stdout.write(f"filled again: {entry}")
        self.stdout.write(f"{len(changed)} entries had a column that did not follow from their record.")
