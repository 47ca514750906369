"""Why an editorial act was refused. Each message is a sentence that the person who tried can act on."""

from __future__ import annotations

import datetime as dt

from .account import Account


class WorkflowError(Exception):
    """An editorial act that did not happen; nothing was changed."""


class NotAllowed(WorkflowError):
    def __init__(self, by: Account, permission: str) -> None:
        super().__init__(f"{named(by)} may not do this: the permission {permission} is missing")
        self.permission = permission


class InvalidRecord(WorkflowError):
    """The record is not what the release can hold. `path` says where: rows[0].severity."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(f"{path}: {message}" if path else message)
        self.path = path


class EditedByAnother(WorkflowError):
    """Somebody else saved after this editor opened the entry. The editor's own text is kept."""

    def __init__(
        self, title: str, *, by: Account, at: dt.datetime, fields: tuple[str, ...], version: int
    ) -> None:
        changed = ", ".join(fields) or "its status"
        super().__init__(
            f"{named(by)} changed “{title}” at {at:%Y-%m-%d %H:%M} UTC ({changed}). "
            "Nothing of yours was saved and nothing is lost: compare, then save again."
        )
        self.by, self.at, self.fields, self.version = by, at, fields, version


class ChangedMeanwhile(WorkflowError):
    """Somebody else wrote at the same moment; try again."""


class EntryGone(WorkflowError):
    """The entry was deleted meanwhile."""


class NotUnique(WorkflowError):
    """Another entry already has this name or identifier."""


class SlugFrozen(WorkflowError):
    """The slug of an approved entry is fixed: other records and old releases refer to it."""


class UnknownSource(WorkflowError):
    def __init__(self, missing: dict[str, list[str]]) -> None:
        cited = (f"{entry} cites {', '.join(slugs)}" for entry, slugs in missing.items())
        super().__init__("; ".join(f"{words}, but there is no such source" for words in cited))
        self.missing = missing


class NotReviewable(WorkflowError):
    """The entry's status does not allow this act."""


class NoteMissing(WorkflowError):
    """This act needs a reason, so that others can understand it."""


class SelfApproval(WorkflowError):
    """The author cannot also be the second person who approves or signs off."""


class NotLicensed(WorkflowError):
    def __init__(self, by: Account) -> None:
        super().__init__(
            f"{named(by)} has no reviewer profile: name, profession and licence number are not recorded"
        )


def named(user: Account) -> str:
    return user.get_full_name() or user.get_username()
