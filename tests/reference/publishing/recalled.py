"""What the tests of recalls share."""

from __future__ import annotations

import datetime as dt

from tests import factories as f
from tests import world as w
from tests.reference.api import drawn

REASON = "The dose limit is wrong."


def everything(**more):
    """A record of each collection, fit for the gate."""
    return drawn.everything(sources=w.world().sources, **more)


def sentence() -> str:
    return f"Under correction since {dt.datetime.now(dt.UTC):%-d %B %Y}: do not rely on it."


def publisher(username="paula"):
    return f.person(username, "publisher")
