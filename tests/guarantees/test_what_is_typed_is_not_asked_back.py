"""A condition or an age that is typed answers its question, unless it is denied, past, of the family, or a reason."""

from __future__ import annotations

import pytest

from interactions.screening.patient_context import PatientContext
from interactions.screening.screen import screen_medications


@pytest.fixture
def screened(shipped):
    return lambda *lines, **answers: screen_medications(list(lines), PatientContext(**answers), shipped)


CONDITIONS = [
    ("seizure disorder", "seizure_disorder"),
    ("epilepsy", "seizure_disorder"),
    ("cirrhosis", "liver_disease"),
    ("HCV", "liver_disease"),
    ("CKD stage 4", "kidney_disease"),
    ("eGFR 24", "kidney_disease"),
    ("COPD", "breathing_disease"),
    ("OSA on CPAP", "breathing_disease"),
    ("sleep apnea", "breathing_disease"),
    ("long QT", "long_qt"),
    ("QTc 512", "long_qt"),
    ("74F", "older_adult"),
]


@pytest.mark.parametrize(("typed", "factor"), CONDITIONS)
def test_a_condition_that_is_typed_answers_its_question(screened, typed, factor):
    report = screened(typed, "bupropion 150 mg", "acetaminophen 500 mg", "kratom")
    assert getattr(report.context, factor) is True
    assert factor not in {question.factor for question in report.ask_me}


@pytest.mark.parametrize(
    "line",
    [
        "no COPD",
        "denies epilepsy",
        "family hx of epilepsy",
        "FH cirrhosis",
        "mother has epilepsy",
        "h/o liver disease",
        "albuterol for COPD",
        "levetiracetam 500 mg seizure disorder",
        "eGFR 88",
        "QTc 430",
        "hep B vaccine",
        "sleep apnea ruled out",
    ],
)
def test_a_condition_that_is_denied_past_or_a_reason_answers_nothing(screened, line):
    asked = screened(line).context
    assert not [factor for _, factor in CONDITIONS if getattr(asked, factor)]


def test_an_age_never_hides_the_medicine(screened):
    assert [m.slug for m in screened("74F warfarin 5 mg").lines[0].medications] == ["warfarin"]
