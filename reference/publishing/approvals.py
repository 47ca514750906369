"""Whether what is approved and signed off now is what was approved and signed off: asked of the chained acts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reference.models import EditorialEvent, Revision
from reference.models.event import digest_of_revision

from .findings import Finding

Act = EditorialEvent.Act
APPROVALS = (Act.APPROVED, Act.RETIRED, Act.BASELINE)
Witness = tuple[str, int, str]
"""An act, who did it, and the digest of what it was about."""


def check_approvals() -> list[Finding]:
    """The gate, for what a record itself cannot show: that it is still what a second person read."""
    return list(_unlike_what_was_approved())


def _unlike_what_was_approved() -> Iterator[Finding]:
    witnessed = _witnessed()
    for revision in Revision.objects.live():
        witnesses = witnessed.pop(revision.pk, [])
        entry = f"{revision.kind}/{revision.slug}"
        if not _approved_so(revision, witnesses):
            yield Finding(
                entry,
                f"revision {revision.number} is not what was approved, or was never approved",
                "Find out who changed the database; then save it again and have it approved.",
            )
        if revision.signed_off_on is not None and not _signed_so(revision, witnesses):
            yield Finding(
                entry,
                f"no act records that {revision.signed_off_by} signed off revision {revision.number}",
                "Find out who changed the database; then save it again and have it approved and signed off.",
            )
    taken_back = Revision.objects.filter(pk__in=witnessed, approved_at__isnull=True)
    for revision in taken_back:
        yield Finding(
            f"{revision.kind}/{revision.slug}",
            f"revision {revision.number} was approved and is not any more",
            "Find out who changed the database; then save it again and have it approved.",
        )


def _witnessed() -> dict[int, list[Witness]]:
    """The approvals and sign-offs of each revision."""
    acts = EditorialEvent.objects.filter(act__in=(*APPROVALS, Act.SIGNED_OFF), revision__isnull=False)
    found: dict[int, list[Witness]] = defaultdict(list)
    for number, act, by, digest in acts.values_list("revision_id", "act", "by_id", "revision_digest"):
        found[number].append((act, by, digest))
    return found


def _approved_so(revision: Revision, witnesses: list[Witness]) -> bool:
    digest = digest_of_revision(revision, signed=False)
    by = revision.created_by_id if revision.baseline else revision.approved_by_id
    return any(act in APPROVALS and (who, what) == (by, digest) for act, who, what in witnesses)


def _signed_so(revision: Revision, witnesses: list[Witness]) -> bool:
    digest = digest_of_revision(revision, signed=True)
    return (Act.SIGNED_OFF, revision.signed_off_account_id, digest) in witnesses
