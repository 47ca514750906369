"""What can be done with an entry now, and by whom: the buttons, and what they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from reference import workflow
from reference.models import Entry, ReviewerProfile, Revision, Status
from reference.release.storage.records import record_type
from reference.workflow.account import Account


class EntryState(NamedTuple):
    """An entry's working copy beside what readers see."""

    entry: Entry
    last: Revision
    live: Revision | None

    @property
    def words(self) -> str:
        status = Status(self.entry.status)
        if status == Status.APPROVED:
            return "Readers see this as soon as it is published."
        if status == Status.RETIRED:
            return "The next release no longer holds it."
        waiting = ""
        if status == Status.IN_REVIEW:
            proposed = "Proposed to retire; " if self.last.retirement else ""
            waiting = f"{proposed}waiting for a second person. ".capitalize()
        if self.live is None or self.live.retirement:
            return f"{waiting}Nothing of it is approved, so readers do not see it."
        return f"{waiting}Until it is approved, readers see revision {self.live.number}."

    @property
    def review_words(self) -> str:
        """Whether a clinician signed off what readers see; empty for kinds that are not signed off."""
        if (
            self.live is None
            or self.live.retirement
            or "review" not in record_type(self.entry.kind).__struct_fields__
        ):
            return ""
        if self.live.signed_off_on is None:
            return "Awaiting clinical review."
        return f"Reviewed by {self.live.signed_off_by}, {self.live.profession}, {self.live.signed_off_on:%-d %B %Y}."

    @property
    def has_pending_change(self) -> bool:
        return self.live is None or self.live.number != self.last.number


class Offer(NamedTuple):
    """One button. `why_not`: shown instead of the button to a person of the right role who still may not."""

    name: str
    label: str
    note: Literal["", "optional", "needed"] = ""
    note_label: str = ""
    why_not: str = ""


def state_of(entry: Entry) -> EntryState:
    history = Revision.objects.of(entry).select_related("created_by", "approved_by", "submitted_by")
    return EntryState(entry, history.first(), history.approved().first())


def edit_offers(user: Account, state: EntryState) -> list[Offer]:
    """What the people who write may do besides saving."""
    if not user.has_perm(workflow.EDIT):
        return []
    status = state.entry.status
    offers = []
    if status == Status.DRAFT:
        offers.append(Offer("submit", "Submit for review", "optional", "Note to the reviewer"))
    if status in (Status.DRAFT, Status.APPROVED):
        offers.append(Offer("retire", "Propose to retire", "needed", "Why it leaves the reference"))
    return offers


def review_offers(user: Account, state: EntryState) -> list[Offer]:
    """What the second person, and the licensed clinician, may do."""
    offers = []
    if state.entry.status == Status.IN_REVIEW and user.has_perm(workflow.APPROVE):
        offers.append(
            Offer(
                "approve",
                "Approve the retirement" if state.last.retirement else "Approve",
                why_not=_why_not_approve(user, state),
            )
        )
        offers.append(Offer("request_changes", "Request changes", "needed", "What has to change"))
    if _may_be_signed_off(state) and user.has_perm(workflow.SIGN_OFF):
        offers.append(Offer("sign_off", f"Sign off revision {state.live.number}", why_not=_why_not_sign_off(user, state)))  # type: ignore[union-attr]  # fmt: skip
    return offers


def _why_not_approve(user: Account, state: EntryState) -> str:
    if workflow.meets(state.last, workflow.approvable_by(user)):
        return ""
    return "You wrote a part of this: another person has to approve it."


def _may_be_signed_off(state: EntryState) -> bool:
    return state.live is not None and state.live.signed_off_on is None and bool(state.review_words)


def _why_not_sign_off(user: Account, state: EntryState) -> str:
    if state.live is not None and not workflow.meets(state.live, workflow.signable_by(user)):
        return "You wrote a part of this: another clinician has to sign it off."
    if not ReviewerProfile.objects.filter(user_id=user.pk).exists():
        return "To sign off, your name, profession and licence number must be recorded as a reviewer profile first."
    return ""


def perform(name: str, entry: Entry, revision: Revision, *, by: Account, note: str) -> str:
    """Do what a button says, to the entry and revision that the page showed. Returns the message. Raises WorkflowError."""
    act = ACTS.get(name)
    if act is None:
        raise workflow.NotReviewable(f"there is no act {name!r}")
    return act(entry, revision, by, note)


def _submit(entry: Entry, revision: Revision, by: Account, note: str) -> str:
    workflow.submit_for_review(entry, by=by, note=note, expected_version=revision.number)
    return "Submitted. A second person can now review it."


def _approve(entry: Entry, revision: Revision, by: Account, note: str) -> str:
    workflow.approve(revision, by=by)
    return (
        "Retired. The next release leaves it out."
        if revision.retirement
        else "Approved. The next release holds it."
    )


def _request_changes(entry: Entry, revision: Revision, by: Account, note: str) -> str:
    workflow.request_changes(revision, by=by, note=note)
    return "Given back with your note."


def _retire(entry: Entry, revision: Revision, by: Account, note: str) -> str:
    workflow.retire(entry, by=by, note=note, expected_version=revision.number)
    return "Proposed to retire. It stays until a second person approves that."


def _sign_off(entry: Entry, revision: Revision, by: Account, note: str) -> str:
    workflow.sign_off(revision, by=by)
    return "Signed off. The next release prints your name."


ACTS: dict[str, Callable[[Entry, Revision, Account, str], str]] = {
    "submit": _submit, "approve": _approve, "request_changes": _request_changes, "retire": _retire, "sign_off": _sign_off,
}  # fmt: skip
