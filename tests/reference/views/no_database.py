"""Sessions whose database is locked, in place of Django's."""

from django.contrib.sessions.backends.db import SessionStore as Kept
from django.db import OperationalError


class SessionStore(Kept):
    def load(self) -> dict[str, object]:
        raise OperationalError("database is locked")
