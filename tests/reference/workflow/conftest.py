"""Two people, a source, an entry in draft and one that readers see."""

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
def draft(anna, source):
    return f.saved("populations", f.population(), anna)


@pytest.fixture
def live(anna, berta, source):
    return f.approved("populations", f.population(), anna, berta)
