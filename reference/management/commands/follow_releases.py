"""Keep the releases folder of a host that does not publish in step with the ledger."""

from __future__ import annotations

import contextlib
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from reference.management.plain_words import in_plain_words
from reference.publishing.folder import follow
from reference.release.storage.store import ReleaseStore

LEAST = 1.0  # seconds between two looks


class Command(BaseCommand):
    help = "Fetch from the database what was published, withdrawn or recalled on another host, into this host's folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--every", type=float, metavar="SECONDS", help="go on until ended, looking this often"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._look()
        with contextlib.suppress(KeyboardInterrupt):
            while options["every"] is not None:
                connection.close()  # the next look begins with one that works
                time.sleep(max(options["every"], LEAST))
                self._look_again()

    def _look_again(self) -> None:
        """A failure may be gone at the next look; until then readers keep what they have."""
        try:
            self._look(quiet=True)
        except CommandError as error:
            self.stderr.write(str(error))

    def _look(self, *, quiet: bool = False) -> None:
        with in_plain_words():
            changed = follow(ReleaseStore(settings.RELEASES_DIR))
        if changed or not quiet:
            self.stdout.write("this folder says now what the ledger says" if changed else "in step")
