"""The lists of many patients in one table: one row per medicine, the rows of a patient in any order.

An unreadable table is refused as a whole. The error names row and column but never the cell's text, because
error messages end up in logs. A list that is too long is refused for that patient only.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from interactions.chart.splitting import split_lines
from interactions.screening.pasted_list import ListTooLarge, split_list
from interactions.screening.patient_answers import QUESTIONS, UnreadableAnswer, read_context
from interactions.screening.patient_context import PatientContext

PATIENT, MEDICATION = "patient", "medication"
COLUMNS = (PATIENT, MEDICATION, *QUESTIONS)


class UnreadableTable(ValueError):
    """The message names row and column as a spreadsheet counts them."""


class PatientList(NamedTuple):
    patient: str
    lines: tuple[str, ...]
    context: PatientContext
    refused: str | None  # why this list is not checked


class _Row(NamedTuple):
    number: int
    cells: dict[str, str]


def read_patient_lists(text: str) -> tuple[PatientList, ...]:
    """The patients in the order of their first row. Raises UnreadableTable."""
    rows: dict[str, list[_Row]] = {}
    for row in _rows(text):
        rows.setdefault(row.cells[PATIENT], []).append(row)
    if not rows:
        raise UnreadableTable("row 2: no patient; give one row per medicine below the names of the columns")
    return tuple(_patient_list(patient, of_patient) for patient, of_patient in rows.items())


def _patient_list(patient: str, rows: list[_Row]) -> PatientList:
    try:
        lines, refused = split_list("\n".join(row.cells[MEDICATION] for row in rows)), None
    except ListTooLarge as error:
        lines, refused = [], str(error)
    return PatientList(patient, tuple(lines), _context(rows), refused)


def _context(rows: list[_Row]) -> PatientContext:
    """The answers of all rows of a patient; two rows must not contradict each other."""
    written: dict[str, str] = {}
    for row in rows:
        for question in QUESTIONS:
            said = row.cells.get(question, "").lower()
            if said and written.setdefault(question, said) != said:
                raise _error(row.number, question, "another row of this patient answers differently")
    return read_context(written)


def _rows(text: str) -> Iterator[_Row]:
    """The rows below the header, each cell checked. Empty rows are skipped."""
    records = _records(text)
    _, first = next(records, (1, []))
    names = _names(first)
    for number, cells in records:
        if not any(cells):
            continue
        if len(cells) != len(names):
            raise UnreadableTable(f"row {number}: {len(cells)} cells under {len(names)} columns")
        row = _Row(number, dict(zip(names, cells, strict=True)))
        _look_at(row)
        yield row


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1):
            yield number, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise UnreadableTable(f"row {number + 1}: this is not CSV ({error})") from None


def _names(cells: list[str]) -> list[str]:
    names = [cell.lower() for cell in cells]
    for place, name in enumerate(names, start=1):
        if name not in COLUMNS:
            raise UnreadableTable(
                f"row 1, column {place}: the known columns, separated by commas, are {', '.join(COLUMNS)}"
            )
        if name in names[: place - 1]:
            raise _error(1, name, "appears twice")
    for needed in (PATIENT, MEDICATION):
        if needed not in names:
            raise _error(1, needed, "is missing")
    return names


def _look_at(row: _Row) -> None:
    if not row.cells[PATIENT]:
        raise _error(row.number, PATIENT, "is empty")
    if not split_lines(row.cells[MEDICATION], most=0):
        raise _error(row.number, MEDICATION, "is empty")
    try:
        read_context({question: row.cells.get(question, "") for question in QUESTIONS})
    except UnreadableAnswer as error:
        raise _error(row.number, error.question, str(error)) from None


def _error(row: int, column: str, problem: str) -> UnreadableTable:
    return UnreadableTable(f"row {row}, column {column}: {problem}")
