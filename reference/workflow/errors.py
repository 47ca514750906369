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
    """Somebody saved between our look and our save. What we wrote is still in our hands."""

    def __init__(
        self, title: str, *, by: Account, at: dt.datetime, fields: tuple[str, ...], version: int
    ) -> None:
        changed = ", ".join(fields) or "its standing"
        super().__init__(
            f"{named(by)} changed “{title}” at {at:%Y-%m-%d %H:%M} UTC ({changed}). "
            "Nothing of yours was saved and nothing is lost: compare, then save again."
        )
        self.by, self.at, self.fields, self.version = by, at, fields, version


class ChangedMeanwhile(WorkflowError):
    """Somebody wrote at the same moment; doing the same again will find a settled state."""


class EntryGone(WorkflowError):
    """The entry was deleted meanwhile."""


class NotUnique(WorkflowError):
    """A name or an identifier that may stand once stands already."""


class SlugFrozen(WorkflowError):
    """Other records and old releases name an entry by its slug, so it stays once approved."""


class UnknownSource(WorkflowError):
    def __init__(self, missing: dict[str, list[str]]) -> None:
        cited = (f"{entry} cites {', '.join(slugs)}" for entry, slugs in missing.items())
        super().__init__("; ".join(f"{words}, which no source is called" for words in cited))
        self.missing = missing


class NotReviewable(WorkflowError):
    """It is not in a state in which this act means anything."""


class NoteMissing(WorkflowError):
    """An act that others must be able to understand needs its reason."""


class SelfApproval(WorkflowError):
    """Whoever wrote it cannot be the second person who looked at it."""


class NotLicensed(WorkflowError):
    def __init__(self, by: Account) -> None:
        super().__init__(
            f"{named(by)} has no reviewer profile: name, profession and licence number are not recorded"
        )


def named(user: Account) -> str:
    return user.get_full_name() or user.get_username()
