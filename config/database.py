"""How each process reaches the database, and how long it waits for it.

Readers' processes have none: a query there is an error at once, not a delay. The desk waits for seconds, then says so
to the editor. Commands (migrations, loading, publishing) may take long, but none waits for ever for a lock.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from . import environment as env
from .private_files import keep_private

CONNECT_SECONDS = 5
ANSWER_SECONDS = 15
NO_LIMIT = 0


def database(serves: str, data_dir: Path) -> dict[str, Any]:
    """Django's settings of the database for a process that serves readers, the desk, or both (and commands)."""
    if serves == "readers":
        return {"ENGINE": "django.db.backends.dummy"}
    desk = serves == "desk"
    lock = env.number("DATABASE_LOCK_SECONDS", 5 if desk else 60)
    parsed = env.database_address("DATABASE_URL", conn_max_age=60, conn_health_checks=True)
    if not parsed:
        return _sqlite(keep_private(data_dir / "reference.sqlite3", make=True), lock)
    if parsed["ENGINE"].endswith("sqlite3"):
        return {**parsed, **_sqlite(parsed["NAME"], lock)}
    if parsed["ENGINE"].endswith("postgresql"):
        statement = env.number("DATABASE_STATEMENT_SECONDS", ANSWER_SECONDS if desk else NO_LIMIT)
        parsed["OPTIONS"] = {**_postgresql(statement, lock), **parsed.get("OPTIONS", {})}
    return parsed


def _postgresql(statement: int, lock: int) -> dict[str, Any]:
    """Options of libpq. `statement`, `lock`: seconds; 0 is no limit. A host that vanished is noticed by keepalives."""
    return {
        "connect_timeout": CONNECT_SECONDS,
        "options": f"-c statement_timeout={statement}s -c lock_timeout={lock}s",
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": ANSWER_SECONDS * 1000,
    }


def _sqlite(name: Path | str, lock: int) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            # IMMEDIATE takes the write lock at once: with WAL alone eight writers lost a fifth of their transactions.
            "transaction_mode": "IMMEDIATE",
            "timeout": lock,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
