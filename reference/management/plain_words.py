"""What a command says when it fails: a sentence on what is wrong and what to do, never a traceback."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.db import DatabaseError, InterfaceError

from reference.publishing.reach import NothingPublished, NotReached
from reference.publishing.withdrawal import UnknownRelease
from reference.workflow import WorkflowError

DATABASE = (
    "the database cannot be reached, or failed: nothing more was done. Is it running, and migrated "
    "(python manage.py migrate)? Then do it again; what was begun is finished"
)


@contextlib.contextmanager
def in_plain_words() -> Iterator[None]:
    """Around what a command does. Raises CommandError."""
    try:
        yield
    except UnknownRelease as error:
        raise CommandError(f"there is no release {error}") from None
    except (WorkflowError, NothingPublished, NotReached) as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(f"a file cannot be read or written: {error}") from None
    except (DatabaseError, InterfaceError):
        raise CommandError(DATABASE) from None


def clock_warning(published_at: dt.datetime, clock: dt.datetime) -> str | None:
    """What a publisher reads whose clock stands before the last release; None where it is right."""
    if published_at <= clock:
        return None
    return (
        f"this machine's clock says {clock:%Y-%m-%d %H:%M:%S} UTC, earlier than the previous "
        "release: set it, and check whether the clock of that release was right"
    )


def account_called(username: str) -> Any:
    """Raises CommandError."""
    account = get_user_model()._default_manager.filter(username=username).first()
    if account is None:
        raise CommandError(f"there is no account {username!r}")
    return account
