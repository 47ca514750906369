"""Who may reach the database, and for how long anybody waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from config.database import database

POSTGRESQL = "postgres://user:password@db.example/name?sslmode=require"
READERS = """
import os, sys
os.environ.update(SERVES="readers", DATA_DIR=sys.argv[1])
import config.asgi
from django.db import connection
loaded = [name for name in sys.modules if name.startswith(("reference.admin", "interactions.admin", "django.contrib.admin"))]
assert not loaded, loaded
try:
    connection.cursor()
except Exception as error:
    print(type(error).__name__)
"""


def test_a_readers_process_loads_no_admin_and_cannot_ask_a_database(tmp_path):
    environment = {**os.environ, "DATABASE_URL": POSTGRESQL, "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        cwd=settings.BASE_DIR, env={**environment, "DATA_DIR": str(tmp_path)}, check=True,
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", READERS, str(tmp_path)],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.strip() == "ImproperlyConfigured", done.stderr


def test_the_desk_waits_for_seconds_only(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("DATABASE_URL", POSTGRESQL)
    found = database("desk", tmp_path)
    assert found["CONN_HEALTH_CHECKS"]
    assert found["OPTIONS"]["connect_timeout"] == 5
    assert found["OPTIONS"]["options"] == "-c statement_timeout=15s -c lock_timeout=5s"
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_command_may_work_long_but_waits_for_no_lock_for_ever(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("DATABASE_URL", POSTGRESQL)
    assert database("both", tmp_path)["OPTIONS"]["options"] == "-c statement_timeout=0s -c lock_timeout=60s"


@pytest.mark.parametrize(("serves", "seconds"), [("desk", 5), ("both", 60)])
@pytest.mark.parametrize("url", ["", "sqlite:////tmp/elsewhere.sqlite3"])
def test_sqlite_waits_for_its_lock_as_long(monkeypatch, tmp_path: Path, serves, seconds, url):
    monkeypatch.setenv("DATABASE_URL", url)
    found = database(serves, tmp_path)
    assert found["OPTIONS"]["timeout"] == seconds
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_the_waiting_can_be_set(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("DATABASE_URL", POSTGRESQL)
    monkeypatch.setenv("DATABASE_LOCK_SECONDS", "2")
    monkeypatch.setenv("DATABASE_STATEMENT_SECONDS", "9")
    assert database("desk", tmp_path)["OPTIONS"]["options"] == "-c statement_timeout=9s -c lock_timeout=2s"
