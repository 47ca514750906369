from __future__ import annotations

import pytest

from . import drawn


@pytest.fixture
def published(settings) -> str:
    """The drawn world, published where the site looks for it: its checksum."""
    return drawn.publish(settings.RELEASES_DIR)
