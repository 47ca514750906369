"""The page on which a release is published: what the gate says, what would change, and what is noted of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from reference import workflow
from reference.admin.entries.links import edit_address, reader_address, split_place
from reference.admin.read_only import ReadOnlyAdmin
from reference.content.errors import ContentErrors
from reference.models import entry_models
from reference.publishing import actions as acts
from reference.publishing.candidate import (
    Candidate,
    Others,
    Unresolvable,
    approved_candidate,
    candidate_of,
    with_draft,
)
from reference.publishing.compiler import gather_approved
from reference.publishing.findings import Finding
from reference.publishing.preview import preview_candidate
from reference.publishing.publisher import NothingChanged, ReleaseRejected
from reference.publishing.reach import NothingPublished, NotReached, PublishedByAnother
from reference.publishing.withdrawal import StaysWithdrawn, withdrawn_before
from reference.release.changes.diff import Change, as_notes
from reference.release.storage.library import LoadedRelease, NoRelease, current_release
from reference.release.storage.recall_marks import corrections_in

WEIGHT_LABEL = {
    "more_severe": "More severe now",
    "less_severe": "Less severe now",
    "added": "New",
    "removed": "No longer in the reference",
    "management": "What to do has changed",
    "evidence": "Evidence has changed",
    "wording": "Words and review",
}
NAMES_SHOWN = 12
FIRST_RELEASE = "The first release."
NOT_DONE = "Nothing was published"


class LinkedFinding(NamedTuple):
    finding: Finding
    address: str  # of the entry in the admin; "" for what no table holds


class LinkedChange(NamedTuple):
    change: Change
    address: str


class Marked(NamedTuple):
    """An entry under correction in the release to be."""

    place: str
    address: str
    sentence: str
    reason: str


@dataclass
class Visit:
    """One look at the next release: what it is compared with, and what was typed."""

    current: LoadedRelease | None
    candidate: Candidate | None = None
    errors: list[str] = field(default_factory=list)
    notes: str | None = None
    again: str = ""  # why content that was withdrawn is published once more, as typed
    withdrawn: StaysWithdrawn | None = None

    @property
    def current_version(self) -> str:
        return self.current.manifest.version if self.current else ""

    @property
    def changes(self) -> tuple[Change, ...]:
        return (
            self.candidate.changes_since(self.current.release if self.current else None)
            if self.candidate
            else ()
        )

    @property
    def others(self) -> list[Others]:
        return (
            self.candidate.others_since(self.current.release if self.current else None)
            if self.candidate
            else []
        )

    @property
    def differs(self) -> bool:
        if self.candidate is None or self.current is None:
            return self.candidate is not None
        return self.candidate.digest != self.current.manifest.content_digest


def publish(page: ReadOnlyAdmin, request: HttpRequest) -> HttpResponse:
    """Show the next release (GET); preview it or publish it (POST), but only the one that was shown."""
    visit = _look()
    if request.method == "POST":
        visit.notes, visit.again = request.POST.get("notes", ""), request.POST.get("again", "")
        if (done := _act(request, visit)) is not None:
            return done
    return page.page(request, "release_publish.html", title="Publish", **_shown(visit))


def _look() -> Visit:
    try:
        visit = Visit(current_release())
    except NoRelease:
        visit = Visit(None)
    try:
        visit.candidate = approved_candidate()
    except ContentErrors as errors:
        visit.errors = [str(error) for error in errors.errors]
    except (Unresolvable, msgspec.ValidationError) as error:
        visit.errors = [str(error)]
    if visit.candidate is not None and visit.differs:
        visit.withdrawn = _stays_withdrawn(visit.candidate, visit.current_version)
    return visit


def _stays_withdrawn(candidate: Candidate, current: str) -> StaysWithdrawn | None:
    """Why readers do not get it without a publisher's word; None too where the old release cannot be read."""
    try:
        entry = withdrawn_before(candidate.release)
    except (OSError, ValueError, LookupError):
        return None
    return StaysWithdrawn(entry, current or None) if entry else None


def sentence(error: Exception) -> str:
    words = str(error)
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _act(request: HttpRequest, visit: Visit) -> HttpResponse | None:
    """None: nothing was done, and what was typed is shown again with the reason."""
    if visit.candidate is None:
        messages.error(request, f"{NOT_DONE}: no release can be made of what is approved.")
        return None
    if request.POST.get("seen") != visit.candidate.digest:
        messages.warning(
            request,
            f"{NOT_DONE}: something was approved since you opened this page. It is shown now; "
            "your notes are kept. Look again, then publish.",
        )
        return None
    if "_preview" in request.POST:
        return _preview(request, visit.candidate, "What is approved.")
    return _publish(request, visit)


def _publish(request: HttpRequest, visit: Visit) -> HttpResponse | None:
    assert visit.candidate is not None
    try:
        published = acts.publish_candidate(
            visit.candidate,
            by=request.user,
            notes=visit.notes or "",
            following=request.POST.get("following", ""),
            again=visit.again,
        )
    except ReleaseRejected as rejected:
        refusals = sum(finding.weight == "refuse" for finding in rejected.findings)
        messages.error(
            request, f"{NOT_DONE}: the gate refuses it, for {refusals} reason{'s' * (refusals != 1)}."
        )
    except NothingChanged as current:
        messages.info(request, f"{NOT_DONE}: release {current} says all of this already.")
    except StaysWithdrawn as error:
        messages.error(request, f"{NOT_DONE}: {error}, or say below why it is published again.")
    except PublishedByAnother as error:
        visit.current = _look().current
        messages.warning(
            request, f"{NOT_DONE}: {error}. Your notes are kept; the differences shown are to that release."
        )
    except (workflow.WorkflowError, NothingPublished) as error:
        messages.error(request, f"{NOT_DONE}: {error}.")
    except NotReached as error:
        messages.error(request, sentence(error))
        return HttpResponseRedirect(reverse("admin:reference_releaserecord_changelist"))
    else:
        messages.success(
            request,
            f"Published as {published.manifest.version}. Readers see it from their next request on. "
            f"Keep this line elsewhere: {published.manifest.version} {published.checksum}",
        )
        return HttpResponseRedirect(reverse("admin:reference_releaserecord_changelist"))
    return None


def _preview(
    request: HttpRequest, candidate: Candidate, note: str, kind: str = "", slug: str = ""
) -> HttpResponse | None:
    try:
        version = preview_candidate(candidate, by=request.user, note=note)
    except (workflow.WorkflowError, Unresolvable, NothingPublished) as error:
        messages.error(request, f"No preview was made: {str(error).rstrip('.')}.")
        return None
    return HttpResponseRedirect(
        reader_address(kind, slug, version) if slug else reverse("pinned:check", args=[version])
    )


def preview_draft(page: ReadOnlyAdmin, request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """What is approved with one working copy in its place: what the gate says of it, and the way to read it (POST)."""
    model = entry_models().get(kind)
    entry = model._default_manager.filter(slug=slug).first() if model else None
    if entry is None:
        raise Http404(f"There is no entry {kind}/{slug}.")
    candidate, errors = None, []
    try:
        candidate = candidate_of(with_draft(gather_approved(), kind, entry.to_record()))
    except ContentErrors as found:
        errors = [str(error) for error in found.errors]
    except (Unresolvable, msgspec.ValidationError) as error:
        errors = [str(error)]
    if request.method == "POST" and candidate is not None:
        note = f"What is approved, with the working copy of “{entry}”."
        if (done := _preview(request, candidate, note, kind, slug)) is not None:
            return done
    own = [f for f in candidate.findings if split_place(f.entry) == (kind, slug)] if candidate else []
    return page.page(
        request,
        "release_preview.html",
        title=f"Preview: {entry}",
        entry=entry,
        back=edit_address(kind, slug),
        errors=errors,
        candidate=candidate,
        findings=own,
        elsewhere=len(candidate.refusals) - sum(f.weight == "refuse" for f in own) if candidate else 0,
    )


def _shown(visit: Visit) -> dict[str, Any]:
    candidate, changes = visit.candidate, visit.changes
    return {
        "visit": visit,
        "candidate": candidate,
        "errors": visit.errors,
        "refusals": [_linked(finding) for finding in candidate.refusals] if candidate else [],
        "notices": [_linked(finding) for finding in candidate.notices] if candidate else [],
        "marked": _marked(candidate) if candidate else [],
        "weights": _by_weight(changes),
        "change_count": len(changes),
        "others": [_in_words(others) for others in visit.others],
        "notes": visit.notes if visit.notes is not None else _first_notes(visit, changes),
    }


def _first_notes(visit: Visit, changes: tuple[Change, ...]) -> str:
    return as_notes(changes) if visit.current else FIRST_RELEASE


def _linked(finding: Finding) -> LinkedFinding:
    return LinkedFinding(finding, edit_address(*split_place(finding.entry)))


def _by_weight(changes: tuple[Change, ...]) -> list[tuple[str, str, list[LinkedChange]]]:
    """(weight, heading, changes), what became more severe first."""
    return [
        (weight, WEIGHT_LABEL[weight], [LinkedChange(c, edit_address(c.collection, c.slug)) for c in group])
        for weight, group in groupby(changes, key=lambda change: change.weight)
    ]


def _marked(candidate: Candidate) -> list[Marked]:
    return [
        Marked(f"{kind}/{slug}", edit_address(kind, slug), correction.sentence, correction.reason)
        for (kind, slug), correction in corrections_in(candidate.release).items()
    ]


def _in_words(others: Others) -> tuple[str, list[str]]:
    """("Medications", ["2 new: aspirin, ibuprofen", "1 changed: quetiapine"])."""
    kind = others.collection.replace("_", " ")
    parts = (("new", others.added), ("gone", others.removed), ("changed", others.changed))
    return kind[:1].upper() + kind[1:], [f"{len(n)} {word}: {_some(n)}" for word, n in parts if n]


def _some(names: tuple[str, ...]) -> str:
    more = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")
