"""Write database, releases and reports into one file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backup.archive import SECRET, pack


class Command(BaseCommand):
    help = "Write database, releases and reports into one file, while editing goes on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path, help="a file that does not exist yet, or a folder")
        parser.add_argument(
            "--with-secret-key", action="store_true", help="also the secret_key that was made in DATA_DIR"
        )

    def handle(self, *args: Any, target: Path, with_secret_key: bool, **options: Any) -> None:
        if target.is_dir():
            target /= f"kratom-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%SZ}.tar.gz"
        if target.exists():
            raise CommandError(f"{target} exists already. Name a new file; nothing was written.")
        folders = {"releases": settings.RELEASES_DIR, "reports": settings.REPORTS_DIR}
        secret = settings.DATA_DIR / SECRET if with_secret_key else None
        try:
            manifest = pack(target, folders, secret, settings.CODE_REVISION)
        except OSError as error:
            raise CommandError(f"{target} could not be written: {error}") from None
        size = target.stat().st_size / 1e6
        self.stdout.write(f"{target}: {len(manifest.files)} files, {size:.1f} MB, {manifest.vendor}")
