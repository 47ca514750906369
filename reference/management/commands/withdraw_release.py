"""Withdraw a release: it stays readable under a banner, the newest good one becomes current."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reference.management.plain_words import in_plain_words
from reference.publishing.publisher import withdraw_release


class Command(BaseCommand):
    help = "Mark a release withdrawn, with the reason that readers will see."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("version")
        parser.add_argument("--by", required=True, help="who withdraws it")
        parser.add_argument("--reason", required=True, help="why, in words a clinician reads")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["reason"].strip():
            raise CommandError("a withdrawal needs a reason that a reader can understand")
        with in_plain_words():
            current = withdraw_release(options["version"], by=options["by"], reason=options["reason"])
        self.stdout.write(f"withdrawn {options['version']}; current is {current or 'none'}")
