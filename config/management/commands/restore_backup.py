"""Put a backup into an empty database and an empty folder."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from config.backup import databases
from config.backup.archive import DATABASE, SECRET, BackupManifest, BadBackup, unpack

EMPTY = "A backup goes into an empty database and an empty DATA_DIR; nothing was changed."


class Command(BaseCommand):
    help = "Put a backup into an empty database and an empty DATA_DIR, bring it up to date, and check every release."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path)

    def handle(self, *args: Any, source: Path, **options: Any) -> None:
        _refuse_to_overwrite()
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.DATA_DIR) as work:
            unpacked = Path(work)
            try:
                manifest = unpack(source, unpacked)
            except (BadBackup, OSError) as error:
                raise CommandError(f"{error}. Nothing was changed.") from None
            _refuse_what_does_not_fit(manifest)
            databases.load(unpacked / DATABASE)
            _place(unpacked / "releases", settings.RELEASES_DIR, 0o644)
            _place(unpacked / "reports", settings.REPORTS_DIR, 0o600)
            _place_secret(unpacked / SECRET)
        call_command("migrate", verbosity=0)
        call_command("restore_releases", stdout=self.stdout)
        call_command("verify_releases", stdout=self.stdout)
        self.stdout.write(f"restored what was packed on {manifest.made_at:%Y-%m-%d at %H:%M} UTC")


def _refuse_to_overwrite() -> None:
    if not databases.is_empty():
        raise CommandError(f"This database holds tables already. {EMPTY}")
    for folder in (settings.RELEASES_DIR, settings.REPORTS_DIR):
        if folder.exists() and any(path.name != ".lock" for path in folder.iterdir()):
            raise CommandError(f"{folder} holds files already. {EMPTY}")


def _refuse_what_does_not_fit(manifest: BackupManifest) -> None:
    if manifest.vendor != connection.vendor:
        raise CommandError(
            f"This backup is of {manifest.vendor}, and DATABASE_URL names {connection.vendor}. "
            "Set DATABASE_URL to an empty database of that kind; nothing was changed."
        )
    if newer := databases.unknown_migrations(manifest.migrations):
        raise CommandError(
            f"This backup was made by a newer program ({manifest.code_revision}), which had applied "
            f"{', '.join(newer)}. Check that program out and restore with it; nothing was changed."
        )


def _place(source: Path, target: Path, mode: int) -> None:
    if not source.exists():
        return
    shutil.copytree(source, target, dirs_exist_ok=True)
    for path in target.rglob("*"):
        if path.is_file():
            path.chmod(mode)


def _place_secret(source: Path) -> None:
    target = settings.DATA_DIR / SECRET
    if source.exists() and not target.exists():
        shutil.copyfile(source, target)
        target.chmod(0o600)
