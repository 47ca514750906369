"""System checks for guarantees that a wrong setting would break silently."""

import logging
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)
READ = os.R_OK | os.X_OK
SERVING = "serving"
"""The tag of the checks that must pass before a server answers."""


@register(SERVING)
def lookups_open_no_transaction(**kwargs: Any) -> list[CheckMessage]:
    """ATOMIC_REQUESTS would make every look-up need the database."""
    if any(db.get("ATOMIC_REQUESTS") for db in settings.DATABASES.values()):
        return [
            Error(
                "ATOMIC_REQUESTS is on: look-ups would need the database.",
                hint="Turn it off.",
                id="config.E001",
            )
        ]
    return []


@register()
def release_steps_can_be_imported(**kwargs: Any) -> list[CheckMessage]:
    """The import contracts cannot see dotted paths, so they are tried here."""
    found: list[CheckMessage] = []
    for path in [*settings.RELEASE_STEPS, *settings.RELEASE_CHECKS]:
        try:
            import_string(path)
        except ImportError as error:
            found.append(
                Error(
                    f"{path} cannot be imported: {error}",
                    hint="Correct RELEASE_STEPS or RELEASE_CHECKS.",
                    id="config.E002",
                )
            )
    return found


@register(SERVING)
def folders_can_be_read(**kwargs: Any) -> list[CheckMessage]:
    """A folder that is missing is made when it is needed; one without access, or a file in its place, is an error."""
    needed = {settings.DATA_DIR: os.X_OK, settings.RELEASES_DIR: READ, settings.STATIC_ROOT: READ}
    return [
        Error(
            f"{folder} cannot be read by this user, or is not a folder.",
            hint="Set DATA_DIR to a folder this user may read, or give the user that right.",
            id="config.E003",
        )
        for folder, how in needed.items()
        if os.path.lexists(folder) and not (os.path.isdir(folder) and _may(folder, how))
    ]


@register()
def folders_can_be_written(**kwargs: Any) -> list[CheckMessage]:
    """Only a warning: on a read-only disk readers are still served, but publishing and reports fail."""
    written = (settings.DATA_DIR, settings.RELEASES_DIR, settings.STATIC_ROOT, settings.REPORTS_DIR)
    return [
        Error(
            f"{folder} cannot be made or written by this user.",
            hint="Set DATA_DIR to a folder this user may write to, or give the user that right.",
            id="config.E004",
        )
        for folder in written
        if not (os.path.isdir(_nearest(folder)) and _may(_nearest(folder), os.W_OK))
    ]


def refuse_to_start() -> None:
    """The server does not run Django's system checks; it calls this. Raises ImproperlyConfigured with every message."""
    wrong = [message for message in run_checks(tags=[SERVING]) if message.is_serious()]
    if wrong:
        raise ImproperlyConfigured(" ".join(f"{message.msg} {message.hint}" for message in wrong))
    for message in folders_can_be_written():
        logger.warning("started_all_the_same problem=%s", message.msg)


def _nearest(folder: Path) -> Path:
    """The folder, or the one it would be made in."""
    return next(one for one in (folder, *folder.parents) if os.path.exists(one))


def _may(folder: Path, how: int) -> bool:
    return os.access(folder, how, effective_ids=os.access in os.supports_effective_ids)
