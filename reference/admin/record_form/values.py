"""One field's value as text in a form, and back. What cannot be read says what is allowed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from .fields import Scalar

YES, NO = "yes", "no"


class Unreadable(ValueError):
    """What was typed is not a value of the field. The message is for the editor."""


def shown(field: Scalar, value: Any) -> tuple[str, ...]:
    """A value as the form holds it: one text, or several where several may be chosen."""
    if field.kind == "choices":
        return tuple(value or ())
    if field.kind in ("lines", "answers"):
        return ("\n".join(_answer_word(item) for item in value or ()),)
    if field.kind == "flag":
        return (YES,) if value else ()
    if value is None:
        return ("",)
    if field.kind == "number":
        return (repr(float(value)).removesuffix(".0"),)
    return (_answer_word(value),)


def _answer_word(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return str(value)


def read(field: Scalar, typed: tuple[str, ...]) -> Any:
    """The value of what was typed; None where nothing was. Raises Unreadable."""
    if field.kind == "flag":
        return bool(typed)
    if field.kind == "choices":
        return [_allowed(field, item) for item in typed if item]
    text = typed[0].replace("\r\n", "\n").replace("\r", "\n").strip() if typed else ""
    if field.kind == "lines":
        return _lines(text)
    if field.kind == "answers":
        return [_answer(line) if line in (YES, NO) else line for line in _lines(text)]
    if text == "":
        return None
    return _one(field, text)


def _one(field: Scalar, text: str) -> Any:
    if field.kind == "choice":
        return _allowed(field, text)
    if field.kind == "answer":
        return _answer(text)
    if field.kind == "date":
        return _date(text)
    if field.kind in ("whole", "number"):
        return _number(text, whole=field.kind == "whole")
    return text


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _allowed(field: Scalar, text: str) -> str:
    values = [value for _, options in field.options for value, _ in options]
    if text not in values:
        raise Unreadable(f"“{text}” is not one of the values. Choose one of: {', '.join(values)}.")
    return text


def _answer(text: str) -> bool:
    if text not in (YES, NO):
        raise Unreadable("Answer yes or no, or leave it open.")
    return text == YES


def _date(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise Unreadable(f"“{text}” is not a date. Write year-month-day, for example 2026-11-22.") from None


def _number(text: str, *, whole: bool) -> int | float:
    example = "a whole number, for example 12" if whole else "a number with a point, for example 1.39"
    try:
        number = int(text) if whole else float(text)
    except ValueError:
        raise Unreadable(f"“{text}” is not a number. Write {example}.") from None
    if number != number or number in (float("inf"), float("-inf")):
        raise Unreadable(f"“{text}” is not a number. Write {example}.")
    return number
