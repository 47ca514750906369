"""Check every sealed release against the index and the chain."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reference.release.codec import UnreadableRelease
from reference.release.store import CorruptRelease, ReleaseStore


class Command(BaseCommand):
    help = "Read every release in the folder; exit 1 if one is corrupt or the chain is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        store = ReleaseStore(settings.RELEASES_DIR)
        problems, previous = [], None
        for entry in sorted(store.read_index().releases.values(), key=lambda e: e.manifest.published_at):
            try:
                store.read_release(entry.manifest.version)
            except (CorruptRelease, UnreadableRelease) as error:
                problems.append(str(error))
            if entry.manifest.previous_checksum != previous:
                problems.append(f"{entry.manifest.version}: does not follow the release before it")
            previous = entry.checksum
        if problems:
            raise CommandError("\n".join(problems) + "\nrun: python manage.py restore_releases")
        self.stdout.write("every release is what was sealed, and the chain holds")
