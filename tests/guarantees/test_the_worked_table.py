"""The worked table of docs/methods/screening.md is tested as printed: typed list, patient, and answer.

The document explains the notation. Every word of an outcome is checked; an unknown word fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.conf import settings

from interactions.screening.pasted_list import MAX_LINES
from interactions.screening.patient_context import FACTORS, YES_NO, PatientContext
from interactions.screening.screen import CodedInput, screen_medications
from interactions.screening.screening_report import FindingReport, LineReport, ScreeningReport
from reference.release.names.index import ATC, RXNORM, UNII
from reference.release.schema.terms import RouteClass, Severity

HEADING = "## The worked table"
NEXT_LINE, EACH = " ⏎ ", " × "
SYSTEMS = {"RxCUI": RXNORM, "ATC": ATC, "UNII": UNII}
REASONS = {
    "not reviewed": "not_reviewed",
    "searched": "searched_nothing_found",
    "outside what was studied": "outside_studied_domain",
    "no candidate": "no_candidate",
}


class Row(NamedTuple):
    typed: tuple[str, ...]
    context: str
    outcomes: tuple[str, ...]
    list_says: tuple[str, ...]  # "stack: cns-depression", "two steps: …", "at stake: …", "context: alcohol"


def rows() -> Iterator[Row]:
    document = (settings.BASE_DIR / "docs/methods/screening.md").read_text(encoding="utf-8")
    section = document.split(HEADING, 1)[1].split("\n## ", 1)[0]
    for line in section.splitlines():
        if line.startswith("| `"):
            typed, context, outcome, _ = (cell.strip() for cell in line.strip("|").split(" | "))
            said, *of_the_list = outcome.split(" ⇒ ")
            lines = tuple(_many(typed))
            assert all(re.fullmatch(r"`[^`]+`", text) for text in lines), line
            yield Row(tuple(text[1:-1] for text in lines), context, tuple(_many(said)), tuple(of_the_list))


def _many(cell: str) -> Iterator[str]:
    for part in cell.split(NEXT_LINE.strip()):
        text, _, times = part.strip().partition(EACH)
        yield from [text] * int(times or 1)


def context_of(words: str) -> PatientContext:
    """`alcohol, extract, daily`: answers "yes", or a value of product or use."""
    answers: dict[str, Any] = {}
    for word in filter(None, words.split(", ")):
        factor = next((name for name in ("product", "use") if word in FACTORS[name]), word)
        assert factor != word or word in YES_NO, word
        answers[factor] = True if factor == word else word
    return PatientContext(**answers)


def sent(text: str) -> str | CodedInput:
    system, _, code = text.partition(" ")
    return CodedInput(SYSTEMS[system], code) if system in SYSTEMS else text


TABLE = list(rows())


@pytest.mark.parametrize(
    "row", TABLE, ids=lambda row: f"{row.typed[0]}, {len(row.typed)} lines {row.context}"
)
def test_the_row_is_answered_as_it_is_printed(shipped, row):
    report = screen_medications([sent(text) for text in row.typed], context_of(row.context), shipped)
    assert len(report.lines) == len(row.outcomes)
    answered = zip(row.typed, row.outcomes, report.lines, strict=True)
    assert [f"{text}: {said}" for text, said, line in answered if not says(said, line)] == []
    assert sorted(words for words in row.list_says if not words.startswith("context: ")) == list_says(report)
    for words in row.list_says:
        if words.startswith("context: "):
            expected = context_of(words.removeprefix("context: ")).answers()
            assert expected.items() <= report.context.answers().items()


def test_the_table_holds_lists_of_eighteen_and_of_a_hundred():
    assert {1, 18, MAX_LINES} <= {len(row.typed) for row in TABLE}


def says(words: str, line: LineReport) -> bool:
    """One outcome: `finding: midazolam major avoid (parenteral, without CYP3A)`."""
    said, _, marks = words.partition(" (")
    kind, _, rest = said.partition(": ")
    named = [part.split() for part in re.split(r", | \+ ", rest) if part]
    as_said = {
        "finding": lambda: line.outcome == "finding" and _found(named, line.findings),
        "class": lambda: line.outcome == "finding" and _found(named, line.findings, kind="drug_class"),
        "asks": lambda: line.outcome == "ambiguous" and _offered(named, line),
        "kratom": lambda: line.outcome == "precipitant" and _kratom(named, line),
        "not assessed": lambda: line.outcome == "not_assessed" and not line.findings,
        "rescue": lambda: line.outcome == "rescue" and not line.findings,
        "no medicine": lambda: (line.outcome, line.reason) == ("unrecognised", "not_a_medicine"),
        "unknown": lambda: (line.outcome, line.reason) == ("unrecognised", "no_candidate"),
    }
    return as_said[kind]() and all(_marked(mark, line) for mark in marks.rstrip(")").split(", ") if mark)


def _found(named: list[list[str]], findings: tuple[FindingReport, ...], **more: str) -> bool:
    """Slug, severity, what to do about the medicine and, where printed, about kratom: exactly these findings."""
    got = [
        [f.medication, f.severity, f.medicine_action, f.kratom_action][: len(n)]
        for n, f in zip(named, findings, strict=False)
    ]
    return (
        got == named
        and len(named) == len(findings)
        and all(getattr(f, k) == v for f in findings for k, v in more.items())
    )


def _offered(named: list[list[str]], line: LineReport) -> bool:
    """Each candidate has the severity it would lead to, the worst is named first, and none is chosen."""
    offered = {c.slug: c.severity for c in line.candidates}
    expected = {slug: rest[0] if rest else None for slug, *rest in named}
    worst = next(c.name for c in line.candidates if c.slug == named[0][0])
    first = line.message.removeprefix("Do you mean ")
    return expected.items() <= offered.items() and first.startswith(worst) and not line.medications


def _kratom(named: list[list[str]], line: LineReport) -> bool:
    (product,), *others = named
    return line.product == product and _found(others, line.findings)


def _marked(mark: str, line: LineReport) -> bool:
    if mark == "stopped":
        return line.line_status == "stopped"
    if mark in list(RouteClass):
        return line.route_class == mark
    if mark in REASONS:
        return line.reason == REASONS[mark]
    sign, _, what = mark.partition(" ")
    assert sign in ("with", "without"), mark
    rows = {name for f in line.findings for m in f.mechanisms for name in (m.enzyme, m.mechanism)}
    return (what in rows) == (sign == "with")


def list_says(report: ScreeningReport) -> list[str]:
    """Alerts about the list as a whole: exactly those that are printed."""
    told = [f"stack: {stack.rule}" for stack in report.stacked]
    told += [f"two steps: {rule.rule}" for rule in report.two_step]
    told += [f"at stake: {rule.rule}" for rule in report.therapy_at_stake]
    return sorted(told)


def test_every_severity_is_in_the_table():
    printed = " ".join(outcome for row in TABLE for outcome in row.outcomes)
    assert {s for s in Severity if s != "none"} <= set(re.findall(r"[a-z]+", printed))


def test_every_rule_about_the_whole_list_is_in_the_table(shipped):
    printed = {words for row in TABLE for words in row.list_says if not words.startswith("context: ")}
    kinds = {"two_step": "two steps", "therapy_at_stake": "at stake"}
    rules = {f"{kinds[rule.kind]}: {rule.slug}" for rule in shipped.list_rules}
    rules |= {f"stack: {rule.slug}" for rule in shipped.stacking_rules}
    assert rules - printed == set()
