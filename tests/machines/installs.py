"""Installs both locks from clean copies, with every pip and Python that is to be had here, without a compiler.

    python -m tests.machines.installs            # each Python on PATH and in pyenv, with each pip below
    python -m tests.machines.installs --quick    # this Python, with the pip it brings and the newest
    python -m tests.machines.installs --python 3.13 --pip newest --pip 24.0

Each case is what a newcomer does: an export of the last commit, a venv with that pip, make's own two installing steps,
and a proof that what was installed starts. Ends with a table, and with 1 if a case failed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
OLDEST = (3, 11)
BUNDLED, NEWEST = "bundled", "newest"
PIPS = ("22.0.2", "23.0.1", "23.2.1", "24.0", BUNDLED, NEWEST)
MADE_HERE = shutil.ignore_patterns(".venv", "var", "__pycache__", ".*_cache", ".hypothesis")
DOES_NOT_RUN = "this pip does not run on this Python"
OLDER_THAN_PYTHON = (
    "has no attribute 'ImpImporter'"  # pip 23.0 on 3.12: it says its version and fails at each install
)
NO_COMPILER = {"CC": "/bin/false", "CXX": "/bin/false", "PIP_ONLY_BINARY": ":all:"}
PROOFS = {
    "make setup": "manage.py check",
    "make setup-dev": "-m pytest -q -p no:cacheprovider -n 0 tests/interactions/rating/test_rules.py",
}


class Case(NamedTuple):
    python: str
    version: tuple[int, ...]
    pip: str


class Outcome(NamedTuple):
    case: Case
    pip: str
    said: str
    failed: bool


class Failed(Exception):
    """A step ended with an error. The text is what it printed last."""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--python", action="append", help="only these versions, as 3.13")
    parser.add_argument("--pip", action="append", choices=PIPS)
    options = parser.parse_args()
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="kratom installs ") as folder:
        packages = Path(folder, "packages")
        for case in cases(quick=options.quick, pythons=options.python, pips=options.pip):
            outcomes.append(tried(case, Path(folder, "clean copy"), packages))
            print(row(outcomes[-1]), flush=True)
    failed = sum(outcome.failed for outcome in outcomes)
    print(f"{len(outcomes) - failed} passed, {failed} failed")
    return 1 if failed else 0


def cases(*, quick: bool, pythons: list[str] | None, pips: list[str] | None) -> Iterator[Case]:
    this = {sys.version_info[:3]: sys._base_executable}  # type: ignore[attr-defined]
    for version, python in sorted((this if quick else pythons_here()).items()):
        if pythons and ".".join(map(str, version[:2])) not in pythons:
            continue
        for pip in pips or ((BUNDLED, NEWEST) if quick else PIPS):
            yield Case(python, version, pip)


def pythons_here() -> dict[tuple[int, ...], str]:
    """The Pythons on PATH and in pyenv from the oldest supported on, one of each version."""
    folders = [Path(part) for part in os.environ.get("PATH", "").split(os.pathsep) if part]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    folders += sorted(pyenv.glob("versions/*/bin"))
    found: dict[tuple[int, ...], str] = {}
    for folder in folders:
        for python in sorted(folder.glob("python3*")):
            version = version_of(python)
            if version >= OLDEST:
                found.setdefault(version, str(python))
    return found


def version_of(python: Path) -> tuple[int, ...]:
    """(0,) where it is no Python that can make an environment."""
    code = "import sys, venv, ensurepip; print(*sys.version_info[:3])"
    if python.name.endswith("-config"):
        return (0,)
    try:
        ran = subprocess.run(
            [python, "-c", code], capture_output=True, encoding="utf-8", timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return (0,)
    return tuple(int(part) for part in ran.stdout.split())


def tried(case: Case, folder: Path, packages: Path) -> Outcome:
    """One case, from nothing to the proof. `packages` keeps what was downloaded for the next."""
    shutil.rmtree(folder, ignore_errors=True)
    environment = {
        **os.environ,
        **NO_COMPILER,
        "PIP_CACHE_DIR": str(packages),
        "DATA_DIR": str(folder / "var"),
    }
    pip = case.pip
    try:
        export(folder)
        run([case.python, "-m", "venv", str(folder / ".venv")], folder, environment)
        pip = put_pip(case, folder, environment)
        for step, proof in PROOFS.items():
            run(step.split(), folder, environment)
            run([str(folder / ".venv/bin/python"), *proof.split()], folder, environment)
    except Failed as failed:
        said = DOES_NOT_RUN if OLDER_THAN_PYTHON in str(failed) else str(failed)
        return Outcome(case, pip, said, failed=said != DOES_NOT_RUN)
    return Outcome(case, pip, "installed, and starts", failed=False)


def export(folder: Path) -> None:
    """The last commit without its history, as an archive brings it; from an archive, what it brought."""
    folder.mkdir(parents=True)
    if not (ROOT / ".git").exists():
        shutil.copytree(ROOT, folder, ignore=MADE_HERE, dirs_exist_ok=True)
        return
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x"], cwd=folder, input=archive, check=True)


def put_pip(case: Case, folder: Path, environment: dict[str, str]) -> str:
    """The environment gets the pip that the case names; its version is returned. Raises Failed where that cannot run."""
    python = str(folder / ".venv/bin/python")
    if case.pip != BUNDLED:
        wanted = ["--upgrade", "pip"] if case.pip == NEWEST else [f"pip=={case.pip}"]
        run([python, "-m", "pip", "install", "--quiet", *wanted], folder, environment)
    try:
        return run([python, "-m", "pip", "--version"], folder, environment).split()[1]
    except Failed:
        raise Failed(DOES_NOT_RUN) from None


def run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    """What the command prints. Raises Failed with its last lines."""
    ran = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if ran.returncode:
        last = [line for line in (ran.stdout + ran.stderr).splitlines() if line.strip()][-12:]
        raise Failed("\n    ".join([f"{' '.join(command)} failed", *last]))
    return ran.stdout


def row(outcome: Outcome) -> str:
    version = ".".join(map(str, outcome.case.version))
    verdict = "FAILED: " if outcome.failed else ""
    return f"Python {version:<8} pip {outcome.pip:<8} ({outcome.case.pip:<7}) {verdict}{outcome.said}"


if __name__ == "__main__":
    sys.exit(main())
