"""Errors as RFC 9457 problem details that name the field, the limit and the allowed values.

Nothing that was typed is logged: an unexpected error is logged by its kind and place, without its message.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from rest_framework import exceptions

from reference.release.storage.codec import UnreadableRelease
from reference.release.storage.library import NoRelease, ReleaseBusy
from reference.release.storage.request import BadDate
from reference.release.storage.store import CorruptRelease, ReleaseNotFound

from .input import Refusal, Value, refused

logger = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
RETRY_SOON = {"Retry-After": "60"}  # a release may be published or restored at any moment
RETRY_AT_ONCE = {"Retry-After": "2"}  # old releases are opened one at a time


class FieldProblem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with one field: `medications[3]`, `context.product`; `body` for the whole."""

    field: str
    detail: str
    limit: int | None = None
    allowed: tuple[Value, ...] | None = None


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """RFC 9457. `type` is `about:blank`: the status says what kind of problem; `errors` names the fields."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    errors: tuple[FieldProblem, ...] = ()


def problem_response(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """DRF's exception handler. None (with DEBUG) lets Django show an unexpected error."""
    request = context.get("request")
    fields = tuple(_fields_of(error, as_of="as_of" in request.GET if request else False))
    status, detail, headers = _what_happened(error, fields)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        if settings.DEBUG:
            return None
        _log(error, context)
    return problem(status, detail, instance=request.path if request else "", errors=fields, headers=headers)


def no_answer(
    message: str, *, field: str, status: int, limit: int | None = None
) -> exceptions.ValidationError:
    """A question of the right form that nothing here answers: an unknown page, medicine or model input."""
    error = refused(message, field=field, limit=limit)
    error.status_code = status
    return error


def problem(
    status: int,
    detail: str,
    *,
    instance: str,
    errors: tuple[FieldProblem, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A finished response: a problem is JSON whichever renderer was negotiated."""
    body = Problem(
        title=HTTPStatus(status).phrase, status=status, detail=detail, instance=instance, errors=errors
    )
    return HttpResponse(msgspec.json.encode(body), content_type=MEDIA_TYPE, status=status, headers=headers)


def _what_happened(error: Exception, fields: tuple[FieldProblem, ...]) -> tuple[int, str, dict[str, str]]:
    match error:
        case BadDate():
            return 400, str(error), {}
        case exceptions.ValidationError():
            return error.status_code, "; ".join(f"{f.field}: {f.detail}" for f in fields[:5]), {}
        case exceptions.Throttled():
            wait = max(1, round(error.wait or 60))
            return (
                429,
                f"Too many requests from this address; try again in {wait} s.",
                {"Retry-After": str(wait)},
            )
        case exceptions.APIException():
            return error.status_code, str(error.detail), {}
        case ReleaseNotFound():
            return 404, "There is no such release.", {}
        case NoRelease() if fields:
            return 404, str(error), {}
        case NoRelease() | CorruptRelease() | UnreadableRelease() | ReleaseBusy():
            retry = RETRY_AT_ONCE if isinstance(error, ReleaseBusy) else RETRY_SOON
            return 503, f"No answer can be given: {error}.", retry
        case Http404():
            return 404, str(error) or "There is nothing at this address.", {}
        case PermissionDenied():
            return 403, "This is not allowed.", {}
    return (
        500,
        "Something went wrong here; nothing was checked. The error has been logged without what you sent.",
        {},
    )


def _fields_of(error: Exception, *, as_of: bool) -> Iterator[FieldProblem]:
    match error:
        case exceptions.ValidationError():
            yield from _flatten("", error.detail)
        case BadDate():
            yield FieldProblem(field="as_of", detail=str(error))
        case NoRelease() if as_of:
            yield FieldProblem(field="as_of", detail=str(error))


def _flatten(field: str, detail: Any) -> Iterator[FieldProblem]:
    """DRF's nested errors, each with the path to its field: numbers are places in a list."""
    if isinstance(detail, Mapping):
        for key, inner in detail.items():
            name = "" if key == "non_field_errors" else f"[{key}]" if isinstance(key, int) else f".{key}"
            yield from _flatten(f"{field}{name}".removeprefix("."), inner)
    elif isinstance(detail, list):
        for inner in detail:
            yield from _flatten(field, inner)
    else:
        code = getattr(detail, "code", None)
        refusal = code if isinstance(code, Refusal) else Refusal()
        yield FieldProblem(
            field=field or "body", detail=str(detail), limit=refusal.limit, allowed=refusal.allowed or None
        )


def _log(error: Exception, context: Mapping[str, Any]) -> None:
    view = type(context.get("view")).__name__
    place = "".join(traceback.format_tb(error.__traceback__))
    logger.error("api_failed view=%s error=%s\n%s", view, type(error).__name__, place)
