"""Whole lists as they are pasted: which medicines are current, which stopped, which kratom, and how much stays open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from interactions.screening.pasted_list import split_list
from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications
from interactions.screening.screening_report import LineReport, ScreeningReport

INACTIVE = "naloxone"  # of Suboxone: named on its line, never a medicine of its own there


class Pasted(NamedTuple):
    kind: str
    text: str
    wanted: dict[str, list[str]]


def pasted_lists() -> Iterator[Pasted]:
    kind = ""
    for row in (Path(__file__).parent / "pasted_lists.txt").read_text(encoding="utf-8").splitlines():
        if row.startswith("## "):
            kind = row[3:]
        elif row and not row.startswith("#"):
            typed, said = row.rsplit(" => ", 1)
            fields = (field.split(": ", 1) for field in said.split(" | "))
            yield Pasted(
                kind, typed.replace(" ⏎ ", "\n"), {name: value.split(", ") for name, value in fields}
            )


def slugs(line: LineReport) -> set[str]:
    return {m.slug for m in line.medications} | {f.medication for f in line.findings}


def is_open(line: LineReport) -> bool:
    unknown = line.outcome == "unrecognised" and line.reason != "not_a_medicine"
    return unknown or line.outcome == "ambiguous" or bool(line.not_checked)


def differences(wanted: dict[str, list[str]], report: ScreeningReport) -> Iterator[str]:
    of_status: dict[str, set[str]] = {"current": set(), "stopped": set()}
    for line in report.lines:
        of_status[line.line_status] |= slugs(line)
    now, stopped, named = (set(wanted.get(name, [])) for name in ("now", "stopped", "named"))
    yield from (f"not current: {slug}" for slug in sorted(now - of_status["current"]))
    yield from (
        f"not stopped: {slug}" for slug in sorted(stopped - (of_status["stopped"] - of_status["current"]))
    )
    said = {name for line in report.lines for name in (*line.not_checked, *(c.slug for c in line.candidates))}
    yield from (f"not named: {slug}" for slug in sorted(named - said - of_status["current"]))
    if named:
        return
    parts = {part for slug in now for part in slug.split("-")} | {INACTIVE}
    if now:
        yield from (f"current too: {slug}" for slug in sorted(of_status["current"] - now - parts))
    if sum(map(is_open, report.lines)) > int(wanted.get("asks", ["0"])[0]):
        yield f"asks: {[line.input for line in report.lines if is_open(line)]}"


def about_kratom(wanted: dict[str, list[str]], report: ScreeningReport) -> Iterator[str]:
    if "kratom" in wanted:
        product, *use = wanted["kratom"][0].split()
        if (report.context.product or "none") != product:
            yield f"product: {report.context.product}"
        if use and report.context.use != use[0]:
            yield f"use: {report.context.use}"


LISTS = list(pasted_lists())


@pytest.mark.parametrize("kind", sorted({pasted.kind for pasted in LISTS}))
def test_each_pasted_list_is_read_as_its_writer_meant_it(shipped, kind):
    wrong = {}
    for pasted in LISTS:
        if pasted.kind == kind:
            report = screen_medications(split_list(pasted.text), PatientContext(), shipped)
            if found := [*differences(pasted.wanted, report), *about_kratom(pasted.wanted, report)]:
                wrong[pasted.text] = found
    assert wrong == {}
