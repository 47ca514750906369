"""Input, refused with the field, the limit and the allowed values; unknown input is never ignored."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Mapping
from typing import IO, Any

import msgspec
from django.conf import settings
from django.http import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, ErrorDetail, ParseError
from rest_framework.parsers import BaseParser

Value = str | bool | int
LONGEST_NUMBER = 20
_WHOLE_NUMBER = re.compile(r"-?[0-9]+")


class Refusal(str):
    """An error code that says what would have been accepted. DRF hands codes on as they are."""

    limit: int | None
    allowed: tuple[Value, ...]

    def __new__(cls, *, limit: int | None = None, allowed: Iterable[Value] = ()) -> Refusal:
        code = super().__new__(cls, "refused")
        code.limit, code.allowed = limit, tuple(allowed)
        return code


def refused(
    message: str, *, field: str = "", limit: int | None = None, allowed: Iterable[Value] = ()
) -> serializers.ValidationError:
    """What is wrong, as a sentence, with the limit or the allowed values as data.

    A field of a serializer leaves `field` out: the serializer that holds it knows its name.
    """
    details = [ErrorDetail(message, code=Refusal(limit=limit, allowed=allowed))]
    return serializers.ValidationError({field: details} if field else details)


class BodyTooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = "The body is too large."


class JSONBody(BaseParser):
    """Strict JSON, read only where its stated length is acceptable; messages never repeat what was sent."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        request = (parser_context or {}).get("request")
        stated = int(request.META.get("CONTENT_LENGTH") or 0) if request else 0
        body = b"" if stated > most else stream.read(most + 1)
        if max(stated, len(body)) > most:
            raise BodyTooLarge(f"The body may have at most {most} bytes.")
        try:
            return _decoded(body.removeprefix(b"\xef\xbb\xbf"))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise ParseError(f"The body is not JSON: {_reason(error)}.") from None


def _decoded(body: bytes) -> Any:
    """Raises ParseError where an object repeats a key: decoders silently keep one value and drop the other,
    and a list would be answered without some of its medicines."""
    data = msgspec.json.decode(body)
    json.loads(body, object_pairs_hook=_each_once, parse_int=str, parse_float=str)
    return data


def _each_once(pairs: list[tuple[str, Any]]) -> None:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ParseError("The body gives a name twice in one object: give each once. Nothing was checked.")


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)


class StrictSerializer(serializers.Serializer):
    """Refuses unknown keys: with a misspelt one ignored, another question would be answered.

    `exactly_one`: keys of which one is given, and not two.
    """

    exactly_one: tuple[str, ...] = ()

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, Mapping):
            raise refused("This must be an object.")
        allowed = tuple(self.fields)
        for key in data:
            if key not in self.fields:
                raise refused(
                    f"Unknown name; allowed: {', '.join(allowed)}.", field=str(key)[:100], allowed=allowed
                )
        given = [key for key in self.exactly_one if key in data]
        if self.exactly_one and len(given) != 1:
            names = " or ".join(self.exactly_one)
            said = f"Give {names}, not both." if given else f"Give {names}."
            raise refused(said, field=given[-1] if given else self.exactly_one[0])
        return super().to_internal_value(data)


class Choice(serializers.ChoiceField):
    """A term of a closed vocabulary, as text."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or data not in self.choices:
            allowed = tuple(self.choices)
            raise refused(f"Use one of {', '.join(map(str, allowed))}.", allowed=allowed)
        return data


class AnyOf(serializers.ListField):
    """Several values of a closed vocabulary; a refusal names the filter, not the place in the list."""

    def __init__(self, choices: Iterable[str], **options: Any) -> None:
        super().__init__(child=Choice(choices=tuple(choices)), **options)

    def to_internal_value(self, data: list[Any]) -> list[str]:
        return [self.child.to_internal_value(value) for value in data]


class WholeNumber(serializers.IntegerField):
    """An integer within bounds, which the refusal names."""

    def to_internal_value(self, data: Any) -> int:
        digits = str(data)
        if not _WHOLE_NUMBER.fullmatch(digits):
            raise refused("This must be a whole number.")
        value = int(digits) if len(digits) < LONGEST_NUMBER else self.max_value + 1
        if value > self.max_value:
            raise refused(f"At most {self.max_value}.", limit=self.max_value)
        if value < self.min_value:
            raise refused(f"At least {self.min_value}.", limit=self.min_value)
        return value


@extend_schema_field(OpenApiTypes.DATE)
class ReleaseDay(serializers.CharField):
    """`as_of`, as far as a serializer needs it; what it means is decided where releases are chosen."""


class ReleaseQuery(StrictSerializer):
    as_of = ReleaseDay(
        required=False,
        help_text="Answer as the reference was at the end of this day (UTC), for example 2026-11-30.",
    )
    release = serializers.CharField(
        required=False, max_length=80, help_text="Answer from this release, for example 2026.11.1."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("as_of") and attrs.get("release"):
            raise refused("Give as_of or release, not both.", field="release")
        return attrs

    @classmethod
    def read(cls, parameters: QueryDict) -> dict[str, Any]:
        """The parameters of an address, checked. Raises ValidationError, for an empty value too: a program that
        meant to name a release would be answered from another."""
        if not parameters:
            return dict(cls._when_nothing_is_given())
        serializer = cls()
        given: dict[str, Any] = {}
        for name, values in parameters.lists():
            several = isinstance(serializer.fields.get(name), serializers.ListField)
            if len(values) > 1 and not several:
                raise refused("Given more than once.", field=name, limit=1)
            given[name] = values if several else values[0]
        return serializer.run_validation(given)

    @classmethod
    @functools.cache
    def _when_nothing_is_given(cls) -> dict[str, Any]:
        """Making a serializer costs more than most answers, and most addresses have no parameters."""
        return cls().run_validation({})
