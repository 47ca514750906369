"""Write the golden release of today's format: the first record of every collection of the shipped content."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import msgspec

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def main() -> None:
    import django

    django.setup()
    from django.conf import settings

    from reference.content.files import read_content
    from reference.publishing.compiler import compile_release
    from reference.release.storage.formats import FORMAT_VERSION
    from tests.sealing import seal_into

    from . import FOLDER

    path = FOLDER / f"{FORMAT_VERSION}.json"
    if path.exists():
        raise SystemExit(f"{path} is there and stays: a golden release is never changed")
    release = compile_release(read_content(settings.CONTENT_DIR))
    collections = {name: getattr(release, name) for name in release.__struct_fields__}
    first = {name: records[:1] for name, records in collections.items() if isinstance(records, tuple)}
    with tempfile.TemporaryDirectory() as folder:
        seal_into(Path(folder), msgspec.structs.replace(release, **first))
        path.write_bytes((Path(folder) / "2026.11.1.json").read_bytes())
    print(f"wrote {path}")


if __name__ == "__main__":
    main()
