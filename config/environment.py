"""Read the environment once. A missing or wrong value stops the start, with a message that says how to fix it."""

from __future__ import annotations

import contextlib
import math
import os
import re
import secrets
import subprocess
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from .private_files import read_or_make

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
SEE = "See docs/operations.md, Settings."
RATE = re.compile(r"[1-9][0-9]{0,8}/(?:s|sec|second|m|min|minute|h|hour|d|day)")
SHORTEST_SECRET, FEWEST_CHARACTERS = 50, 5  # as Django's own check --deploy asks
MAKE_SECRET = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no. Set {name}=1 or {name}=0.")


def number(name: str, default: int, *, least: int = 0, most: int = 1_000_000) -> int:
    value = text(name, str(default))
    if value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most:
        return int(value)
    raise ImproperlyConfigured(
        f"{name}={value!r} is not a whole number from {least} to {most}. Set for example {name}={default}."
    )


def seconds(name: str, default: str) -> float:
    value = text(name, default)
    try:
        wait = float(value)
    except ValueError:
        wait = math.nan
    if 0 <= wait < math.inf:
        return wait
    raise ImproperlyConfigured(
        f"{name}={value!r} is not a number of seconds. Set for example {name}={default}."
    )


def rate(name: str, default: str) -> str:
    """A number per period, as Django REST framework reads it."""
    value = text(name, default)
    if RATE.fullmatch(value):
        return value
    raise ImproperlyConfigured(
        f"{name}={value!r} is not a number and a time. Set for example {name}={default} "
        "(second, min, hour or day), or leave it out."
    )


def one_of(name: str, values: list[str]) -> str:
    """The first value is the default."""
    value = text(name) or values[0]
    if value not in values:
        raise ImproperlyConfigured(f"{name}={value!r} is not known. Set it to {' or '.join(values)}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def contact(name: str) -> str:
    """Where people write to, as an address that a browser opens; empty where there is none."""
    value = text(name)
    if not value or value.startswith("https://"):
        return value
    if re.fullmatch(r"[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+", value):
        return f"mailto:{value}"
    raise ImproperlyConfigured(
        f"{name}={value!r} is neither a mail address nor an https:// address. "
        f"Set for example {name}=desk@example.org, or leave it out."
    )


def required_in_production(name: str, how: str, *, production: bool) -> str:
    """A setting without which a public server must not start."""
    value = text(name)
    if production and not value:
        raise ImproperlyConfigured(f"{name} is not set. {how} {SEE}")
    return value


def database_address(name: str, **more: Any) -> dict[str, Any]:
    """Django's settings of the database at an address, PostgreSQL or SQLite; none where no address is set.

    `more`: what dj_database_url takes, for example conn_max_age in seconds.
    """
    address = text(name)
    if not address:
        return {}
    try:
        parsed = dict(dj_database_url.parse(address, **more))
    except ValueError:
        parsed = {}
    if not str(parsed.get("ENGINE", "")).endswith(("postgresql", "sqlite3")) or not parsed.get("NAME"):
        # The address is not repeated: it holds a password.
        raise ImproperlyConfigured(
            f"{name} cannot be read. Set it to the PostgreSQL address, postgres://user:password@host/name, "
            f"with % codes for signs like # / @ in the password. {SEE}"
        )
    return parsed


def secret_key(data_dir: Path, *, production: bool) -> str:
    """SECRET_KEY, or, outside production, one made once and kept in DATA_DIR with no rights for others."""
    given = text("SECRET_KEY")
    if not given and not production:
        return _kept_secret(data_dir / "secret_key")
    if not given:
        raise ImproperlyConfigured(f"SECRET_KEY is not set. Set it to what {MAKE_SECRET} prints. {SEE}")
    if production and (
        len(given) < SHORTEST_SECRET
        or len(set(given)) < FEWEST_CHARACTERS
        or given.startswith("django-insecure-")
    ):
        raise ImproperlyConfigured(
            f"SECRET_KEY can be guessed: it needs {SHORTEST_SECRET} random characters. "
            f"Set it to what {MAKE_SECRET} prints. {SEE}"
        )
    return given


def _kept_secret(path: Path) -> str:
    try:
        return read_or_make(path, lambda: secrets.token_urlsafe(50))
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path} cannot be read or made: {error.strerror}. "
            f"Set DATA_DIR to a folder that this user may write to, or set SECRET_KEY. {SEE}"
        ) from None


def metrics_folder(name: str) -> str:
    """Where workers count, empty for nowhere. Set for prometheus_client here, which reads it once, when it is imported."""
    folder = text(name)
    if not folder:
        return ""
    with contextlib.suppress(OSError):
        os.makedirs(folder, mode=0o700, exist_ok=True)
    if not (os.path.isdir(folder) and os.access(folder, os.W_OK | os.X_OK)):
        raise ImproperlyConfigured(
            f"{name}={folder!r} cannot be made or written. Set it to a folder of this user, or leave it out."
        )
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
    return folder


def git_revision(folder: Path) -> str:
    """The commit this code was checked out at; "unknown" outside a checkout."""
    try:
        result = subprocess.run(
            ["git", "rev-parse", "--short=12", "HEAD"],
            cwd=folder, capture_output=True, text=True, timeout=5, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return result.stdout.strip() or "unknown"
