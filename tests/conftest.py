"""Fixtures. A test has no database unless it asks for `db`, and no release unless it asks for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches

from interactions.screening.release_index import ReleaseIndex, release_index
from reference.content.files import read_content
from reference.publishing.compiler import compile_release
from reference.release.schema.release import Release
from reference.release.storage.library import LoadedRelease, current_release

from .posting import post_as_a_browser
from .sealing import seal_into

post_as_a_browser()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses a database, so that CI can run exactly those on PostgreSQL as well."""
    for item in items:
        asks = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if asks or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.uses_database)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory) -> None:
    """SQLite in a file, as it is served: in memory, threads would share one connection's table locks."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "tests.sqlite3")


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(settings, tmp_path: Path) -> None:
    """Each test has an empty releases folder and an empty throttle."""
    settings.RELEASES_DIR = tmp_path / "releases"
    settings.REPORTS_DIR = tmp_path / "reports"
    caches["limits"].clear()


@pytest.fixture(scope="session")
def shipped_release() -> Release:
    """The content of data/, compiled, not sealed."""
    return compile_release(read_content(settings.CONTENT_DIR))


@pytest.fixture(scope="session")
def shipped_folder(shipped_release: Release, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("shipped")
    seal_into(folder, shipped_release)
    return folder


@pytest.fixture
def library_with_shipped_content(settings, shipped_folder: Path) -> LoadedRelease:
    """The site reads the shipped content; nothing here needs a database."""
    settings.RELEASES_DIR = shipped_folder
    return current_release()


@pytest.fixture
def shipped(library_with_shipped_content: LoadedRelease) -> ReleaseIndex:
    """The shipped content, ready for screening."""
    return library_with_shipped_content.derived(release_index)
