"""Finish what was interrupted, and rebuild the releases folder from the ledger."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from reference.management.plain_words import in_plain_words
from reference.publishing.publisher import finish
from reference.release.storage.store import ReleaseStore


class Command(BaseCommand):
    help = "Write from the database every sealed release and warning that the folder lacks, and the index."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--by", default="restored", help="who does it, if a warning has to be published")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_plain_words():
            rewritten = finish(by=options["by"])
        files = (
            f"wrote {len(rewritten)} files ({', '.join(rewritten)})"
            if rewritten
            else "no file had to be written"
        )
        current = ReleaseStore(settings.RELEASES_DIR).read_index().current
        self.stdout.write(f"{files}; the index is that of the ledger; current is {current or 'none'}")
