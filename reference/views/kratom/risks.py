"""What kratom can do by itself: the list of risks, and each in full."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import reads_release
from reference.views.shared.render import kept, show

from .measurements import by_aspect


@require_safe
@reads_release
@kept
def risks(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    listed = [(risk, risk.evidence_level.label) for risk in loaded.release.risks]
    return show(request, loaded, "reference/risks.html", risks=listed)


@require_safe
@reads_release
@kept
def risk(request: HttpRequest, loaded: LoadedRelease, slug: str) -> HttpResponse:
    record = loaded.by_slug("risks").get(slug)
    if record is None:
        raise Http404(f"No risk is filed under “{slug}”.")
    return show(
        request,
        loaded,
        "reference/risk.html",
        risk=record,
        evidence=record.evidence_level.label,
        aspects=by_aspect(record.facts),
        others=[r for r in loaded.release.risks if r.slug != slug],
    )
