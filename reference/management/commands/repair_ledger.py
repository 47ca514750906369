"""Put right a ledger or folder that an interruption, an old version or a restored backup left behind."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from reference.management.plain_words import in_plain_words
from reference.publishing.repair import plan_repair, repair
from reference.release.storage.store import ReleaseStore


class Command(BaseCommand):
    help = (
        "Say what is not in step and what would be done; with --apply, do it. No sealed byte is ever changed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="do what is said")
        parser.add_argument("--by", default="repaired", help="who does it, if a warning has to be published")

    def handle(self, *args: Any, **options: Any) -> None:
        store = ReleaseStore(settings.RELEASES_DIR)
        with in_plain_words():
            plan = plan_repair(store)
            for line in (*plan.remarks, *plan.steps):
                self.stdout.write(line)
            if not plan.steps:
                self.stdout.write("there is nothing to repair")
            elif not options["apply"]:
                self.stdout.write("nothing was changed; to do it: python manage.py repair_ledger --apply")
            else:
                repair(plan, by=options["by"])
                self.stdout.write("done; now run: python manage.py verify_releases")
