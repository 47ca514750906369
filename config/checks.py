"""System checks of promises that a setting could break silently."""

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string


@register()
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


@register()
def releases_folder_is_writable(**kwargs: Any) -> list[CheckMessage]:
    """A server that cannot keep a release cannot follow a new one."""
    folder = settings.RELEASES_DIR
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return [
            Error(
                f"{folder} cannot be made: {error}",
                hint="Set DATA_DIR to a folder this user may write to.",
                id="config.E003",
            )
        ]
    if not os.access(folder, os.W_OK):
        return [
            Error(
                f"{folder} is not writable.",
                hint="Set DATA_DIR to a folder this user may write to.",
                id="config.E003",
            )
        ]
    return []
