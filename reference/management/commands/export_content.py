"""Write approved entries back as content files, so that every approved state can be read as a difference."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reference.content.errors import ContentErrors
from reference.content.exporter import export_content
from reference.publishing.compiler import gather_approved
from reference.release.storage.codec import UnreadableRelease
from reference.release.storage.store import CorruptRelease, ReleaseNotFound, ReleaseStore


class Command(BaseCommand):
    help = "Write what is approved, or what a release holds, into data/. Files of what left are removed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.CONTENT_DIR, help="where to write")
        parser.add_argument("--release", help="a published version; without it, what is approved now")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            release = (
                ReleaseStore(settings.RELEASES_DIR).read_release(options["release"])
                if options["release"]
                else gather_approved()
            )
            report = export_content(release, options["folder"])
        except ReleaseNotFound:
            raise CommandError(f"there is no release {options['release']}") from None
        except (ContentErrors, CorruptRelease, UnreadableRelease) as error:
            raise CommandError(f"{error}\nnothing was written") from None
        for act in ("written", "removed"):
            for path in getattr(report, act):
                self.stdout.write(f"{act}: {path}")
        self.stdout.write(f"{len(report.written)} written, {len(report.removed)} removed, {len(report.unchanged)} unchanged")  # fmt: skip
