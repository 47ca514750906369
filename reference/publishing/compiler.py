"""Gather what has been approved into one unsealed release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.utils.module_loading import import_string

from reference.content.errors import ContentError, ContentErrors
from reference.content.files import IN_ONE_FILE
from reference.content.vocabulary import read_vocabulary
from reference.models import Revision, entry_models
from reference.release.records import slug_of
from reference.release.schema import Release

from .findings import Finding


def gather_approved(folder: Path | None = None) -> Release:
    """What is approved: the last approved revision per entry, unless that retired it; names from the files.

    No table of another app is named here: a revision knows its kind and holds a finished record. Raises ContentErrors.
    """
    collections: dict[str, list[Any]] = defaultdict(list)
    for revision in Revision.objects.live().filter(retirement=False):
        collections[revision.kind].append(revision.to_record())
    try:
        vocabulary = read_vocabulary((folder or settings.CONTENT_DIR) / "vocabulary")
    except ContentError as error:
        raise ContentErrors([error]) from None
    ordered = {kind: tuple(sorted(records, key=_place(kind))) for kind, records in collections.items()}
    return msgspec.structs.replace(Release(), **ordered, **vocabulary)


def _place(kind: str) -> Callable[[Any], tuple[int, str]]:
    """Records of one file keep its order; records with a file each are sorted by name."""
    if kind not in IN_ONE_FILE:
        return lambda record: (0, slug_of(record))
    positions = dict(entry_models()[kind]._default_manager.values_list("slug", "position"))
    return lambda record: (positions.get(slug_of(record), len(positions)), slug_of(record))


def compile_release(content: Release) -> Release:
    """Content with what the steps named in settings add to it."""
    for path in settings.RELEASE_STEPS:
        content = import_string(path)(content)
    return content


def check_release(release: Release) -> list[Finding]:
    """What the gate says of a compiled release."""
    return [finding for path in settings.RELEASE_CHECKS for finding in import_string(path)(release)]
