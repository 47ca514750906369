"""List what readers reported."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reference.problem_reports import ReportBox


class Command(BaseCommand):
    help = "List the problems that readers reported, the newest first. They are settled in the admin."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--settled", action="store_true", help="those that were settled")

    def handle(self, *args: Any, **options: Any) -> None:
        box = ReportBox(settings.REPORTS_DIR)
        found = box.settled() if options["settled"] else box.open()
        for report in found:
            times = f"  {report.count} times" if report.count > 1 else ""
            by = f"  settled {report.settled_on} by {report.settled_by}" if report.settled_on else ""
            said = f"{report.kind_words}: {report.about}{times}{by}"
            self.stdout.write(f"{report.number}  {report.releases}  {said}")
        self.stdout.write(f"{len(found)} {'settled' if options['settled'] else 'open'}")
