"""For the machine that watches: is the process alive, and can it answer?"""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reference.release.library import NoRelease, current_release


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Nothing else is asked."""
    return JsonResponse({"status": "live"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """A release can be read, so look-ups can be answered, with or without a database."""
    try:
        loaded = current_release()
    except NoRelease as error:
        return JsonResponse({"status": "no release", "detail": str(error)}, status=503)
    return JsonResponse({"status": "ready", "release": loaded.manifest.version, "checksum": loaded.checksum})
