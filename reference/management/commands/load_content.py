"""Load the content files into the editors' tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reference.content.errors import ContentErrors
from reference.content.loader import load_content, shipped_content_account
from reference.workflow import ChangedMeanwhile


class Command(BaseCommand):
    help = "Load data/ into the tables: an entry that was not edited follows its file, the rest becomes drafts or is reported."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.CONTENT_DIR, help="the content files")
        parser.add_argument(
            "--by", help="account of the person who loads; default: the account of shipped content"
        )
        parser.add_argument(
            "--bootstrap", action="store_true", help="approve new records as shipped, without a second person"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_content(
                options["folder"], by=_account(options["by"]), bootstrap=options["bootstrap"]
            )
        except ContentErrors as errors:
            raise CommandError(
                f"{errors}\n{len(errors.errors)} problems in the content; nothing was loaded"
            ) from None
        except ChangedMeanwhile as error:
            raise CommandError(str(error)) from None
        for act in ("followed", "drafted", "retired", "conflicts"):
            for entry in getattr(report, act):
                self.stdout.write(f"{act}: {entry}")
        self.stdout.write(f"content: {report}")


def _account(username: str | None) -> Any:
    if username is None:
        return shipped_content_account()
    account = get_user_model()._default_manager.filter(username=username).first()
    if account is None:
        raise CommandError(f"there is no account {username!r}")
    return account
