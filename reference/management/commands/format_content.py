"""Bring the content files into canonical form."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reference.content.errors import ContentErrors
from reference.content.exporter import format_content


class Command(BaseCommand):
    help = "Rewrite data/ in canonical form (make fix); --check only says which files are not (make check)."
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.CONTENT_DIR, help="the content files")
        parser.add_argument(
            "--check", action="store_true", help="change nothing; exit 1 if a file is not canonical"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changed = format_content(options["folder"], write=not options["check"])
        except ContentErrors as errors:
            raise CommandError(f"{errors}\n{len(errors.errors)} problems in the content") from None
        if options["check"] and changed:
            raise CommandError(
                "\n".join(changed) + f"\n{len(changed)} files are not in canonical form; run: make fix"
            )
        self.stdout.write(f"{len(changed)} files rewritten" if changed else "every file is in canonical form")
