"""Whether the pages' style and scripts were collected. Their names carry hashes, so no page can be made without."""

from __future__ import annotations

import functools
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

COLLECT = "run: python manage.py collectstatic --noinput, then start the server again"


@functools.cache
def static_files_missing() -> str:
    """Empty where every file of ours has been collected. Looked at once: a process reads their list when it starts."""
    storage = staticfiles_storage
    if not isinstance(storage, ManifestFilesMixin):
        return ""  # while developing, files are served from where they lie
    names = [
        path.relative_to(folder).as_posix()
        for folder in map(Path, settings.STATICFILES_DIRS)
        for path in folder.rglob("*")
        if path.is_file()
    ]
    missing = [name for name in names if not _collected(storage, name)]
    if not missing:
        return ""
    return f"the static files were not collected ({missing[0]} is missing); {COLLECT}"


def _collected(storage: ManifestFilesMixin, name: str) -> bool:
    hashed = storage.hashed_files.get(storage.hash_key(name))
    return hashed is not None and storage.exists(hashed)
