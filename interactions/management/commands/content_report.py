"""Print what the current release contains, and how far it can be relied on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from interactions.pages.method.content_tables import Table, content_tables
from reference.content.errors import ContentErrors
from reference.content.files import read_content
from reference.publishing.compiler import compile_release
from reference.release.schema.release import Release
from reference.release.storage.library import NoRelease, current_release


class Command(BaseCommand):
    help = (
        "Count records, statements by basis, evidence, medicines by finding, roles and sources of a release."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--files", action="store_true", help="of data/ as it is now, not of the current release"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for table in content_tables(_from_files() if options["files"] else _published()):
            self.stdout.write(as_text(table))


def _published() -> Release:
    try:
        return current_release().release
    except NoRelease as error:
        raise CommandError(f"{error}; or count the files: python manage.py content_report --files") from None


def _from_files() -> Release:
    try:
        return compile_release(read_content(settings.CONTENT_DIR))
    except ContentErrors as errors:
        raise CommandError(f"{errors}\n{len(errors.errors)} problems in the content") from None


def as_text(table: Table) -> str:
    """Names aligned left, numbers aligned right under their headings."""
    rows = (table.head, *table.rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [table.title]
    for name, *numbers in rows:
        aligned = [cell.rjust(width) for cell, width in zip(numbers, widths[1:], strict=True)]
        lines.append("  ".join(["", name.ljust(widths[0]), *aligned]).rstrip())
    if table.note:
        lines.append(f"({table.note})")
    return "\n".join([*lines, ""])
