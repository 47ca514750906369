"""Whether the pages' style and scripts were collected. Their names carry hashes, so no page can be made without."""

from __future__ import annotations

import functools
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.files.base import ContentFile

COLLECT = "run: python manage.py collectstatic --noinput, then start the server again"


@functools.cache
def static_files_missing() -> str:
    """Empty where every file of ours has been collected. Looked at once: a process reads their list when it starts."""
    storage = staticfiles_storage
    if not isinstance(storage, ManifestFilesMixin):
        return ""  # while developing, files are served from where they lie
    for folder in map(Path, settings.STATICFILES_DIRS):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not _collected(storage, name, path):
                return f"the static files were not collected ({name} is missing or older); {COLLECT}"
    return ""


def _collected(storage: ManifestFilesMixin, name: str, source: Path) -> bool:
    """Whether the file is there as it is today. Where one names others, its collected text differs, and is not compared."""
    hashed = storage.hashed_files.get(storage.hash_key(name))
    if hashed is None or not storage.exists(hashed):
        return False
    content = source.read_bytes()
    return b"url(" in content or storage.hashed_name(name, ContentFile(content)) == hashed
