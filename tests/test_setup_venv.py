"""make's first step: a .venv that holds what the lock says, from any earlier state."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.process
OTHERS_SETTINGS = {
    "PYTHONPATH": "/nowhere",
    "PYTHONSAFEPATH": "1",
    "PYTHONWARNINGS": "error",
    "PIP_TARGET": "/nowhere",
    "PIP_USER": "1",
    "PIP_REQUIRE_HASHES": "no",
    "PIP_NO_SUCH_OPTION": "1",
}
Setup = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder as make sees it, with a lock that asks for nothing."""
    made = tmp_path_factory.mktemp("a folder with spaces")
    shutil.copy(settings.BASE_DIR / "setup_venv.py", made)
    (made / "requirements.txt").write_text("# nothing\n", encoding="utf-8")
    return made


@pytest.fixture
def setup(folder: Path) -> Setup:
    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "setup_venv.py", *arguments, "requirements.txt"]
        return subprocess.run(
            command,
            cwd=folder,
            env=os.environ | environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture
def venv(folder: Path, setup: Setup) -> Path:
    assert setup().returncode == 0
    return folder / ".venv"


def made_anew(ran: subprocess.CompletedProcess[str], venv: Path) -> bool:
    assert ran.returncode == 0, ran.stderr
    assert subprocess.check_output([venv / "bin/python", "-m", "pip", "--version"])
    return "Making .venv" in ran.stdout


def test_a_complete_and_current_environment_is_left_alone(venv: Path, setup: Setup):
    ran = setup()
    assert (ran.returncode, ran.stdout) == (0, "")


def test_a_changed_lock_is_installed_though_its_date_is_old(folder: Path, venv: Path, setup: Setup):
    lock = folder / "requirements.txt"
    lock.write_text("# nothing, said otherwise\n", encoding="utf-8")
    os.utime(lock, (0, 0))
    assert "Installing requirements.txt" in setup().stdout


def test_settings_of_the_shell_and_of_pip_do_not_lead_elsewhere(folder: Path, venv: Path, setup: Setup):
    (venv / "requirements.txt").unlink()
    assert not made_anew(setup(**OTHERS_SETTINGS), venv)


def test_an_installation_that_was_cut_short_is_made_anew(venv: Path, setup: Setup):
    (venv / "unfinished").touch()
    assert made_anew(setup(), venv)


def test_an_environment_without_pip_or_with_a_python_that_is_gone_is_made_anew(venv: Path, setup: Setup):
    for package in venv.glob("lib/python*/site-packages/pip*"):
        shutil.rmtree(package)
    (venv / "bin/python").unlink()
    (venv / "bin/python").symlink_to("/nowhere/python3")
    assert made_anew(setup(), venv)


def test_unreachable_packages_stop_it_with_what_to_do_and_change_nothing(
    folder: Path, venv: Path, setup: Setup
):
    lock = folder / "requirements.txt"
    before = lock.read_text(encoding="utf-8")
    lock.write_text(f"nothing-of-that-name==1 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    ran = setup(PIP_NO_INDEX="1")
    lock.write_text(before, encoding="utf-8")
    assert ran.returncode == 1
    assert "could not be installed" in ran.stderr
    assert "call make again" in ran.stderr
    assert setup().stdout == ""
