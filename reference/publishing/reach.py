"""The message to a publisher whose act did not reach readers: whether it is recorded, and what to do."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError

from reference.release.storage.codec import UnreadableRelease
from reference.release.storage.store import CorruptRelease

logger = logging.getLogger(__name__)
DATABASE_FAILED = (DatabaseError, InterfaceError)
FINISH = "Fix that, then finish it: python manage.py restore_releases, or Restore the folder under Releases."


class NothingPublished(Exception):
    """Nothing was sealed: readers read what they read before."""


class PublishedByAnother(NothingPublished):
    """Somebody else published between our look at the current release and our seal."""


class LedgerIncomplete(NothingPublished):
    """The folder holds sealed releases that the ledger does not know: it may be the wrong database, or an old copy."""

    def __init__(self, versions: list[str]) -> None:
        super().__init__(
            f"the ledger lacks {', '.join(versions)}, which lies sealed in the releases folder. "
            "Make sure that this is the right database; if it is, run: python manage.py repair_ledger"
        )


class NotReached(Exception):
    """What was done is recorded, but readers do not see it yet. Says what to do."""


@contextlib.contextmanager
def unless_written() -> Iterator[None]:
    """Around what changes nothing until it is written. Raises NothingPublished in place of OSError, DatabaseError."""
    try:
        yield
    except OSError as error:
        logger.error("releases_folder_not_written reason=%s", error)
        raise NothingPublished(f"the releases folder cannot be written: {in_words(error)}") from error
    except DATABASE_FAILED as error:
        logger.error("ledger_not_written reason=%s", type(error).__name__)
        raise NothingPublished("the database failed; look at the list of releases, then try again") from error


@contextlib.contextmanager
def reaching_readers(recorded: str) -> Iterator[None]:
    """Around what follows a record. `recorded` says what holds until readers are reached. Raises NotReached."""
    try:
        yield
    except (OSError, *DATABASE_FAILED, NothingPublished, CorruptRelease, UnreadableRelease) as error:
        logger.error("readers_not_reached reason=%s", type(error).__name__)
        raise NotReached(f"{recorded}: {in_words(error)}. {FINISH}") from error


def in_words(error: Exception) -> str:
    """The reason, for a person: no traceback, no SQL."""
    if isinstance(error, OSError):
        place = f" ({error.filename})" if error.filename else ""
        return f"{error.strerror or type(error).__name__}{place}"
    if isinstance(error, DATABASE_FAILED):
        return "the database failed"
    return str(error).rstrip(".")
