"""The people of the desk, and a published release."""

from __future__ import annotations

import pytest

from reference.content.loader import load_content, shipped_content_account
from reference.publishing.publisher import publish_release
from tests import factories as f


@pytest.fixture
def version(settings, tmp_path):
    """The drawn world, shipped and published."""
    settings.CONTENT_DIR = f.content_folder(tmp_path)
    load_content(settings.CONTENT_DIR, by=shipped_content_account(), bootstrap=True)
    return publish_release(by="shipped").manifest.version


@pytest.fixture
def anna():
    return f.editor("anna")


@pytest.fixture
def berta():
    return f.reviewer("berta")


@pytest.fixture
def paula():
    return f.person("paula", "publisher")


@pytest.fixture
def quinn():
    return f.person("quinn", "publisher")
