"""What surrounds a page: its release, how far that may be relied on, and the warnings that say so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse

from reference.release.schema.release import Manifest
from reference.release.storage.library import LoadedRelease
from reference.release.storage.provenance import NOT_PUBLISHED, fallback_words
from reference.release.storage.provenance import today as today

from .labels import DISCLAIMER, counted

PAST_ITS_DAY = "Look in a newer source before you rely on it, and tell the people who run this site."


class Notice(NamedTuple):
    """A second banner: this release is old, withdrawn, or past its date."""

    weight: str  # "warning" or "information"
    text: str
    link: str
    link_text: str


class Frame(NamedTuple):
    """The head and foot of a page."""

    banner: str
    version: str
    checksum: str
    published: dt.datetime
    valid_until: dt.date
    notices: tuple[Notice, ...]
    disclaimer: str
    counts: str
    is_preview: bool


def frame(loaded: LoadedRelease, *, pinned: bool) -> Frame:
    """`pinned`: the page was asked for at a release's own address."""
    manifest = loaded.manifest
    return Frame(
        banner=banner(manifest),
        version=manifest.version,
        checksum=loaded.checksum[:12],
        published=manifest.published_at,
        valid_until=manifest.valid_until,
        notices=tuple(notices(loaded, pinned=pinned)),
        disclaimer=DISCLAIMER,
        counts=f"{reviewed_words(manifest)}.",
        is_preview=loaded.is_preview,
    )


def notices(loaded: LoadedRelease, *, pinned: bool) -> Iterator[Notice]:
    """What a reader must know of the release before relying on it."""
    found = (
        validity_notice(loaded),
        fallback_notice(loaded),
        pinned_notice(loaded) if pinned else None,
    )
    return filter(None, found)


def reviewed_words(manifest: Manifest) -> str:
    return f"{manifest.reviewed} of {counted(manifest.total, 'entry', 'entries')} reviewed by a clinician"


def banner(manifest: Manifest) -> str:
    """The one sentence that is on every page, print and answer."""
    unverified = manifest.needs_verification
    needs = "statement needs" if unverified == 1 else "statements need"
    return f"Draft reference. {reviewed_words(manifest)}. {unverified:,} {needs} verification."


def validity_notice(loaded: LoadedRelease) -> Notice | None:
    """Not published, withdrawn, or past the day until which it was valid."""
    manifest = loaded.manifest
    if loaded.is_preview:
        made = f"{manifest.published_at:%-d %B %Y, %H:%M} UTC"
        notes = f" {manifest.notes}" if manifest.notes else ""
        text = f"{NOT_PUBLISHED}{notes} Made on {made} by {manifest.published_by}; gone after a day."
        return Notice("warning", text, reverse("check"), "Open the current release")
    if loaded.withdrawn:
        when, reason = f"{loaded.withdrawn.at:%-d %B %Y}", loaded.withdrawn.reason.rstrip(".")
        text = f"Release {manifest.version} was withdrawn on {when}: {reason}. Do not rely on it."
        return Notice("warning", text, reverse("check"), "Open the current release")
    if loaded.is_past_its_day:
        until = f"{manifest.valid_until:%-d %B %Y}"
        text = f"Release {manifest.version} was valid until {until}. Newer evidence is missing from it. {PAST_ITS_DAY}"
        return Notice("warning", text, reverse("releases"), "All releases")
    return None


def fallback_notice(loaded: LoadedRelease) -> Notice | None:
    """The newest release cannot be read here, and this is the newest of those that can."""
    text = fallback_words(loaded.manifest.version, loaded.instead_of)
    return Notice("warning", text, reverse("releases"), "All releases") if text else None


def pinned_notice(loaded: LoadedRelease) -> Notice | None:
    """At a release's own address: which one it is, and which is current."""
    manifest = loaded.manifest
    if loaded.withdrawn or loaded.is_preview:
        return None
    if loaded.is_current:
        text = f"Permanent address of release {manifest.version}, the current one."
        return Notice("information", text, reverse("check"), "Leave it")
    since = f"{manifest.published_at:%-d %B %Y}"
    current = loaded.catalogue.served or "none"
    text = f"This is release {manifest.version} of {since}. The current release is {current}."
    return Notice("warning", text, reverse("check"), "Open the current release")
