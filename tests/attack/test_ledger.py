"""Publishers killed at every step of every act, and two that race on a folder where locks do nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.killed_publisher import POINTS

pytestmark = [pytest.mark.attack, pytest.mark.process]
ROUNDS = 12


def run(module: str, data_dir, *given: str) -> list[dict]:
    """The JSON lines that a program prints, which works on a data folder of its own."""
    data_dir.mkdir(parents=True)
    environment = {
        **os.environ,
        "DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": "",
    }
    command = [sys.executable, "-m", module, *given]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


@pytest.mark.parametrize("act", ["recall", "withdraw", "restore"])
def test_a_publisher_killed_at_any_step_leaves_a_whole_release_and_the_next_act_finishes_it(act, tmp_path):
    kills = run("tests.killed_publisher", tmp_path / "data-dir", act)
    assert len(kills) == POINTS
    assert all(kill["died"] for kill in kills)
    assert all(kill["whole"] for kill in kills)
    assert all(kill["recorded_is_read"] for kill in kills)
    assert all(kill["approved_is_live"] for kill in kills)
    assert not any(kill["left_behind"] for kill in kills)


def test_of_two_publishers_without_locks_the_winners_bytes_are_read_every_time(tmp_path):
    rounds = run("tests.racing_publishers", tmp_path / "data-dir", str(ROUNDS))
    assert len(rounds) == ROUNDS
    assert all(found["published"] >= 1 for found in rounds)
    assert all(found["current_is_the_end_of_the_chain"] for found in rounds)
    assert not any(found["problems"] for found in rounds)
