"""The people of the desk, and an entry that readers see."""

from __future__ import annotations

import pytest

from tests import factories as f


@pytest.fixture
def anna():
    return f.editor("anna")


@pytest.fixture
def berta():
    return f.reviewer("berta")


@pytest.fixture
def source(anna):
    return f.saved("sources", f.paper(), anna)


@pytest.fixture
def live(anna, berta, source):
    return f.approved("populations", f.population(), anna, berta)
