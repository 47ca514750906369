"""Answers about the patient read from text."""

from __future__ import annotations

import datetime as dt

import pytest

from interactions.screening.patient_answers import (
    QUESTIONS,
    UnreadableAnswer,
    allowed_answers,
    read_answer,
    read_context,
)
from interactions.screening.patient_context import FACTORS, PatientContext


def test_every_answer_that_a_rating_may_depend_on_can_be_written():
    for question in set(QUESTIONS) & set(FACTORS):
        written = [read_answer(question, text) for text in allowed_answers(question)]
        assert written == list(FACTORS[question])


def test_an_empty_answer_means_not_known():
    assert read_context(dict.fromkeys(QUESTIONS, " ")) == PatientContext()


def test_a_day_is_read_as_iso_writes_it():
    assert read_answer("last_use", "2026-11-20") == dt.date(2026, 11, 20)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_refused_answer_is_not_repeated(question):
    with pytest.raises(UnreadableAnswer) as refused:
        read_answer(question, "Smithson")
    assert "smithson" not in str(refused.value).lower()
