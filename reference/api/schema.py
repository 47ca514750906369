"""OpenAPI from the release's own structs: there is no second schema to keep in step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, get_args

import msgspec
from drf_spectacular.extensions import OpenApiSerializerExtension, OpenApiSerializerFieldExtension
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)

from reference.release.schema.vocabulary import Term

from .input import ReleaseQuery
from .problems import MEDIA_TYPE, Problem

V = TypeVar("V", bound=type)
REF = "#/components/schemas/{name}"


class StructExtension(OpenApiSerializerExtension):
    """Lets extend_schema(responses=SomeStruct) describe a msgspec struct."""

    target_class, match_subclasses = "msgspec.Struct", True

    @classmethod
    def _matches(cls, target: Any) -> bool:  # Page[Interaction] is an alias, not a class
        return super()._matches(getattr(target, "__origin__", target))

    def get_name(self, auto_schema: Any = None, direction: Any = None) -> str:
        """`Interaction`, and `InteractionPage` for Page[Interaction]."""
        names = [argument.__name__ for argument in get_args(self.target)]
        return "".join([*names, getattr(self.target, "__origin__", self.target).__name__])

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        (reference,), components = msgspec.json.schema_components([self.target], ref_template=REF)
        own = reference["$ref"].rsplit("/", 1)[1]
        for name, schema in components.items():
            if name != own:
                sent = _as_sent(_in_words(name, schema))
                component = ResolvedComponent(name, ResolvedComponent.SCHEMA, sent, name)
                auto_schema.registry.register_on_missing(component)
        return {**_as_sent(components[own]), "title": self.get_name()}


class StrictExtension(OpenApiSerializerExtension):
    """Says of a body what the server does: a name that it does not know is refused."""

    target_class, match_subclasses = "reference.api.input.StrictSerializer", True

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        described = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        closed = {**described, "additionalProperties": False}
        if either := self.target.exactly_one:
            closed["oneOf"] = [{"required": [name]} for name in either]
        return closed


class ChoiceExtension(OpenApiSerializerFieldExtension):
    """The words of a closed vocabulary alone: drf-spectacular would repeat each as its own label."""

    target_class = "reference.api.input.Choice"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        unknown = [None] if self.target.allow_null else []
        return {"type": "string", "enum": [*self.target.choices, *unknown]}


def _in_words(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A closed vocabulary with the label and the meaning of each term, as the pages print them."""
    vocabulary = {term.__name__: term for term in Term.__subclasses__()}.get(name)
    if vocabulary is None:
        return schema
    listed = [f"- `{term}`: {' · '.join(filter(None, [term.label, term.meaning]))}" for term in vocabulary]
    return {**schema, "description": "\n".join([schema.get("description", ""), *listed]).strip()}


def _as_sent(schema: dict[str, Any]) -> dict[str, Any]:
    """In an answer every key is present, whether or not it has a default where it is made."""
    schema = _closed(schema)
    if "properties" not in schema:
        return schema
    properties = {
        name: {key: value for key, value in described.items() if key != "default"}
        for name, described in schema["properties"].items()
    }
    return {**schema, "properties": properties, "required": list(properties)}


def _closed(schema: Any) -> Any:
    """An array whose items are described one by one has no others. Code generators fail where `items` is
    missing or false."""
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: _closed(part) for name, part in schema.items()}
    if "prefixItems" in closed:
        closed = {**closed, "items": {}, "maxItems": len(closed["prefixItems"])}
    return closed


def with_required_bodies(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A body is always needed, also where one of two fields may be left out: drf-spectacular would call it optional."""
    for operations in result["paths"].values():
        for operation in operations.values():
            if "requestBody" in operation:
                operation["requestBody"]["required"] = True
    return result


ANSWER_HEADERS = {
    "ETag": "Changes with the release, its withdrawal and the code; send it back as If-None-Match.",
    "Release-Version": "The release that the answer was read from.",
    "Release-Checksum": "SHA-256 of the sealed release.",
    "Release-Valid-Until": "The day after which a copy must not be relied on.",
    "Release-Review": "Entries reviewed by a clinician, entries in all, statements that need verification.",
}


PROBLEMS = {
    400: "A field was refused; `errors` names it.",
    404: "There is no such thing in this release; `errors` names the field, where one is at fault.",
    405: "Another method than those of this address; see Allow.",
    406: "No form that was asked for in Accept can be sent; JSON can.",
    429: "Too many requests; see Retry-After.",
    500: "Something went wrong here; nothing was checked.",
    503: "No release can be read; see Retry-After.",
}
PROBLEMS_OF_A_BODY = {
    413: "The body is too large.",
    415: "The body is not JSON.",
}


def described(
    operation_id: str,
    answer: Any,
    *,
    tag: str,
    summary: str,
    query: type[ReleaseQuery] = ReleaseQuery,
    body: Any = None,
    problems: Mapping[int, str] | None = None,
    example: Any = None,
) -> Callable[[V], V]:
    """Describe a view class: its answer, its parameters, its headers and its problems, `problems` besides the usual."""
    said = PROBLEMS | ({} if body is None else PROBLEMS_OF_A_BODY) | dict(problems or {})
    responses: dict[Any, Any] = {200: OpenApiResponse(answer, "With the release it was read from.")}
    if body is None:
        responses[304] = OpenApiResponse(description="Not changed since the ETag that was sent.")
    else:
        responses[408, "text/plain"] = OpenApiResponse(
            str, "The body did not arrive in time; nothing was read."
        )
    responses |= {(code, MEDIA_TYPE): OpenApiResponse(Problem, words) for code, words in sorted(said.items())}
    headers = [
        OpenApiParameter(name, str, OpenApiParameter.HEADER, description=words, response=[200])
        for name, words in ANSWER_HEADERS.items()
        if body is None or name != "ETag"
    ]
    operation = extend_schema(
        operation_id=operation_id,
        summary=summary,
        tags=[tag],
        parameters=[query, *headers],
        request=body,
        responses=responses,
        examples=[OpenApiExample("A list", example, request_only=True)] if example else None,
    )
    return extend_schema_view(**{"get" if body is None else "post": operation})
