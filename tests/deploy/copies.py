"""A copy of the site to break: a program, a folder, a database of its own on SQLite or PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import dj_database_url
import psycopg
from django.conf import settings

EDITING = Path(__file__).with_name("editing.py")
SERVER = os.environ.get("DATABASE_URL", "")
"""Where this run of the tests may make databases; SQLite where it names no PostgreSQL."""


@dataclass(frozen=True)
class Copy:
    data_dir: Path
    database_url: str
    program: Path = Path(settings.BASE_DIR)

    def with_program(self, program: Path) -> Copy:
        return replace(self, program=program)

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        return {**kept, "DATA_DIR": str(self.data_dir), "DATABASE_URL": self.database_url}

    def run(self, *command: str, **changed: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command],
            cwd=self.program,
            env={**self.environment(), **changed},
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *arguments: str) -> str:
        """What a command says; it has to succeed."""
        done = self.run("manage.py", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def refuses(self, *arguments: str) -> str:
        """What a command says that has to be refused."""
        done = self.run("manage.py", *arguments)
        assert done.returncode == 1, done.stdout + done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return done.stderr

    def people(self, verb: str) -> str:
        done = self.run(str(EDITING), verb)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def what_people_did(self) -> dict[str, list[Any]]:
        return json.loads(self.people("look"))

    def start(self, verb: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(EDITING), verb],
            cwd=self.program,
            env=self.environment(),
            stdout=subprocess.PIPE,
            text=True,
        )


class Databases:
    """New empty databases of one kind, dropped at the end."""

    def __init__(self) -> None:
        self.kind = "postgresql" if SERVER.startswith("postgres") else "sqlite"
        self._made: list[str] = []

    def new(self) -> str:
        """Its DATABASE_URL; empty for SQLite, which lies in DATA_DIR."""
        if self.kind == "sqlite":
            return ""
        name = f"copy_{uuid.uuid4().hex[:12]}"
        with _server() as server:
            server.execute(f'CREATE DATABASE "{name}"')
        self._made.append(name)
        return f"{SERVER.rsplit('/', 1)[0]}/{name}"

    def drop(self) -> None:
        for name in self._made:
            with _server() as server:
                server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _server() -> psycopg.Connection[Any]:
    found = dj_database_url.parse(SERVER)
    return psycopg.connect(
        host=found["HOST"],
        port=found["PORT"] or 5432,
        user=found["USER"],
        password=found["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
        connect_timeout=5,
    )
