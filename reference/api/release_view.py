"""A view of one release: chosen from the request, answered from structs, stamped on every response."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from reference.release.schema.release import Manifest
from reference.release.storage.kept import Kept
from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import chosen_release, etag, holds, stamped

from .input import ReleaseQuery
from .rendering import encode
from .throttling import OldReleaseThrottle, WindowThrottle

ANSWERS_KEPT = 400  # at about 20 kB
EXPOSED = (
    "ETag, Retry-After, Release-Version, Release-Checksum, Release-Valid-Until, Release-Review, Repr-Digest"
)


class PublicView(APIView):
    """Open to every origin and without cookies: nothing here is secret, and nothing changes anything."""

    throttle_classes = (WindowThrottle, OldReleaseThrottle)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What a browser asks before a request from another site; it needs no body."""
        return Response(
            status=status.HTTP_204_NO_CONTENT,
            headers={
                "Access-Control-Allow-Methods": ", ".join(self.allowed_methods),
                "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
                "Access-Control-Max-Age": "86400",
            },
        )

    def finalize_response(
        self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        return response


class ReleaseView(PublicView):
    """Reads one release, and says in every response, refusals included, which one."""

    query_class: ClassVar[type[ReleaseQuery]] = ReleaseQuery
    loaded: LoadedRelease | None = None

    def read(self, request: Request) -> tuple[LoadedRelease, dict[str, Any]]:
        """The release asked for, and the parameters. Raises ValidationError, and as `chosen_release` does."""
        self.loaded = chosen_release(request, self.asked_release(request))
        return self.loaded, self.query_class.read(request.query_params)

    def asked_release(self, request: Request) -> str | None:
        """The version that the caller names; None: as of a day, or today's."""
        return request.query_params.get("release") or None

    def finalize_response(
        self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if self.loaded is not None:
            for name, value in validity_headers(self.loaded.manifest).items():
                response.headers[name] = value
            stamped(request, response, self.loaded)
        return response


class LookUp(ReleaseView):
    """Answers a GET with what `answer` returns, or with 304 where the reader has it already."""

    def get(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        loaded, query = self.read(request)
        tag = self.tag(loaded)
        if not loaded.is_preview and holds(request, tag):
            return Response(
                status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": tag, "Cache-Control": "no-cache"}
            )
        if not kwargs or request.query_params:
            return Response(self.answer(loaded, query, **kwargs), headers={"ETag": tag})
        kept, key = loaded.derived(_kept_answers), (request.path, tag)
        content = kept.get(key) or kept.keep(key, encode(self.answer(loaded, query, **kwargs)))
        return HttpResponse(content, content_type="application/json", headers={"ETag": tag})

    def answer(self, *args: Any, **kwargs: Any) -> Any:
        """(loaded, query, …) → the struct to send. Raises Http404, ValidationError."""
        raise NotImplementedError

    def tag(self, loaded: LoadedRelease) -> str:
        """What the answer depends on, beside its address."""
        return etag(loaded)


def _kept_answers(loaded: LoadedRelease) -> Kept[tuple[str, str], bytes]:
    """Encoded answers about single things, by address and tag: the same for every reader."""
    return Kept(ANSWERS_KEPT)


def validity_headers(manifest: Manifest) -> dict[str, str]:
    """How long an answer may be relied on and how far it was reviewed, for readers that look no further."""
    reviewed = f"reviewed={manifest.reviewed}, total={manifest.total}"
    return {
        "Release-Valid-Until": manifest.valid_until.isoformat(),
        "Release-Review": f"{reviewed}, needs-verification={manifest.needs_verification}",
    }
