"""What is said of kratom, as neutral questions: the benefit first, then the mechanism."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reference.release.schema.claim_terms import Verdict
from reference.release.schema.kratom import Claim
from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import reads_release
from reference.views.shared.labels import aspect_label
from reference.views.shared.render import kept, show


@require_safe
@reads_release
@kept
def claims(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    meanings = [(verdict, verdict.label, verdict.meaning) for verdict in Verdict]
    listed = [_presented(claim) for claim in loaded.release.claims]
    return show(request, loaded, "reference/claims.html", claims=listed, meanings=meanings)


def _presented(claim: Claim) -> dict[str, Any]:
    return {
        "record": claim,
        "benefit_label": claim.benefit_verdict.label,
        "mechanism_label": claim.mechanism_verdict.label if claim.mechanism_verdict else "",
        "evidence": [(e, aspect_label(e.evidence_type), e.evidence_direction.label) for e in claim.evidence],
    }
