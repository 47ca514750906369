"""What each field of a release struct asks for, read from the struct itself: a new field needs no form code."""

from __future__ import annotations

import datetime as dt
import types
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

import msgspec

from reference.release.schema.vocabulary import values_of

from .labels import FORM_WORDS, PROSE, REFERENCES, Groups, field_label, item_label, value_label

Kind = Literal[
    "choice", "choices", "flag", "answer", "date", "whole", "number", "line", "prose", "lines", "answers"
]
NEVER_ASKED = frozenset(["review"])
"""A clinician's sign-off is recorded on the revision, never typed into a record."""

KIND_OF: dict[Any, Kind] = {bool: "flag", dt.date: "date", int: "whole", float: "number"}


@dataclass(frozen=True)
class Scalar:
    """A field with one widget. `required`: the record is invalid without it."""

    name: str
    label: str
    hint: str
    kind: Kind
    required: bool
    options: Groups = ()
    suggestions: tuple[str, ...] = ()
    reference: str | None = None
    starts_as: Any = None
    computed: bool = False


@dataclass(frozen=True)
class Part:
    """A struct inside a struct. `optional`: it may be absent as a whole."""

    name: str
    label: str
    hint: str
    shape: Shape
    optional: bool


@dataclass(frozen=True)
class Group:
    """Any number of structs, in an order that counts."""

    name: str
    label: str
    hint: str
    shape: Shape
    item_label: str


Field = Scalar | Part | Group


@dataclass(frozen=True)
class Shape:
    """The fields of one struct, in the order in which they are asked."""

    struct: type[msgspec.Struct]
    fields: tuple[Field, ...]

    @property
    def name(self) -> str:
        return str(self.struct.__name__)

    @property
    def has_required(self) -> bool:
        """Whether an item left blank would be invalid, so that dropping it loses nothing."""
        return any(isinstance(field, Scalar) and field.required for field in self.fields)

    @property
    def is_short(self) -> bool:
        """Few one-line fields: an item fits on one line."""
        return len(self.fields) <= 4 and all(
            isinstance(field, Scalar) and field.kind not in ("prose", "lines", "answers", "choices")
            for field in self.fields
        )


def references_of(shape: Shape) -> set[str]:
    """The collections that a record of this shape names entries of, at any depth."""
    found = {field.reference for field in shape.fields if isinstance(field, Scalar) and field.reference}
    return found.union(
        *(references_of(field.shape) for field in shape.fields if isinstance(field, Part | Group))
    )


class Hint(NamedTuple):
    """A type annotation without its None and its tuple."""

    inner: Any
    optional: bool
    many: bool


@cache
def shape_of(struct: type[msgspec.Struct]) -> Shape:
    infos = {info.name: info for info in msgspec.structs.fields(struct) if info.name not in NEVER_ASKED}
    first = [name for name in FORM_WORDS.order.get(struct.__name__, ()) if name in infos]
    order = first + [name for name in infos if name not in first]
    return Shape(struct, tuple(_field(struct.__name__, infos[name]) for name in order))


def _field(struct: str, info: msgspec.structs.FieldInfo) -> Field:
    hint = _unwrapped(info.type)
    label = field_label(info.name, struct)
    help_text = FORM_WORDS.hints.get(f"{struct}.{info.name}") or FORM_WORDS.hints.get(info.name, "")
    if _is_struct(hint.inner):
        if hint.many:
            return Group(info.name, label, help_text, shape_of(hint.inner), item_label(info.name))
        return Part(info.name, label, help_text, shape_of(hint.inner), hint.optional)
    options = FORM_WORDS.choices.get((struct, info.name)) or _options(hint)
    return Scalar(
        name=info.name,
        label=label,
        hint=help_text,
        kind=_kind(info.name, hint, bool(options)),
        required=info.required and not hint.optional and not hint.many,
        options=options,
        suggestions=FORM_WORDS.suggestions.get((struct, info.name), ()),
        reference=REFERENCES.get(f"{struct}.{info.name}", REFERENCES.get(info.name)),
        starts_as=None if info.required else info.default if info.default is not msgspec.NODEFAULT else (),
        computed=(struct, info.name) in FORM_WORDS.computed,
    )


def _unwrapped(annotation: Any) -> Hint:
    inner, optional, many = annotation, False, False
    if get_origin(inner) in (Union, types.UnionType) and type(None) in get_args(inner):
        rest = tuple(argument for argument in get_args(inner) if argument is not type(None))
        inner, optional = (rest[0] if len(rest) == 1 else Union[rest]), True  # noqa: UP007 - built at run time
    if get_origin(inner) is tuple:
        inner, many = get_args(inner)[0], True
    return Hint(inner, optional, many)


def _is_struct(inner: Any) -> bool:
    return isinstance(inner, type) and issubclass(inner, msgspec.Struct)


def _options(hint: Hint) -> Groups:
    values = values_of(hint.inner)
    return (("", tuple((value, value_label(hint.inner, value)) for value in values)),) if values else ()


def _kind(name: str, hint: Hint, closed: bool) -> Kind:
    if hint.many:
        if closed:
            return "choices"
        return "lines" if hint.inner is str else "answers"
    if closed:
        return "choice"
    if hint.inner is bool and hint.optional:
        return "answer"
    if hint.inner in KIND_OF:
        return KIND_OF[hint.inner]
    return "prose" if name in PROSE else "line"
