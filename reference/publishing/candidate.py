"""The next release before anybody sealed it: what it would say, what the gate says of it, how it differs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import msgspec

from reference.models import Revision, entry_models
from reference.release.changes.diff import Change, diff_releases
from reference.release.schema.release import Release
from reference.release.schema.traverse import STATEMENT_COLLECTIONS
from reference.release.storage.codec import content_digest
from reference.release.storage.records import slug_of

from .approvals import check_approvals
from .compiler import check_release, compile_release, gather_approved
from .findings import Finding
from .marks import with_open_recalls
from .withdrawal import NOT_CONTENT

UNREAD = NOT_CONTENT | frozenset(STATEMENT_COLLECTIONS)
"""What `diff_releases` describes, what follows from other parts, and the marks, which are listed separately."""


class Unresolvable(Exception):
    """No release can be made of this content: what follows from it cannot be computed, or no page can show it."""


class Others(NamedTuple):
    """Records of a kind without statements of its own that are new, gone or different, by name."""

    collection: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """A compiled release with its marks, and the gate's findings."""

    release: Release
    findings: list[Finding]

    @property
    def refusals(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.weight == "refuse"]

    @property
    def notices(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.weight == "notice"]

    @property
    def unreadable(self) -> list[Finding]:
        """What keeps it from being looked at, not only from being published."""
        return [finding for finding in self.findings if finding.unreadable]

    @cached_property
    def digest(self) -> str:
        """Names exactly this content, so that what was looked at is what gets published."""
        return content_digest(self.release)

    def changes_since(self, current: Release | None) -> tuple[Change, ...]:
        """Entry by entry, what became more severe first."""
        return diff_releases(current, self.release)

    def others_since(self, current: Release | None) -> list[Others]:
        """Names, sources, classes and roles that are not what they were."""
        compared = (name for name in Release.__struct_fields__ if name not in UNREAD)
        found = (_others(name, current, self.release) for name in compared)
        return [others for others in found if any(others[1:])]


def approved_candidate() -> Candidate:
    """What would be published now. Raises ContentErrors, Unresolvable."""
    candidate = candidate_of(gather_approved())
    return replace(candidate, findings=[*candidate.findings, *check_approvals()])


def candidate_of(content: Release) -> Candidate:
    """Raises Unresolvable."""
    try:
        release = compile_release(content)
        findings = check_release(release)
    except (ValueError, LookupError) as error:
        raise Unresolvable(f"no release can be made of this content: {error}") from error
    return Candidate(with_open_recalls(release), findings)


def unpublished_entries(current: Release | None) -> int:
    """How many entries readers do not read as they are approved: new, changed, reviewed or gone."""
    live = Revision.objects.live().filter(retirement=False)
    approved = {(revision.kind, revision.slug): revision.to_record() for revision in live}
    read: dict[tuple[str, str], Any] = {}
    for kind in entry_models():
        for record in getattr(current, kind) if current else ():
            read[kind, slug_of(record)] = record
    return sum(approved.get(key) != read.get(key) for key in approved.keys() | read.keys())


def with_draft(content: Release, kind: str, record: msgspec.Struct) -> Release:
    """The content with one record in its place: as it would be if that were approved."""
    slug = slug_of(record)
    others = getattr(content, kind)
    kept = tuple(record if slug_of(other) == slug else other for other in others)
    if all(slug_of(other) != slug for other in others):
        kept = (*kept, record)
    return msgspec.structs.replace(content, **{kind: kept})


def _others(name: str, old: Release | None, new: Release) -> Others:
    before, after = (_by_name(getattr(release, name)) if release else {} for release in (old, new))
    both = sorted(before.keys() & after.keys())
    return Others(
        name,
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(key for key in both if before[key] != after[key]),
    )


def _by_name(records: tuple[Any, ...]) -> dict[str, Any]:
    """By slug; vocabulary without slugs by its first field, which is its name or code."""
    return {
        getattr(r, "slug", None) or (r if isinstance(r, tuple) else msgspec.structs.astuple(r))[0]: r
        for r in records
    }
