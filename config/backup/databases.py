"""Write the database as of one moment into a file, and load such a file. Editing can go on during both."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient
from django.db.migrations.loader import MigrationLoader

INSTALL = "On Debian and Ubuntu: apt-get install postgresql-client"


def vendor() -> str:
    """Which database this is: `sqlite` or `postgresql`."""
    return connection.vendor


def dump(target: Path) -> None:
    """Raises CommandError where a tool is missing or fails."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
        return
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def load(source: Path) -> None:
    """Into an empty database, whole or not at all. Raises CommandError."""
    if connection.vendor == "sqlite":
        _load_sqlite(source)
        return
    _run(
        "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(source)
    )


def is_empty() -> bool:
    return not connection.introspection.table_names()


def applied_migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationLoader(connection).applied_migrations)


def unknown_migrations(applied: list[str]) -> list[str]:
    """Applied migrations that this program does not have: a newer program applied them."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    return [name for name in applied if name not in known]


def _load_sqlite(source: Path) -> None:
    path = Path(connection.settings_dict["NAME"])
    connection.close()
    beside = path.with_name(f".{path.name}.restored")
    shutil.copyfile(source, beside)
    beside.chmod(0o600)
    for left in ("-wal", "-shm"):
        path.with_name(path.name + left).unlink(missing_ok=True)
    os.replace(beside, path)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        [(found,)] = cursor.fetchall()
    if found != "ok":
        raise CommandError(f"SQLite finds the restored database damaged: {found}")


def _run(tool: str, *arguments: str) -> None:
    """One of PostgreSQL's tools on our database. The password goes through the environment, where no list shows it."""
    if shutil.which(tool) is None:
        raise CommandError(f"{tool} is not installed. {INSTALL}")
    (_, *where, name), more = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    connection.close()
    done = subprocess.run(
        [tool, *where, "--no-password", f"--dbname={name}", *arguments],
        env={**os.environ, **(more or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CommandError(f"{tool} failed:\n{done.stderr.strip()}")
