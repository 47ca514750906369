"""Two indexes of names: one drawn, one of all that ships. Both are only read."""

from __future__ import annotations

import pytest

from reference.release.names.index import NameIndex
from reference.release.schema.release import Release

from .names_world import SHARED


@pytest.fixture(scope="session")
def index() -> NameIndex:
    return SHARED


@pytest.fixture(scope="session")
def shipped_index(shipped_release: Release) -> NameIndex:
    return NameIndex(shipped_release)
