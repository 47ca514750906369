"""A day as people and programs write it to us: 2026-11-30, and in no other form."""

from __future__ import annotations

import datetime as dt
import re

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_day(text: str) -> dt.date:
    """Raises ValueError. A week date, a day without hyphens or digits of another script is seldom what was meant."""
    if not _DAY.fullmatch(text):
        raise ValueError("not a day as 2026-11-30")
    return dt.date.fromisoformat(text)
