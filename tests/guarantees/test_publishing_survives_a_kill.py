"""Publishing killed at any step leaves a complete release and loses nothing approved; the next publication succeeds."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.killed_publisher import POINTS

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def kills(tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("killed") / "data-dir"
    data_dir.mkdir()
    environment = {
        **os.environ,
        "DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": "",
    }
    command = [sys.executable, "-m", "tests.killed_publisher"]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def test_publishing_was_killed_at_sixty_steps_from_first_to_last(kills):
    assert len(kills) == POINTS
    assert all(kill["died"] for kill in kills)
    assert kills[0]["after"] == 1
    assert kills[-1]["after"] == kills[-1]["of"]


def test_readers_find_a_complete_release(kills):
    assert all(kill["whole"] for kill in kills)
    assert {kill["served"].rsplit(".", 1)[1] for kill in kills} == {"2", "3"}


def test_nothing_approved_is_lost_and_the_next_publication_succeeds(kills):
    assert all(kill["approved_is_live"] for kill in kills)
