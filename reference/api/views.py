"""Every collection of the release as a list and by slug; the releases themselves; the documentation."""

from __future__ import annotations

import functools
from typing import Any, ClassVar

import msgspec
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from reference.release.schema.kratom import Alkaloid, Claim, Population, PracticeNote, Risk, Source
from reference.release.storage.codec import checksum
from reference.release.storage.library import LoadedRelease, NoRelease, current_release
from reference.release.storage.request import holds

from .envelope import Answer, answer
from .paging import Page, PageQuery, page_of
from .release_view import LookUp, PublicView
from .schema import described


class RecordList(LookUp):
    """A collection of the release, in the order in which it was sealed."""

    query_class = PageQuery
    collection: ClassVar[str]

    def answer(self, loaded: LoadedRelease, query: dict[str, Any]) -> Page[Any]:
        records = getattr(loaded.release, self.collection)
        return page_of(records, query, self.request, loaded, collection=self.collection)


class RecordDetail(LookUp):
    """One record by its slug."""

    collection: ClassVar[str]

    def answer(self, loaded: LoadedRelease, query: dict[str, Any], slug: str) -> Answer[Any]:
        record = record_of(loaded, self.collection, slug)
        return answer(loaded, record, loaded.warning_of(self.collection, slug))


def record_of(loaded: LoadedRelease, collection: str, slug: str) -> Any:
    """Raises Http404 naming the release, since another may hold what this one does not."""
    record = loaded.by_slug(collection).get(slug)
    if record is None:
        kind = collection.replace("_", " ")
        raise Http404(f"There is nothing of this name among the {kind} of release {loaded.manifest.version}.")
    return record


@described("list_alkaloids", Page[Alkaloid], tag="kratom", summary="Alkaloids of kratom", query=PageQuery)
class AlkaloidList(RecordList):
    collection = "alkaloids"


@described("read_alkaloid", Answer[Alkaloid], tag="kratom", summary="One alkaloid, with its parameters")
class AlkaloidDetail(RecordDetail):
    collection = "alkaloids"


@described("list_risks", Page[Risk], tag="kratom", summary="Risks of kratom", query=PageQuery)
class RiskList(RecordList):
    collection = "risks"


@described("read_risk", Answer[Risk], tag="kratom", summary="One risk, with causality and evidence")
class RiskDetail(RecordDetail):
    collection = "risks"


@described(
    "list_claims", Page[Claim], tag="kratom", summary="Claims about kratom, appraised", query=PageQuery
)
class ClaimList(RecordList):
    collection = "claims"


@described(
    "read_claim", Answer[Claim], tag="kratom", summary="One claim: benefit verdict first, then mechanism"
)
class ClaimDetail(RecordDetail):
    collection = "claims"


@described(
    "list_populations",
    Page[Population],
    tag="kratom",
    summary="Populations at particular risk",
    query=PageQuery,
)
class PopulationList(RecordList):
    collection = "populations"


@described("read_population", Answer[Population], tag="kratom", summary="One population")
class PopulationDetail(RecordDetail):
    collection = "populations"


@described(
    "list_practice_notes", Page[PracticeNote], tag="practice", summary="Practice notes", query=PageQuery
)
class PracticeNoteList(RecordList):
    collection = "practice_notes"


@described("read_practice_note", Answer[PracticeNote], tag="practice", summary="One practice note")
class PracticeNoteDetail(RecordDetail):
    collection = "practice_notes"


@described("list_sources", Page[Source], tag="sources", summary="The bibliography", query=PageQuery)
class SourceList(RecordList):
    collection = "sources"


@described("read_source", Answer[Source], tag="sources", summary="One source")
class SourceDetail(RecordDetail):
    collection = "sources"


@extend_schema(exclude=True)
class UnknownAddress(PublicView):
    """Last in the list of addresses: an unknown address is answered as a problem, not as a page."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        hint = " Addresses here end without a slash." if request.path.endswith("/") else ""
        raise Http404(f"There is nothing at this address.{hint} What there is: /api/")


@extend_schema(exclude=True)
class SchemaView(PublicView):
    """The OpenAPI document, as JSON unless YAML is asked for."""

    renderer_classes = (OpenApiJsonRenderer2, OpenApiJsonRenderer, OpenApiYamlRenderer, OpenApiYamlRenderer2)

    def get(self, request: Request) -> Response:
        document, digest = openapi_document(settings.ROOT_URLCONF)
        headers = {"ETag": f'"{digest}-{request.accepted_renderer.format}"', "Cache-Control": "no-cache"}
        if holds(request, headers["ETag"]):
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers=headers)
        return Response(document, headers=headers)


@functools.cache
def openapi_document(urlconf: str) -> tuple[dict[str, Any], str]:
    """The document and its digest. Made once by each worker: it depends on the code alone."""
    document = SchemaGenerator(urlconf=urlconf).get_schema(request=None, public=True)
    return document, checksum(msgspec.json.encode(document))[:16]


@require_safe
@cache_control(no_cache=True)
def documentation(request: HttpRequest) -> HttpResponse:
    """Swagger UI from our own files, under the strict content policy: script and styles are static files."""
    return render(
        request, "api/swagger.html", {"schema": reverse("reference_api:schema"), "banner": _banner()}
    )


def _banner() -> str:
    """The banner of every page, where a release can be read."""
    try:
        manifest = current_release().manifest
    except NoRelease:
        return "No release can be read at present."
    reviewed = f"{manifest.reviewed} of {manifest.total} entries reviewed by a clinician."
    unverified = f"{manifest.needs_verification} statements need verification."
    return f"Draft reference, release {manifest.version}. {reviewed} {unverified}"
