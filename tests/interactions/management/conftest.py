"""The command as an operator runs it: bytes on standard input, text out, a status."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest
from django.core.management import call_command


class Ran(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run `screen` with this input and these options."""

    def run(typed: str | bytes, *options: str) -> Ran:
        data = typed if isinstance(typed, bytes) else typed.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        out, err = io.StringIO(newline=""), io.StringIO()
        status = 0
        try:
            call_command("screen", *options, stdout=out, stderr=err)
        except SystemExit as ended:
            status = int(ended.code or 0)
        return Ran(status, out.getvalue(), err.getvalue())

    return run
