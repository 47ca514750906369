"""A publishing machine whose clock is wrong: set back by its time server, or one of two machines that disagree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from reference.publishing import publisher


def clock_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[dt.timedelta], None]:
    """Sets by how much the publishing machine's clock is off."""
    right = timezone.now

    class Wrong:
        shift = dt.timedelta(0)

        def now(self) -> dt.datetime:
            return right() + self.shift

    clock = Wrong()
    monkeypatch.setattr(publisher, "timezone", clock)

    def shift(by: dt.timedelta) -> None:
        clock.shift = by

    return shift
