"""Gather what has been approved into one unsealed release."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.utils.module_loading import import_string

from reference.content.errors import ContentError, ContentErrors
from reference.content.files import IN_ONE_FILE
from reference.content.vocabulary import read_vocabulary
from reference.models import Revision
from reference.release.schema.release import Release

from .findings import Finding


def gather_approved(folder: Path | None = None) -> Release:
    """What is approved: the last approved revision per entry, unless that retired it; names from the files.

    No kind of another app is named here: a revision's entry says its kind. Raises ContentErrors.
    """
    collections: dict[str, list[Any]] = defaultdict(list)
    for revision in sorted(Revision.objects.live().filter(retirement=False), key=_place):
        collections[revision.kind].append(revision.to_record())
    try:
        vocabulary = read_vocabulary((folder or settings.CONTENT_DIR) / "vocabulary")
    except ContentError as error:
        raise ContentErrors([error]) from None
    ordered = {kind: tuple(records) for kind, records in collections.items()}
    return msgspec.structs.replace(Release(), **ordered, **vocabulary)


def _place(revision: Revision) -> tuple[int, str]:
    """A list in one file has the order of that list; files of their own go by name."""
    entry = revision.entry
    return (entry.position if entry.kind in IN_ONE_FILE else 0), entry.slug


def compile_release(content: Release) -> Release:
    """Content with what the steps named in settings add to it."""
    for path in settings.RELEASE_STEPS:
        content = import_string(path)(content)
    return content


def check_release(release: Release) -> list[Finding]:
    """What the gate says of a compiled release."""
    return [finding for path in settings.RELEASE_CHECKS for finding in import_string(path)(release)]
