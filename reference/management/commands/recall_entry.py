"""Recall one entry at once, where the admin cannot be reached."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from reference.management.plain_words import account_called, clock_warning, in_plain_words
from reference.publishing.recall import recall_entry
from reference.release.storage.store import ReleaseStore


class Command(BaseCommand):
    help = 'Say "under correction: do not rely on it" beside one entry, wherever readers see it, at once.'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", help="the collection it lies in: interactions, practice_notes, risks …")
        parser.add_argument("slug")
        parser.add_argument("--by", required=True, help="account of the publisher who recalls it")
        parser.add_argument("--reason", required=True, help="what is wrong, in words a clinician reads")

    def handle(self, *args: Any, **options: Any) -> None:
        with in_plain_words():
            account = account_called(options["by"])
            recall = recall_entry(options["kind"], options["slug"], by=account, reason=options["reason"])
        self.stdout.write(
            f"recalled {recall.kind}/{recall.slug}: readers are warned; "
            f"a second publisher has to confirm or lift it by {recall.decide_by:%Y-%m-%d %H:%M} UTC"
        )
        index = ReleaseStore(settings.RELEASES_DIR).read_index()
        if index.current:
            published_at = index.releases[index.current].manifest.published_at
            if warning := clock_warning(published_at, recall.recalled_at):
                self.stdout.write(warning)
