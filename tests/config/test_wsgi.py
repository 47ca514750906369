"""A worker starts with any content of its releases folder; without static files it says what to run instead."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests import world as w
from tests.damage import DAMAGES
from tests.sealing import seal_into

pytestmark = pytest.mark.process
ASK = """
import config.wsgi
from django.test import Client
for path in ("/health/live", "/health/ready", "/"):
    print(path, Client(HTTP_HOST="127.0.0.1").get(path).status_code)
"""


def start(data: Path, program: str = ASK) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "0",
    }
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """A folder with a release and collected static files."""
    data = tmp_path_factory.mktemp("data")
    collected = start(
        data, "import sys; from django.core.management import execute_from_command_line as run;"
        "run(['manage.py', 'collectstatic', '--noinput', '-v', '0'])",
    )  # fmt: skip
    assert collected.returncode == 0, collected.stderr
    return data


@pytest.mark.parametrize("kind", ["a bad byte", "a folder", "a pipe"])
def test_a_worker_starts_beside_a_damaged_index_and_says_that_it_has_no_release(kind, data):
    releases = data / "releases"
    for path in releases.glob("*"):
        path.rmdir() if path.is_dir() else path.unlink()
    seal_into(releases, w.world())
    for name in ("index.json", "index.copy.json"):
        DAMAGES[kind](releases / name)
    started = start(data)
    assert started.returncode == 0, started.stderr
    assert started.stdout.split("\n")[:3] == ["/health/live 200", "/health/ready 503", "/ 503"]
    assert "started_without_release" in started.stderr


def test_without_static_files_it_does_not_start_and_says_what_to_run(tmp_path):
    seal_into(tmp_path / "releases", w.world())
    started = start(tmp_path)
    assert started.returncode != 0
    assert "The static files were not collected" in started.stderr
    assert "run: python manage.py collectstatic" in started.stderr
