"""Publish the approved content as a sealed release."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reference.content.errors import ContentErrors
from reference.publishing.publisher import (
    NothingChanged,
    PublishedByAnother,
    ReleaseRejected,
    publish_release,
)
from reference.publishing.validity import past_its_day
from reference.release.store import ReleaseStore


class Command(BaseCommand):
    help = "Check, seal and publish. Content identical to the current release is left alone (exit 0)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--by", default="shipped content", help="who publishes, as the manifest will say")
        parser.add_argument("--notes", default="", help="what changed, in words a clinician reads")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            published = publish_release(by=options["by"], notes=options["notes"])
        except NothingChanged as current:
            self.stdout.write(f"nothing changed since release {current}")
        except ContentErrors as errors:
            raise CommandError(
                f"{errors}\n{len(errors.errors)} problems in the content; nothing was published"
            ) from None
        except ReleaseRejected as rejected:
            raise CommandError(f"{rejected}\nthe gate refused this content; nothing was published") from None
        except PublishedByAnother as error:
            raise CommandError(str(error)) from None
        else:
            m = published.manifest
            self.stdout.write(
                f"published release {m.version}: {m.total} entries, {m.reviewed} reviewed, {m.needs_verification} statements need verification, checksum {published.checksum}"
            )
        self._warn_if_past_its_day()

    def _warn_if_past_its_day(self) -> None:
        index = ReleaseStore(settings.RELEASES_DIR).read_index()
        if not index.current:
            return
        warning = past_its_day(index.releases[index.current].manifest, dt.datetime.now(dt.UTC).date())
        if warning:
            self.stderr.write(self.style.WARNING(warning))
