"""Withdraw a release: it stays readable under a banner, the newest good one becomes current."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reference.publishing.publisher import UnknownRelease, withdraw_release


class Command(BaseCommand):
    help = "Mark a release withdrawn, with the reason that readers will see."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("version")
        parser.add_argument("--by", required=True, help="who withdraws it")
        parser.add_argument("--reason", required=True, help="why, in words a clinician reads")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            current = withdraw_release(options["version"], by=options["by"], reason=options["reason"])
        except UnknownRelease:
            raise CommandError(f"there is no release {options['version']}") from None
        except ValueError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"withdrawn {options['version']}; current is {current or 'none'}")
