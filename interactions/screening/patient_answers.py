"""Answers about the patient as text: an option of a command, a cell of a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from reference.release.schema.days import read_day

from .patient_context import FACTORS, YES_NO, PatientContext

QUESTIONS = PatientContext.__struct_fields__
DAY = "YYYY-MM-DD"


class UnreadableAnswer(ValueError):
    """The message lists the allowed answers and never repeats what was written."""

    def __init__(self, question: str, allowed: str) -> None:
        super().__init__(f"write {allowed}; leave it empty if not known")
        self.question = question


def allowed_answers(question: str) -> tuple[str, ...]:
    """The allowed answers. An empty text means "not known"."""
    if question in YES_NO:
        return ("yes", "no")
    return tuple(str(value) for value in FACTORS.get(question, (DAY,)))


def read_context(written: Mapping[str, str]) -> PatientContext:
    """The answers by question. Raises UnreadableAnswer."""
    answers = {question: read_answer(question, text) for question, text in written.items()}
    return msgspec.convert(answers, PatientContext)


def read_answer(question: str, text: str) -> str | bool | dt.date | None:
    """An answer, or None for an empty text. Raises UnreadableAnswer."""
    said, allowed = text.strip().lower(), allowed_answers(question)
    if not said:
        return None
    if allowed == (DAY,):
        return _day(question, said)
    if said not in allowed:
        raise UnreadableAnswer(question, f"{', '.join(allowed[:-1])} or {allowed[-1]}")
    return said == "yes" if question in YES_NO else said


def _day(question: str, text: str) -> dt.date:
    try:
        return read_day(text)
    except ValueError:
        raise UnreadableAnswer(question, "a day as 2026-11-30") from None
