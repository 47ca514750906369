"""What a drug screen found is no treatment; the names in it are named and asked, never screened."""

from __future__ import annotations

import pytest

from interactions.chart.line import read_chart_line
from interactions.chart.noise import DRUG_SCREEN
from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications


@pytest.mark.parametrize(
    "typed",
    [
        "UDS positive for methadone", "UDS: + benzodiazepines, + oxycodone", "Urine tox + fentanyl",
        "urine drug screen positive for fentanyl", "drug screen negative for opiates",
    ],
)  # fmt: skip
def test_a_result_is_no_medicine(typed):
    assert read_chart_line(typed).not_a_medicine == DRUG_SCREEN


@pytest.mark.parametrize("typed", ["methadone 80 mg", "urine is dark on tramadol", "UDS", "Tox Away tablets"])
def test_what_says_no_result_is_read_as_before(typed):
    assert read_chart_line(typed).not_a_medicine != DRUG_SCREEN


def test_what_was_found_is_named_and_not_screened(shipped):
    report = screen_medications(["UDS positive for methadone"], PatientContext(), shipped)
    (line,) = report.lines
    assert (line.findings, line.not_checked) == ((), ("methadone",))
    assert report.therapy_at_stake == ()
