"""One record by itself, as a file, a table and a revision hold it: its type, its name, its builtins, its digest."""

from __future__ import annotations

import functools
from typing import Any, get_args, get_type_hints

import msgspec

from reference.release.schema.release import Release
from reference.release.schema.vocabulary import Term

from .codec import checksum
from .formats import FORMAT_VERSION, lifted


@functools.cache
def record_type(collection: str) -> Any:
    """The struct that a collection of the release holds."""
    return get_args(get_type_hints(Release)[collection])[0]


def slug_of(record: Any) -> str:
    """The name that other records use for it. A rescue medicine is named by its medicine."""
    slug: str = getattr(record, "slug", None) or record.medication
    return slug


def to_builtins(record: Any) -> Any:
    """The record as JSON holds it, every field present: dates as text, tuples as lists."""
    return msgspec.json.decode(msgspec.json.encode(record))


def from_builtins(collection: str, builtins: Any, format_version: str = FORMAT_VERSION) -> Any:
    """A record from its builtins, lifted to today's format as a release is.

    Raises msgspec.ValidationError, UnknownFormat.
    """
    today = in_todays_format(collection, builtins, format_version)
    return msgspec.convert(today, record_type(collection))


def in_todays_format(collection: str, builtins: Any, format_version: str) -> Any:
    """A record's builtins, lifted as a release is. Raises UnknownFormat."""
    (today,) = lifted({collection: [builtins]}, format_version)[collection]
    return today


def without_review(record: Any) -> Any:
    """The record as its authors wrote it. A review is recorded on a revision and never written into a record by hand."""
    return (
        msgspec.structs.replace(record, review=None)
        if getattr(record, "review", None) is not None
        else record
    )


def without_defaults(value: Any) -> Any:
    """Builtins in the order of the fields, leaving out what says nothing: the shape of the content files."""
    if isinstance(value, msgspec.Struct):
        return {
            field.name: without_defaults(getattr(value, field.name))
            for field in _fields(type(value))
            if not _is_default(getattr(value, field.name), field)
        }
    if isinstance(value, tuple):
        return [without_defaults(item) for item in value]
    return value.value if isinstance(value, Term) else value


def record_digest(record: Any) -> str:
    """What the record says, without its review. A field that is added later with a default changes no digest."""
    return checksum(msgspec.json.encode(without_defaults(without_review(record)), order="sorted"))


@functools.cache
def _fields(struct: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(struct)


def _is_default(value: Any, field: msgspec.structs.FieldInfo) -> bool:
    return (
        field.default is not msgspec.NODEFAULT
        and type(value) is type(field.default)
        and value == field.default
    )
