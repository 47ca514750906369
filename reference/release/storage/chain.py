"""The order of releases: each names the one before it by checksum. Clocks may be set back; the links are sealed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Link(Protocol):
    """A release as the ledger or the index knows it."""

    @property
    def checksum(self) -> str: ...

    @property
    def previous_checksum(self) -> str | None: ...

    @property
    def published_at(self) -> dt.datetime: ...


L = TypeVar("L", bound=Link)


def in_order(links: Iterable[L]) -> list[L]:
    """Every link once, the first release first, each after the one that it follows.

    In a damaged chain every piece whose predecessor is missing is placed where its clock says, and links that follow
    each other in a circle come at the very beginning, so that none of them is taken for the newest.
    """
    by_clock = sorted(links, key=_clock)
    known = {link.checksum for link in by_clock}
    followers: dict[str, list[L]] = defaultdict(list)
    waiting = []
    for link in reversed(by_clock):
        if link.previous_checksum in known:
            followers[link.previous_checksum].append(link)
        else:
            waiting.append(link)
    ordered: list[L] = []
    while waiting:
        link = waiting.pop()
        ordered.append(link)
        waiting += followers.pop(link.checksum, [])
    in_a_circle = [link for rest in followers.values() for link in rest]
    return [*in_a_circle, *ordered]


def _clock(link: Link) -> tuple[bool, dt.datetime, str]:
    """A release without a predecessor is the first, even if its clock was wrong."""
    return bool(link.previous_checksum), link.published_at, link.checksum
