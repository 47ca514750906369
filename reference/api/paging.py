"""Lists in pages: how many there are in all, and where the next page is."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, Generic, TypeVar

import msgspec
from django.conf import settings
from rest_framework.request import Request

from reference.release.storage.library import LoadedRelease
from reference.release.storage.provenance import ReleaseStamp, ReviewCount

from .envelope import SCOPE
from .input import ReleaseQuery, WholeNumber
from .problems import no_answer

T = TypeVar("T")
USUAL_LIMIT, LARGEST_LIMIT, LARGEST_PAGE = 20, 100, 1_000_000


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """Part of a list. `count` is of the whole; `next` is the address of the next part, null on the last."""

    release: ReleaseStamp
    review: ReviewCount
    scope: str
    count: int
    results: tuple[T, ...]
    next: str | None = None
    note: str | None = None  # what an empty or short list does not mean
    under_correction: dict[str, str] = {}  # by slug: records on this page that were recalled


class PageQuery(ReleaseQuery):
    page = WholeNumber(min_value=1, max_value=LARGEST_PAGE, default=1, help_text="Which page, from 1.")
    limit = WholeNumber(
        min_value=1, max_value=LARGEST_LIMIT, default=USUAL_LIMIT, help_text="Records on a page."
    )


def page_of(
    items: Sequence[Any],
    query: dict[str, int],
    request: Request,
    loaded: LoadedRelease,
    *,
    show: Callable[[Any], Any] = lambda item: item,
    note: str | None = None,
    collection: str = "",
) -> Page[Any]:
    """The page that was asked for; `show` makes its results. One beyond the last is not found: it would look
    like an empty list. `collection`: the one that its records lie in."""
    number, limit = query["page"], query["limit"]
    last = max(1, math.ceil(len(items) / limit))
    if number > last:
        last_page = f"The last page is {last}, with {limit} on a page."
        raise no_answer(last_page, field="page", limit=last, status=HTTPStatus.NOT_FOUND)
    shown = items[(number - 1) * limit : number * limit]
    return Page(
        release=loaded.stamp,
        review=loaded.review,
        scope=SCOPE,
        count=len(items),
        results=tuple(show(item) for item in shown),
        next=_address_of(number + 1, request) if number < last else None,
        note=note,
        under_correction=_recalled(shown, collection, loaded),
    )


def _recalled(records: Sequence[Any], collection: str, loaded: LoadedRelease) -> dict[str, str]:
    if not collection:
        return {}
    warnings = ((record.slug, loaded.warning_of(collection, record.slug)) for record in records)
    return {slug: warning for slug, warning in warnings if warning}


def _address_of(number: int, request: Request) -> str:
    parameters = request.query_params.copy()
    parameters["page"] = str(number)
    return f"{settings.SITE_URL}{request.path}?{parameters.urlencode()}"
