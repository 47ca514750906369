"""Editors' sessions: in the database, and over a working day after sign-in, however busy they were."""

from __future__ import annotations

import time

from django.contrib.sessions.backends import db

from reference.sign_in import SIGNED_IN_AT


class SessionStore(db.SessionStore):
    """Django moves the end of a session with every save; this one counts from the sign-in."""

    def get_session_cookie_age(self) -> int:
        """Seconds from now until it ends."""
        whole = super().get_session_cookie_age()
        began = self.get(SIGNED_IN_AT)
        if began is None:
            return whole
        return max(0, min(whole, began + whole - int(time.time())))
