"""The settings of the site under another environment than that of the tests."""

from __future__ import annotations

import runpy
import warnings
from collections.abc import Callable
from typing import Any

import pytest

from .environments import KNOWN


@pytest.fixture
def read_settings(monkeypatch, tmp_path) -> Callable[[dict[str, str]], dict[str, Any]]:
    """The settings of the site as a process with this environment reads them."""

    def read(environment: dict[str, str]) -> dict[str, Any]:
        for name in KNOWN:
            monkeypatch.delenv(name, raising=False)
        for name, value in {"DATA_DIR": str(tmp_path), "CODE_REVISION": "test", **environment}.items():
            monkeypatch.setenv(name, value)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # runpy: it is imported already, and run again
            return runpy.run_module("config.settings")

    return read
