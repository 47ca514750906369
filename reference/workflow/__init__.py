"""From draft to approved: the only writer of entries, their status and their history."""

from .account import Account
from .errors import (
    ChangedMeanwhile,
    EditedByAnother,
    EntryGone,
    InvalidRecord,
    NotAllowed,
    NoteMissing,
    NotLicensed,
    NotReviewable,
    NotUnique,
    SelfApproval,
    SlugFrozen,
    UnknownSource,
    WorkflowError,
    named,
)
from .permissions import APPROVE, EDIT, PUBLISH, SIGN_OFF, require_permission
from .saving import save_revision, strict_record
from .second_person import approvable_by, meets, signable_by
from .transitions import approve, request_changes, retire, sign_off, submit_for_review
from .writing import Change, write_revisions

__all__ = [
    "APPROVE",
    "EDIT",
    "PUBLISH",
    "SIGN_OFF",
    "Account",
    "Change",
    "ChangedMeanwhile",
    "EditedByAnother",
    "EntryGone",
    "InvalidRecord",
    "NotAllowed",
    "NotLicensed",
    "NotReviewable",
    "NotUnique",
    "NoteMissing",
    "SelfApproval",
    "SlugFrozen",
    "UnknownSource",
    "WorkflowError",
    "approvable_by",
    "approve",
    "meets",
    "named",
    "request_changes",
    "require_permission",
    "retire",
    "save_revision",
    "sign_off",
    "signable_by",
    "strict_record",
    "submit_for_review",
    "write_revisions",
]
