"""Two publishers, a release of everything, and a recalled entry."""

from __future__ import annotations

import pytest

from reference.publishing.publisher import publish_release
from reference.publishing.recall import recall_entry

from .recalled import REASON, everything, publisher


@pytest.fixture
def paula():
    return publisher("paula")


@pytest.fixture
def quinn():
    return publisher("quinn")


@pytest.fixture
def published():
    return publish_release(by="somebody", content=everything())


@pytest.fixture
def recalled(published, paula):
    return recall_entry("interactions", "dormirol", by=paula, reason=REASON)
