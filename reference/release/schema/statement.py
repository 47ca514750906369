"""What every clinical statement carries: its words, how far it may be relied on, and its sources."""

from __future__ import annotations

import datetime as dt

import msgspec

from .terms import Basis


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A piece of the release; a file, a revision and a release hold the same shape.

    Frozen and made of frozen parts, records form no cycles, so the garbage collector does not have to visit them (`gc`):
    a release has some 100,000, and visiting them took three quarters of the time of reading one.
    """


class Citation(Record, frozen=True, kw_only=True):
    """A source, and where in it: a table, a page, a section."""

    source: str
    locator: str | None = None


class Statement(Record, frozen=True, kw_only=True):
    """One sentence or two that a reader may rely on as far as `basis` says."""

    text: str
    basis: Basis
    citations: tuple[Citation, ...]


class Fact(Statement, frozen=True, kw_only=True):
    """A statement about one aspect of a thing: onset, presentation, content, metabolism …"""

    aspect: str


class Review(Record, frozen=True, kw_only=True):
    """A licensed clinician's sign-off. Absent until one has recorded it."""

    by: str
    profession: str
    on: dt.date
