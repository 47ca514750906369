"""Rebuild the releases folder from the ledger."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reference.publishing.publisher import synchronise
from reference.release.store import ReleaseStore


class Command(BaseCommand):
    help = "Write every sealed release that the folder lacks, and the index, from the database."

    def handle(self, *args: Any, **options: Any) -> None:
        rewritten = synchronise(ReleaseStore(settings.RELEASES_DIR))
        self.stdout.write(f"wrote {len(rewritten)} files: {', '.join(rewritten) or 'none was missing'}")
