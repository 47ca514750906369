"""Publish the approved content as a sealed release."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reference.content.errors import ContentErrors
from reference.management.plain_words import clock_warning, in_plain_words
from reference.publishing.publisher import NothingChanged, Published, ReleaseRejected, publish_release
from reference.publishing.validity import past_its_day
from reference.publishing.withdrawal import StaysWithdrawn
from reference.release.storage.store import ReleaseStore


class Command(BaseCommand):
    help = (
        "Check, seal and publish. Content identical to the current release, or to one that was withdrawn, is left "
        "alone (exit 0)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--by", default="shipped content", help="who publishes, as the manifest will say")
        parser.add_argument("--notes", default="", help="what changed, in words a clinician reads")
        parser.add_argument(
            "--again",
            action="store_true",
            help="publish content although a release that said it was withdrawn",
        )
        parser.add_argument("--reason", default="", help="with --again: why, in words a clinician reads")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["again"] != bool(options["reason"].strip()):
            raise CommandError('--again and --reason "…" belong together')
        try:
            with in_plain_words():
                published = publish_release(by=options["by"], notes=options["notes"], again=options["reason"])
        except NothingChanged as current:
            self.stdout.write(f"nothing changed since release {current}")
            self._warn_if_past_its_day()
        except StaysWithdrawn as withdrawn:
            self.stdout.write(
                f"nothing was published: {withdrawn}, or publish it all the same: "
                'python manage.py publish_release --again --reason "…"'
            )
        except ContentErrors as errors:
            raise CommandError(
                f"{errors}\n{len(errors.errors)} problems in the content; nothing was published"
            ) from None
        except ReleaseRejected as rejected:
            raise CommandError(f"{rejected}\nthe gate refused this content; nothing was published") from None
        else:
            self._report(published)

    def _report(self, published: Published) -> None:
        m = published.manifest
        self.stdout.write(
            f"published release {m.version}: {m.total} entries, {m.reviewed} reviewed, {m.needs_verification} statements need verification, checksum {published.checksum}"
        )
        self.stdout.write(
            f"keep this line elsewhere, for verify_releases --anchor: {m.version} {published.checksum}"
        )
        if warning := clock_warning(m.published_at, published.clock):
            self.stdout.write(warning)
        self._warn_if_past_its_day()

    def _warn_if_past_its_day(self) -> None:
        index = ReleaseStore(settings.RELEASES_DIR).read_index()
        if not index.current:
            return
        warning = past_its_day(index.releases[index.current].manifest, dt.datetime.now(dt.UTC).date())
        if warning:
            self.stderr.write(self.style.WARNING(warning))
