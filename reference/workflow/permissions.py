"""What somebody may do with entries. The groups editor, reviewer and publisher are made by a migration."""

from __future__ import annotations

from .account import Account
from .errors import NotAllowed

EDIT = "reference.edit_entry"
APPROVE = "reference.approve_revision"
SIGN_OFF = "reference.sign_off_revision"
PUBLISH = "reference.publish_release"


def require_permission(by: Account, permission: str) -> None:
    """Raises NotAllowed."""
    if not by.has_perm(permission):
        raise NotAllowed(by, permission)
