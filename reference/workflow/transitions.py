"""From draft to approved and back: submit, approve, request changes, retire, sign off.

Each act checks its permission, takes the entry's lock and is one transaction.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from reference.models import EditorialEvent, Entry, ReviewerProfile, Revision, Status
from reference.release.storage.records import record_type, without_review

from .account import Account
from .errors import NoteMissing, NotLicensed, NotReviewable, SelfApproval, named
from .locking import last_revision, locked, locked_with_entry, refresh_from, under_review
from .permissions import APPROVE, EDIT, SIGN_OFF, require_permission
from .saving import strict_record
from .second_person import approvable_by, meets, signable_by
from .writing import Change, event_of, write_revisions

Act = EditorialEvent.Act


def submit_for_review(
    entry: Entry, *, by: Account, note: str = "", expected_version: int | None = None
) -> Revision:
    """Offer the last revision to a second person. `expected_version` is the one that this person saw, as when saving.

    Raises NotAllowed, EditedByAnother, NotReviewable.
    """
    require_permission(by, EDIT)
    with transaction.atomic():
        stored = locked(entry, entry.version if expected_version is None else expected_version)
        if stored.status != Status.DRAFT:
            raise NotReviewable(f"“{stored}” is {_status_words(stored)}: there is nothing to submit")
        last = last_revision(stored)
        if last.retirement:  # refused before: what is offered now is the record, not the retirement again
            [last] = write_revisions([Change(stored, strict_record(stored), note=note)], by=by)
        _submit(stored, last, by=by)
        event_of(last, Act.SUBMITTED, by=by, note=note).save()
    refresh_from(stored, entry)
    return last


def approve(revision: Revision, *, by: Account) -> None:
    """Make a submitted revision the one that is published. Approving a retirement takes the entry out.

    The second person has written nothing of what is approved. Raises NotAllowed, NotReviewable, SelfApproval.
    """
    require_permission(by, APPROVE)
    with transaction.atomic():
        entry, current = under_review(revision)
        if not meets(current, approvable_by(by)):
            raise SelfApproval(f"{named(by)} wrote part of this; another person has to approve it")
        current.approved_by, current.approved_at = by, timezone.now()
        current.save(update_fields=["approved_by", "approved_at"])
        _set_status(entry, Status.RETIRED if current.retirement else Status.APPROVED)
        event_of(current, Act.RETIRED if current.retirement else Act.APPROVED, by=by).save()
    refresh_from(current, revision)


def request_changes(revision: Revision, *, by: Account, note: str) -> None:
    """Give a submitted revision back, saying why. Raises NotAllowed, NotReviewable, NoteMissing."""
    require_permission(by, APPROVE)
    _needs(note, "say what has to change")
    with transaction.atomic():
        entry, current = under_review(revision)
        current.submitted_by = current.submitted_at = None
        current.save(update_fields=["submitted_by", "submitted_at"])
        _set_status(entry, _status_without(current))
        event_of(current, Act.CHANGES_REQUESTED, by=by, note=note).save()
    refresh_from(current, revision)


def retire(entry: Entry, *, by: Account, note: str, expected_version: int | None = None) -> Revision:
    """Propose to take the entry out. It stays what it is until a second person approves the returned revision.

    Raises NotAllowed, EditedByAnother, NotReviewable, NoteMissing.
    """
    require_permission(by, EDIT)
    _needs(note, "say why the entry leaves")
    with transaction.atomic():
        stored = locked(entry, entry.version if expected_version is None else expected_version)
        if stored.status in (Status.IN_REVIEW, Status.RETIRED):
            raise NotReviewable(f"“{stored}” is {_status_words(stored)}: settle that first")
        leaving = Change(stored, strict_record(stored), retirement=True, note=note)
        [revision] = write_revisions([leaving], by=by)
        _submit(stored, revision, by=by)
    refresh_from(stored, entry)
    return revision


def sign_off(revision: Revision, *, by: Account) -> None:
    """Put a licensed clinician's name to what is live. The clinician has written no part of it.

    Raises NotAllowed, NotLicensed, NotReviewable, SelfApproval.
    """
    require_permission(by, SIGN_OFF)
    profile = ReviewerProfile.objects.filter(user_id=by.pk).first()
    if profile is None:
        raise NotLicensed(by)
    with transaction.atomic():
        _, current = locked_with_entry(revision)
        _refuse_sign_off(current, by)
        current.signed_off_account, current.signed_off_by = by, profile.printed_name
        current.profession, current.signed_off_on = profile.profession, timezone.localdate()
        current.save(update_fields=["signed_off_account", "signed_off_by", "profession", "signed_off_on"])
        event_of(current, Act.SIGNED_OFF, by=by).save()
    refresh_from(current, revision)


def _refuse_sign_off(current: Revision, by: Account) -> None:
    if "review" not in record_type(current.kind).__struct_fields__:
        raise NotReviewable(f"{current.kind.replace('_', ' ')} are not signed off one by one")
    if current.signed_off_on is not None:
        raise NotReviewable(f"{current.signed_off_by} signed it off already")
    if current.retirement or not Revision.objects.live().filter(pk=current.pk).exists():
        raise NotReviewable("only what is approved and live can be signed off")
    if not meets(current, signable_by(by)):
        raise SelfApproval(f"{named(by)} wrote part of this; another clinician has to sign it off")


def _submit(entry: Entry, revision: Revision, *, by: Account) -> None:
    revision.submitted_by, revision.submitted_at = by, timezone.now()
    revision.save(update_fields=["submitted_by", "submitted_at"])
    _set_status(entry, Status.IN_REVIEW)


def _set_status(entry: Entry, status: Status) -> None:
    entry.status = status
    entry.save(update_fields=["status"])


def _status_words(entry: Entry) -> str:
    return Status(entry.status).label.lower()


def _needs(note: str, what: str) -> None:
    if not note.strip():
        raise NoteMissing(what)


def _status_without(refused: Revision) -> Status:
    """A refused retirement leaves what is live as it was; anything else is a draft again."""
    live = Revision.objects.live().filter(entry=refused.entry_id, retirement=False).first()
    if (
        refused.retirement
        and live
        and without_review(live.to_record()) == without_review(refused.to_record())
    ):
        return Status.APPROVED
    return Status.DRAFT
