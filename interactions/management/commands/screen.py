"""Screen medication lists from the command line. Nothing that is read is stored."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from interactions.command_line.csv_report import Answered, as_table
from interactions.command_line.exit_status import EXPLAINED, ExitStatus, exit_status
from interactions.command_line.patient_table import UnreadableTable, read_patient_lists
from interactions.command_line.text_report import as_text
from interactions.pages.check.chart_note import chart_note
from interactions.pages.check.results import results
from interactions.rating.phrases import FACTOR_LABEL
from interactions.screening.pasted_list import MAX_LINES, MAX_TEXT, ListTooLarge, split_list
from interactions.screening.patient_answers import (
    QUESTIONS,
    UnreadableAnswer,
    allowed_answers,
    read_context,
)
from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import release_index
from interactions.screening.screen import screen_medications
from interactions.screening.screening_report import ScreeningReport
from reference.api.rendering import encode
from reference.release.schema.terms import Slot
from reference.release.storage.codec import UnreadableRelease
from reference.release.storage.library import LoadedRelease, NoRelease, current_release, get_release
from reference.release.storage.store import CorruptRelease, ReleaseNotFound
from reference.views.shared.frame import today

MOST_READ = 16 * 1024 * 1024
"""Bytes that are read, to bound memory: enough for lists of about ten thousand patients."""
SITUATIONS = (Slot.ALREADY_BOTH, Slot.STARTING)
ABOUT = f"""\
Check a medication list against kratom. The list is read from a file or from
standard input as a chart writes it, or as it was pasted: at most {MAX_LINES} lines and
{MAX_TEXT:,} characters. Nothing typed is stored or logged."""


class Command(BaseCommand):
    help = ABOUT
    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the line breaks of the exit statuses in --help."""
        return super().create_parser(
            prog_name,
            subcommand,
            epilog=EXPLAINED,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **kwargs,
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="the list; standard input if not given")
        parser.add_argument("--release", metavar="VERSION", help="an older release, or a preview")
        output = parser.add_mutually_exclusive_group()
        output.add_argument("--json", action="store_true", help="as POST /api/v1/screen answers")
        output.add_argument("--chart-note", action="store_true", help="text for the patient's chart")
        output.add_argument(
            "--csv", action="store_true", help="many patients: a table in, a table out (docs/api.md)"
        )
        patient = parser.add_argument_group("the patient", "What is not answered is not known.")
        for question in QUESTIONS:
            patient.add_argument(
                f"--{question.replace('_', '-')}",
                metavar="|".join(allowed_answers(question)),
                help=FACTOR_LABEL[question],
            )
        patient.add_argument(
            "--situation", choices=SITUATIONS, default=SITUATIONS[0], help="whose advice comes first"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        context = _context(options)
        loaded = _release(options["release"])
        text = self._read(options["file"])
        if options["csv"]:
            status = self._table(text, context, loaded, options)
        else:
            status = self._list(text, context, loaded, options)
        if status:
            raise SystemExit(int(status))

    def _list(
        self, text: str, context: PatientContext, loaded: LoadedRelease, options: dict[str, Any]
    ) -> ExitStatus:
        try:
            lines = split_list(text)
        except ListTooLarge as error:
            raise CommandError(f"{error} Nothing was checked.") from None
        if not lines:
            raise CommandError("the list is empty; give at least one medicine, one per line")
        report = screen_medications(lines, context, loaded.derived(release_index))
        self.stdout.write(_shown(report, loaded, options))
        return exit_status(report, today())

    def _table(
        self, text: str, context: PatientContext, loaded: LoadedRelease, options: dict[str, Any]
    ) -> int:
        """The whole table is written, or nothing. A patient whose list is refused has a row that says so."""
        if context != PatientContext():
            raise CommandError("with --csv, answers about a patient go into columns, not into options")
        try:
            patients = read_patient_lists(text)
        except UnreadableTable as error:
            raise CommandError(f"{error}; nothing was checked") from None
        index = loaded.derived(release_index)
        answered: list[Answered] = []
        for patient in patients:
            report = None if patient.refused else screen_medications(patient.lines, patient.context, index)
            answered.append((patient, report))
        self.stdout.write(as_table(answered, loaded, pinned=bool(options["release"])), ending="")
        if not_checked := sum(report is None for _, report in answered):
            self.stderr.write(f"{not_checked} of {len(answered)} patients not checked: outcome “refused”")
            return 1
        return max(exit_status(report, today()) for _, report in answered if report)

    def _read(self, file: str) -> str:
        """The input as text, at most MOST_READ bytes of it."""
        if file == "-" and sys.stdin.isatty():
            self.stderr.write("One medicine per line; end with Ctrl-D.")
        try:
            if file == "-":
                data = sys.stdin.buffer.read(MOST_READ + 1)
            else:
                with Path(file).open("rb") as opened:
                    data = opened.read(MOST_READ + 1)
        except OSError as error:
            raise CommandError(f"the list cannot be read: {error.strerror}") from None
        if len(data) > MOST_READ:
            raise CommandError(f"the input is too large; at most {MOST_READ // 1024**2} MB are read")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CommandError(f"the input is not UTF-8 text: byte {error.start + 1}") from None


def _shown(report: ScreeningReport, loaded: LoadedRelease, options: dict[str, Any]) -> str:
    first = Slot(options["situation"])
    if options["json"]:
        return encode(report).decode()
    if options["chart_note"]:
        return chart_note(results(report, loaded, first), loaded)
    return as_text(report, loaded, first, pinned=bool(options["release"]))


def _context(options: dict[str, Any]) -> PatientContext:
    try:
        return read_context({question: options[question] or "" for question in QUESTIONS})
    except UnreadableAnswer as error:
        raise CommandError(f"--{error.question.replace('_', '-')}: {error}") from None


def _release(version: str | None) -> LoadedRelease:
    try:
        return get_release(version) if version else current_release()
    except NoRelease as error:
        raise CommandError(str(error)) from None
    except ReleaseNotFound:
        raise CommandError(f"there is no release {version}") from None
    except (CorruptRelease, UnreadableRelease) as error:
        raise CommandError(f"this release cannot be read: {error}") from None
