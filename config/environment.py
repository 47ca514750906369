"""Read the environment once. What is missing is said with how to mend it."""

from __future__ import annotations

import contextlib
import os
import secrets
import subprocess
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no. Set {name}=1 or {name}=0.")


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(
            f"{name}={value!r} is not a whole number. Set for example {name}={default}."
        )
    return int(value)


def one_of(name: str, values: list[str]) -> str:
    """The first value is the default."""
    value = text(name) or values[0]
    if value not in values:
        raise ImproperlyConfigured(f"{name}={value!r} is not known. Set it to {' or '.join(values)}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def required_in_production(name: str, how: str, *, production: bool) -> str:
    """A setting without which a public server must not start."""
    value = text(name)
    if production and not value:
        raise ImproperlyConfigured(f"{name} is not set. {how} See docs/operations.md, Settings.")
    return value


def secret_key(data_dir: Path, *, production: bool) -> str:
    """SECRET_KEY, or, outside production, one made once and kept in DATA_DIR with no rights for others."""
    given = text("SECRET_KEY")
    if given:
        return given
    if production:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it to a long random text. See docs/operations.md, Settings."
        )
    path = data_dir / "secret_key"
    data_dir.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text().strip()


def metrics_folder(name: str) -> str:
    """Where workers count, empty for nowhere. Told to prometheus_client here: it looks once, when it is imported."""
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
