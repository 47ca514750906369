"""The practice notes: the questions that clinicians phone about."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import reads_release
from reference.views.shared.render import kept, show


@require_safe
@reads_release
@kept
def answers(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    return show(
        request, loaded, "interactions/answers.html", section="answers", notes=loaded.release.practice_notes
    )


@require_safe
@reads_release
@kept
def answer(request: HttpRequest, loaded: LoadedRelease, slug: str) -> HttpResponse:
    note = loaded.by_slug("practice_notes").get(slug)
    if note is None:
        raise Http404(f"No answer is filed under “{slug}”.")
    entries = loaded.by_slug("interactions")
    return show(
        request,
        loaded,
        "interactions/answer.html",
        section="answers",
        note=note,
        entries=[entries[s] for s in note.interactions if s in entries],
        others=[n for n in loaded.release.practice_notes if n.slug != slug],
    )
