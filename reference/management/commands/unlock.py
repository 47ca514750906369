"""Let somebody try to sign in again at once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reference.callers import counted_address
from reference.sign_in import forget_tries


class Command(BaseCommand):
    help = "Forget the sign-in tries of an account, or of an address that many share; both end by themselves."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", default="", help="the account, written as it signs in")
        parser.add_argument("--address", default="", help="the address that the tries came from")

    def handle(self, *args: Any, **options: Any) -> None:
        name, written = options["name"], options["address"]
        address = counted_address(written)
        if written and not address:
            raise CommandError(f"{written!r} is no address: write it as 203.0.113.5 or 2001:db8::1")
        if not name and not address:
            raise CommandError("say whose tries to forget: a name, or --address ADDRESS")
        if forget_tries(username=name, address=address):
            self.stdout.write("Forgotten: the next try counts as the first.")
        else:
            self.stdout.write("Nothing was counted for it. Is it written as it signs in, capitals included?")
