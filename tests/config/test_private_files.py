"""What editors and readers entrust to the server is closed to other accounts of the machine under any umask."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings

from config.private_files import keep_folder_private, keep_private, read_or_make


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=["umask 000", "umask 022", "umask 077"])
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


def test_only_the_owner_can_read_the_database_the_secret_and_the_reports(umask, tmp_path):
    """A process of its own, as it starts on an empty folder."""
    data_dir = tmp_path / "new" / "data"
    environment = {
        name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "DATABASE_URL")
    }
    given = {**environment, "DATA_DIR": str(data_dir), "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run([sys.executable, "-c", OPENS_THE_DATABASE], cwd=settings.BASE_DIR, env=given, check=True)
    found = {path.name: rights(path) for path in data_dir.iterdir()}
    assert found == {
        "reference.sqlite3": 0o600,
        "reference.sqlite3-wal": 0o600,
        "reference.sqlite3-shm": 0o600,
        "secret_key": 0o600,
        "reports": 0o700,
    }
    assert rights(data_dir) == 0o711


OPENS_THE_DATABASE = """
import os, django
django.setup()
from django.db import connection
connection.cursor().execute("create table one (id integer)")
os._exit(0)  # the connection stays open, as in a server that runs
"""


def test_what_was_open_to_others_before_is_closed(tmp_path):
    database = tmp_path / "reference.sqlite3"
    with sqlite3.connect(database) as connection:
        connection.execute("pragma journal_mode=wal")
        connection.execute("create table one (id integer)")
        beside = [database, *tmp_path.glob("reference.sqlite3-*")]
        for path in beside:
            path.chmod(0o664)
        keep_private(database)
        assert {path.name: rights(path) for path in beside} == {path.name: 0o600 for path in beside}
    assert len(beside) == 3
    reports = tmp_path / "reports"
    reports.mkdir()
    reports.chmod(0o755)
    assert rights(keep_folder_private(reports)) == 0o700


def test_a_folder_whose_rights_cannot_be_changed_does_not_stop_the_start(tmp_path):
    (tmp_path / "file").write_text("")
    keep_private(tmp_path / "missing")
    keep_private(tmp_path / "file" / "below", make=True)
    keep_folder_private(tmp_path / "file" / "below")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_of_many_that_start_at_once_all_read_one_secret(tmp_path):
    path = tmp_path / "secret_key"
    numbers = iter(range(1_000))
    with ThreadPoolExecutor(16) as pool:
        read = set(pool.map(lambda _: read_or_make(path, lambda: f"secret {next(numbers)}"), range(64)))
    assert read == {path.read_text()}
    assert [one.name for one in tmp_path.iterdir()] == ["secret_key"]


def test_an_empty_secret_is_not_used(tmp_path):
    (tmp_path / "secret_key").write_text("\n")
    with pytest.raises(OSError, match="it is empty; delete it"):
        read_or_make(tmp_path / "secret_key", lambda: "new")
