"""Withdrawal is heard as it is told, and its treatment is no alarm."""

from __future__ import annotations

import pytest

from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications


@pytest.fixture
def screened(shipped):
    return lambda *lines, **answers: screen_medications(list(lines), PatientContext(**answers), shipped)


def kinds(report):
    return [box.kind for box in report.lead]


WITHDRAWAL = [
    "buprenorphine/naloxone 8-2 mg film",
    "clonidine 0.1 mg tid",
    "hydroxyzine 50 mg q6h prn",
    "ondansetron 4 mg ODT prn",
]


def test_the_medicines_of_withdrawal_treatment_are_no_alarm(screened):
    report = screened("7-OH 120 mg/day", *WITHDRAWAL)
    assert kinds(report) == ["withdrawal_treatment"]
    for line in report.lines[2:]:
        (found,) = line.findings
        assert found.severity < "major"
        assert "part of withdrawal treatment; check blood pressure, QTc, drowsiness" in found.action_phrase


@pytest.mark.parametrize(
    "line",
    [
        "ran out 2 days ago, kratom, sweating",
        "kratom, COWS 13",
        "start suboxone, kratom",
        "ran out of 7-OH yesterday",
        "went cold turkey off kratom 3 days ago",
        "dope sick after stopping kratom",
        "stopped kratom 3 days ago, sweating",
        "suboxone induction today",
    ],
)
def test_withdrawal_is_heard_as_it_is_told(screened, line):
    assert kinds(screened(line)) == ["withdrawal_treatment"]


def test_a_medicine_named_by_the_words_is_answered(screened):
    for line in ("suboxone induction today", "start suboxone, COWS 13"):
        assert [m.slug for m in screened(line).lines[0].medications] == ["buprenorphine", "naloxone"]


def test_who_is_in_withdrawal_is_not_told_to_reduce_kratom(screened):
    report = screened("stopped kratom 3 days ago", "sweating", "sertraline 50 mg")
    assert not [step for step in report.plan if step.text.startswith("Kratom down")]


def test_treatment_without_kratom_or_for_sleep_alone_is_no_withdrawal_treatment(screened):
    assert screened(*WITHDRAWAL).lead == ()
    assert screened("kratom tea", "methadone 80 mg", "hydroxyzine 25 mg qhs").lead == ()
