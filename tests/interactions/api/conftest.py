from __future__ import annotations

from tests.reference.api.conftest import published as published
