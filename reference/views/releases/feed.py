"""The releases as an Atom feed, so that people who rely on a copy hear of a new release and of a withdrawal."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from reference.release.storage.catalogue import newest_first
from reference.release.storage.library import LoadedRelease
from reference.release.storage.request import holds, index_tag, reads_release
from reference.release.storage.store import IndexEntry
from reference.views.shared.frame import banner

from .changes import UNREADABLE, Difference, difference, groups

LISTED = 20
COMPARED = 8


@require_safe
@reads_release
def feed(request: HttpRequest, loaded: LoadedRelease) -> HttpResponse:
    """Addresses are always those of SITE_URL, because feed readers identify an entry by its address."""
    tag = index_tag(loaded, settings.SITE_URL + request.get_full_path())
    if holds(request, tag):
        return HttpResponseNotModified(headers={"ETag": tag})
    entries = newest_first(loaded.catalogue.index)
    atom = Atom1Feed(
        title="Kratom Interaction Reference: releases",
        link=_absolute("releases"),
        feed_url=_absolute("feed"),
        description="What changed in each release, and which were withdrawn.",
        language="en",
    )
    for place, entry in enumerate(entries[:LISTED]):
        before = entries[place + 1] if place < COMPARED and place + 1 < len(entries) else None
        _add(atom, entry, before)
    return HttpResponse(
        atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8", headers={"ETag": tag}
    )


def _add(atom: Atom1Feed, entry: IndexEntry, before: IndexEntry | None) -> None:
    manifest, withdrawn = entry.manifest, entry.withdrawn
    address = _absolute("pinned:check", manifest.version)
    atom.add_item(
        title=f"Release {manifest.version}{' was withdrawn' if withdrawn else ''}",
        link=address,
        unique_id=address,
        description=escape(" ".join(_sentences(entry, before))),  # a reader takes it for HTML
        pubdate=manifest.published_at,
        updateddate=withdrawn.at if withdrawn else manifest.published_at,
        author_name="Kratom Interaction Reference",
    )


def _absolute(name: str, *args: str) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def _sentences(entry: IndexEntry, before: IndexEntry | None) -> list[str]:
    """What a reader of the feed needs before opening it: withdrawal first, then the weightiest changes."""
    manifest, withdrawn = entry.manifest, entry.withdrawn
    said = []
    if withdrawn:
        reason = withdrawn.reason.rstrip(".")
        said.append(f"Withdrawn on {_day(withdrawn.at)}: {reason}. Do not rely on it.")
    said.append(f"Published on {_day(manifest.published_at)}, valid until {_day(manifest.valid_until)}.")
    if before is not None and (found := _difference(before, entry)):
        said += [f"Recalled, do not rely on it: {mark.title}: {mark.reason}" for mark in found.recalled]
        said += [f"No longer under correction: {mark.title}." for mark in found.lifted]
        for group in groups(found.changes, before.manifest.version, manifest.version):
            titles = "; ".join(item.change.title for item in group.described)
            more = f"{group.number} in all" if titles and group.more else "" if titles else group.number
            said.append(f"{group.label}: {', '.join(filter(None, (titles, more)))}.".replace("?.", "?"))
    return [*said, banner(manifest), f"SHA-256 {entry.checksum}."]


def _difference(old: IndexEntry, new: IndexEntry) -> Difference | None:
    try:
        return difference(old, new)
    except UNREADABLE:
        return None


def _day(moment: dt.date) -> str:
    return f"{moment:%-d %B %Y}"
