"""Brings .venv to what the named locks say: python3 setup_venv.py [--this-python] requirements.txt …

`make` calls it before everything else. It runs before anything is installed and on any Python, so it
keeps to what Python 3.6 knows. A .venv that was cut short, whose Python is gone, or (--this-python) was made by
another Python than this one, is made anew.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

NEEDED = (3, 11)
NEWEST = (3, 14)  # the newest for which every package of the locks has a wheel
FOLDER = Path(__file__).resolve().parent
VENV = FOLDER / ".venv"
PYTHON = VENV / "bin" / "python"
UNFINISHED = VENV / "unfinished"

PIP_SETTINGS_KEPT = (
    "CACHE_DIR", "CERT", "CLIENT_CERT", "CONFIG_FILE", "DEFAULT_TIMEOUT", "EXTRA_INDEX_URL", "FIND_LINKS", "INDEX_URL",
    "KEYRING_PROVIDER", "NO_CACHE_DIR", "NO_INDEX", "ONLY_BINARY", "PROXY", "RETRIES", "TIMEOUT", "TRUSTED_HOST",
)  # fmt: skip
"""The machine may set how packages are reached, but not what is installed or where (PIP_TARGET and the like)."""


def main(arguments: "list[str]") -> None:
    this_python = "--this-python" in arguments
    locks = [FOLDER / name for name in arguments if name != "--this-python"]
    with open(__file__, "rb") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # two calls of make at once
        if not is_whole(this_python):
            make_venv()
        for lock in locks:
            if not is_installed(lock):
                install(lock)


def is_whole(this_python: bool) -> bool:
    """Whether .venv can be used as it is: nothing was cut short, and its Python starts and finds pip."""
    version = None if UNFINISHED.exists() else venv_version()
    if version is None or version < NEEDED:
        return False
    return version == sys.version_info[:2] or not this_python


def venv_version() -> "tuple[int, ...] | None":
    """The version of .venv's Python; None where it does not start or has no pip."""
    command = [str(PYTHON), "-c", "import sys, pip; print(*sys.version_info[:2])"]
    try:
        printed = subprocess.check_output(command, env=clean_environment(), stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return None
    return tuple(int(part) for part in printed.split())


def make_venv() -> None:
    version = ".".join(str(part) for part in sys.version_info[:2])
    if sys.version_info < NEEDED:
        sys.exit(
            f"Python 3.11 or newer is needed; this is Python {version}. "
            "Install one, and name it: make run PYTHON=python3.11"
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        sys.exit(
            f"Python's venv module is missing. On Debian and Ubuntu: apt-get install python{version}-venv"
        )
    print(f"Making .venv with Python {version}", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(command, env=clean_environment()).returncode:
        sys.exit(f"{VENV} could not be made: the reason is above.")


def is_installed(lock: Path) -> bool:
    """A lock is copied into .venv once all of it is installed. Dates are not compared, because archives keep old ones."""
    copy = VENV / lock.name
    return copy.exists() and copy.read_bytes() == lock.read_bytes()


def install(lock: Path) -> None:
    print(f"Installing {lock.name} (a minute, the first time)", flush=True)
    UNFINISHED.touch()
    options = ["--quiet", "--disable-pip-version-check", "--no-user", "--require-hashes", "--requirement"]
    command = [str(PYTHON), "-m", "pip", "install", *options, str(lock)]
    ended = subprocess.run(command, env=clean_environment()).returncode
    if ended >= 0:  # not by a signal: no package is half installed
        UNFINISHED.unlink()
    if ended:
        sys.exit(failure(lock))
    shutil.copyfile(str(lock), str(VENV / lock.name))


def failure(lock: Path) -> str:
    said = (
        f"The packages of {lock.name} could not be installed: the reason is above. They come from PyPI, "
        "or from the index that pip is set to (PIP_INDEX_URL, PIP_PROXY). Then call make again."
    )
    if (venv_version() or NEWEST) > NEWEST:
        said += " This Python is newer than the lock: name an older one, make run PYTHON=python3.13, or make lock."
    return said


def clean_environment() -> "dict[str, str]":
    """The environment without settings that would lead Python or pip to another place."""
    kept = {}
    for name, value in os.environ.items():
        of_python = name.startswith("PYTHON") or name == "__PYVENV_LAUNCHER__"
        of_pip = name.startswith("PIP_") and name[len("PIP_") :] not in PIP_SETTINGS_KEPT
        if not of_python and not of_pip:
            kept[name] = value
    return kept


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
