"""Decode the content files and run the gate, without publishing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reference.content.errors import ContentErrors
from reference.content.files import read_content
from reference.publishing.compiler import check_release, compile_release


class Command(BaseCommand):
    help = "Check data/: decode every file strictly and run the publishing gate."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = read_content(settings.CONTENT_DIR)
        except ContentErrors as errors:
            raise CommandError(
                f"{errors}\n{len(errors.errors)} problems; nothing would be published"
            ) from None
        findings = check_release(compile_release(content))
        for finding in findings:
            self.stdout.write(f"{finding.weight}: {finding}")
        refusals = sum(finding.weight == "refuse" for finding in findings)
        if refusals:
            raise CommandError(f"{refusals} refusals; nothing would be published")
        self.stdout.write(f"content is fit to publish ({len(findings)} notices)")
