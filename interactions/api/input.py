"""The input of a screen: chart lines or codes, and what is known about the patient."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from interactions.screening.medication_list import CodedInput
from interactions.screening.pasted_list import MAX_LENGTH, MAX_LINES, MAX_TEXT, ListTooLarge, split_list
from interactions.screening.patient_context import FACTORS, YES_NO, PatientContext
from reference.api.input import AnyOf, Choice, StrictSerializer, refused
from reference.api.paging import PageQuery
from reference.release.schema.days import read_day
from reference.release.schema.terms import EvidenceLevel, Mechanism, Severity

LONGEST_SYSTEM, LONGEST_CODE = 200, 100
NOT_EMPTY = r"[^\s\x1c-\x1f]"  # more than white space, as Python understands it
NO_NULL = r"^[^\x00]*[^\s\x00\x1c-\x1f][^\x00]*$"  # the same, and no null character
KNOWN_SYSTEMS = "RxNorm, ATC and UNII are known"

LINE_SCHEMA: dict[str, Any] = {
    "oneOf": [
        {
            "type": "string",
            "maxLength": MAX_LENGTH,
            "pattern": NOT_EMPTY,
            "description": "A line as a chart writes it.",
        },
        {
            "type": "object",
            "description": f"A code. {KNOWN_SYSTEMS}.",
            "properties": {
                "system": {"type": "string", "maxLength": LONGEST_SYSTEM, "pattern": NOT_EMPTY},
                "code": {"type": "string", "maxLength": LONGEST_CODE, "pattern": NOT_EMPTY},
            },
            "required": ["system", "code"],
            "additionalProperties": False,
        },
    ]
}


@extend_schema_field(LINE_SCHEMA)
class Line(serializers.Field):
    """One medication: a text, or a code in its system."""

    def to_internal_value(self, data: Any) -> str | CodedInput:
        if isinstance(data, str):
            return _text(data, MAX_LENGTH)
        if isinstance(data, Mapping):
            return CodedInput(**Code().run_validation(data))
        raise refused('This must be a text or {"system": …, "code": …}.')


@extend_schema_field(OpenApiTypes.STR)
class ShortText(serializers.Field):
    """A text that is neither empty nor longer than `longest`; a number is not a text."""

    def __init__(self, *, longest: int, **options: Any) -> None:
        super().__init__(**options)
        self.longest = longest

    def to_internal_value(self, data: Any) -> str:
        return _text(data, self.longest)


class Code(StrictSerializer):
    system = ShortText(longest=LONGEST_SYSTEM)
    code = ShortText(longest=LONGEST_CODE)


def _text(data: Any, longest: int) -> str:
    if not isinstance(data, str):
        raise refused("This must be a text.")
    if not data.strip():
        raise refused("This must not be empty.")
    if len(data) > longest:
        raise refused(f"At most {longest} characters.", limit=longest)
    return data


class Lines(serializers.ListField):
    """One to MAX_LINES lines; their number is checked before any of them is read."""

    child = Line()

    def to_internal_value(self, data: Any) -> list[str | CodedInput]:
        if not isinstance(data, list):
            raise refused(f"This must be a list of 1 to {MAX_LINES} lines.", limit=MAX_LINES)
        if not data:
            raise refused(f"Give at least one line, at most {MAX_LINES}.", limit=MAX_LINES)
        if len(data) > MAX_LINES:
            raise refused(f"At most {MAX_LINES} lines.", limit=MAX_LINES)
        lines: list[str | CodedInput] = super().to_internal_value(data)
        return lines


PASTED_SCHEMA: dict[str, Any] = {
    "type": "string",
    "maxLength": MAX_TEXT,
    "pattern": NOT_EMPTY,
    "description": f"A list as it was pasted, instead of `medications`. It is parted into lines, at most {MAX_LINES}.",
}


@extend_schema_field(PASTED_SCHEMA)
class Pasted(serializers.Field):
    """A pasted list, parted into its lines as the page does it."""

    def to_internal_value(self, data: Any) -> list[str]:
        try:
            return split_list(_text(data, MAX_TEXT))
        except ListTooLarge as error:
            raise refused(str(error), limit=MAX_LINES) from None


@extend_schema_field(OpenApiTypes.BOOL)
class YesNo(serializers.Field):
    """true or false; texts and numbers are refused, because reading them would be a guess."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            raise refused("Use true or false; leave it out if not known.", allowed=(True, False))
        return data


@extend_schema_field(OpenApiTypes.DATE)
class Day(serializers.Field):
    """An ISO date."""

    def to_internal_value(self, data: Any) -> dt.date:
        try:
            return read_day(data)
        except (TypeError, ValueError):
            raise refused("Write a day as 2026-11-30.") from None


def _factor_field(name: str) -> serializers.Field:
    if name in YES_NO:
        return YesNo(required=False, allow_null=True)
    if name in FACTORS:
        return Choice(choices=FACTORS[name], required=False, allow_null=True)
    return Day(required=False, allow_null=True)


class ContextInput(StrictSerializer):
    """What is known about the patient. Absent or null means not known, which never lowers a rating."""

    def get_fields(self) -> dict[str, serializers.Field]:
        return {name: _factor_field(name) for name in PatientContext.__struct_fields__}


class ScreenInput(StrictSerializer):
    """A list as lines and codes, or as one pasted text. Read, it has `lines` and `context`."""

    exactly_one = ("medications", "text")
    medications = Lines(required=False, min_length=1, max_length=MAX_LINES)
    text = Pasted(required=False)
    context = ContextInput(required=False)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        values = super().to_internal_value(data)
        lines = values["text"] if "text" in values else values["medications"]
        return {"lines": lines, "context": PatientContext(**values.get("context", {}))}


class MedicationQuery(PageQuery):
    q = serializers.RegexField(
        NO_NULL,
        required=False,
        max_length=MAX_LENGTH,
        help_text="A name as typed: the exact hit first, then candidates.",
    )


class InteractionQuery(PageQuery):
    """All filters must match the same row of an entry. A filter given several times matches any of its values."""

    medication = serializers.RegexField(
        NO_NULL,
        required=False,
        max_length=200,
        help_text="Slug of a medication or combination product: entries that apply to it.",
    )
    severity = AnyOf(tuple(Severity), required=False)
    mechanism = AnyOf(tuple(Mechanism), required=False)
    evidence = AnyOf(tuple(EvidenceLevel), required=False)
