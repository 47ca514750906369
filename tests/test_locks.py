"""The locks pin all that an install can ask for, so that it does not depend on what a registry's newest version is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RUN, DEV = "requirements.txt", "requirements-dev.txt"
PROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
DECLARED = {
    RUN: PROJECT["project"]["dependencies"],
    DEV: PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"],
}
Lock = dict[str, Requirement]


def read(name: str) -> Lock:
    text = (settings.BASE_DIR / name).read_text(encoding="utf-8")
    lines = [line.rstrip(" \\") for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    pinned = [Requirement(line) for line in lines]
    assert all(re.fullmatch(r"==[^*,]+", str(r.specifier)) for r in pinned)
    return {canonicalize_name(r.name): r for r in pinned}


def asked_for(name: str, lock: Lock) -> Iterator[Requirement]:
    """What is declared, and what each locked package of this machine asks for, with the extras it is locked with."""
    yield from map(Requirement, DECLARED[name])
    for package, pinned in lock.items():
        try:
            declared = requires(package) or []
        except PackageNotFoundError:
            continue  # of another platform
        for requirement in map(Requirement, declared):
            extras = pinned.extras or {""}
            if requirement.marker is None or any(requirement.marker.evaluate({"extra": e}) for e in extras):
                yield requirement


@pytest.mark.parametrize("name", [RUN, DEV])
def test_every_requirement_is_pinned_with_the_extras_it_asks_for(name: str):
    lock = read(name)
    asked = list(asked_for(name, lock))
    assert len(asked) > len(lock)
    unpinned = [
        str(r)
        for r in asked
        if (pinned := lock.get(canonicalize_name(r.name))) is None or not r.extras <= pinned.extras
    ]
    assert not unpinned


@pytest.mark.parametrize("name", [RUN, DEV])
def test_every_pin_has_the_hashes_of_its_files(name: str):
    text = (settings.BASE_DIR / name).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
    assert all("--hash=sha256:" in block for block in blocks if re.match(r"[A-Za-z0-9]", block))


def test_both_locks_name_one_version_of_a_package():
    run, dev = read(RUN), read(DEV)
    assert {name: str(pinned.specifier) for name, pinned in run.items()} == {
        name: str(dev[name].specifier) for name in run
    }
