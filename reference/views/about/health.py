"""For monitoring: is the process alive, and can it answer?"""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reference.release.storage.library import library

from .static_files import static_files_missing


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Nothing else is checked."""
    return JsonResponse({"status": "live"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Whether look-ups can be answered, with or without a database.

    "degraded" is 200: readers are answered, with a notice, while the unreadable release is repaired.
    """
    state = library().state()
    detail = "; ".join(state.why)
    if state.served is None:
        return JsonResponse({"status": state.status, "detail": detail}, status=503)
    if missing := static_files_missing():
        return JsonResponse({"status": "no static files", "detail": missing}, status=503)
    known = {"status": state.status, "release": state.served, "checksum": state.checksum}
    if state.why:
        known |= {"wanted": state.wanted, "detail": detail}
    return JsonResponse(known)
