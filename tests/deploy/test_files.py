"""The units, the environment file and the container file name nothing that is not there.

Units are verified by systemd's own tool where it is installed. No container is built here: that needs an engine and a
registry; the file is read, and what it copies, runs and names is looked up.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
INSTRUCTIONS = {
    "FROM", "WORKDIR", "COPY", "RUN", "ARG", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD"
}  # fmt: skip


def container_file() -> list[tuple[str, str]]:
    """Instructions and their arguments, continued lines joined."""
    lines = re.sub(r"\\\n\s*", "", (DEPLOY / "Containerfile").read_text()).splitlines()
    return [tuple(line.split(" ", 1)) for line in lines if line and not line.startswith("#")]


@pytest.mark.process
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip(
            "the units are not verified: no systemd-analyze on this machine (apt-get install systemd)"
        )
    for unit in UNITS:
        text = unit.read_text().replace("/srv/kratom/app/.venv/bin/python", sys.executable)
        (tmp_path / unit.name).write_text(text.replace("/srv/kratom/app", str(ROOT)))
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("unit", [u for u in UNITS if u.suffix == ".service"], ids=lambda unit: unit.stem)
def test_a_unit_runs_a_command_of_the_program_as_its_own_user_and_writes_only_where_it_must(unit):
    text = unit.read_text()
    [command] = re.findall(r"^ExecStart=\S+/python manage\.py (\S+)", text, re.MULTILINE)
    assert command in get_commands()
    assert "\nUser=kratom\n" in text
    assert "\nProtectSystem=strict\n" in text
    assert "\nEnvironmentFile=/etc/kratom.env\n" in text


def test_every_timer_has_its_service():
    assert {u.stem for u in UNITS if u.suffix == ".timer"} <= {
        u.stem for u in UNITS if u.suffix == ".service"
    }


def test_the_environment_file_names_settings_that_the_page_explains():
    explained = (ROOT / "docs" / "operations.md").read_text()
    named = re.findall(r"^([A-Z_]+)=", (DEPLOY / "kratom.env").read_text(), re.MULTILINE)
    assert {"DATABASE_URL", "SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS"} <= set(named)
    assert not [name for name in named if f"`{name}`" not in explained]


def test_the_container_file_copies_what_is_there_and_runs_as_nobody_special():
    instructions = container_file()
    assert {name for name, _ in instructions} <= INSTRUCTIONS
    copied = [arguments.split() for name, arguments in instructions if name == "COPY"]
    assert all((ROOT / source).exists() for source, _ in (c for c in copied if not c[0].startswith("--")))
    [user] = [arguments for name, arguments in instructions if name == "USER"]
    assert user not in ("root", "0")
    ends = [name for name, _ in instructions[-3:]]
    assert ends == ["HEALTHCHECK", "ENTRYPOINT", "CMD"]
    ran = " ".join(arguments for name, arguments in instructions if name == "RUN")
    assert "--require-hashes" in ran
    assert shlex.split(ran)


def test_no_secret_and_no_working_data_goes_into_an_image():
    left_out = (DEPLOY / "Containerfile.dockerignore").read_text().split()
    assert {".git", "var", ".env", "*.sqlite3"} <= set(left_out)
