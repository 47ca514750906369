"""Check the ledger, every sealed release, the index and the history of acts against each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reference.management.plain_words import in_plain_words
from reference.publishing.verification import CHECKSUM, verify
from reference.release.storage.store import ReleaseStore


class Command(BaseCommand):
    help = (
        "Compare ledger, sealed files, index and history; exit 1 if something was changed, lost or is behind."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--anchor", default="", help="a checksum that was noted elsewhere, or a file with such lines"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with in_plain_words():
            anchors = _noted(options["anchor"])
            found = verify(ReleaseStore(settings.RELEASES_DIR), anchors)
        problems = list(found.problems)
        if found.missing:
            problems.append(f"this folder is behind the ledger: it lacks {', '.join(found.missing)}")
        if problems:
            raise CommandError(
                "\n".join(problems)
                + "\nrun: python manage.py restore_releases; what it does not fix was changed in the database: "
                "docs/operations.md, When something breaks"
            )
        self.stdout.write(
            f"{found.releases} releases and {found.acts} acts: every release is what was sealed, and the chain holds"
        )
        if anchors:
            self.stdout.write("every checksum noted elsewhere is in the chain")
        if found.newest:
            self.stdout.write(f"keep this line elsewhere, for --anchor: {found.newest}")


def _noted(given: str) -> str:
    """The text with the checksums. Raises CommandError, OSError."""
    if not given:
        return ""
    text = given if CHECKSUM.fullmatch(given) else Path(given).read_text("utf-8", "replace")
    if not CHECKSUM.search(text):
        raise CommandError(f"there is no checksum in {given}")
    return text
