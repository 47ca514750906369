"""nginx, a readers' server and a desk, each a process of its own, set up as docs/operations.md says."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.serving import Server, running

from .copies import Copy, Databases
from .front import NAME, Front

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "ALLOWED_HOSTS": f"{NAME},127.0.0.1",
    "SITE_URL": f"https://{NAME}",
    "SECRET_KEY": "a-long-random-text-that-only-these-tests-know-0123456789",
    "NUM_PROXIES": "1",
    "PAGE_RATE": "60/min",
    "WORKERS": "1",
}


@pytest.fixture(scope="module")
def tools() -> None:
    for tool in ("nginx", "openssl"):
        if shutil.which(tool, path=f"{os.environ['PATH']}:/usr/sbin") is None:
            pytest.skip(
                f"the nginx configuration is not run: no {tool} on this machine (apt-get install {tool})"
            )


@pytest.fixture(scope="module")
def data_dir(shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(shipped_folder, folder / "releases")
    return folder


@pytest.fixture(scope="module")
def readers(tools: None, data_dir: Path) -> Iterator[Server]:
    with running(data_dir, **PRODUCTION) as server:
        yield server


@pytest.fixture(scope="module")
def front(readers: Server, data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """What the world reaches: https on nginx, with readers and a desk behind it."""
    with running(data_dir, **PRODUCTION, SERVES="desk") as desk:
        front = Front(tmp_path_factory.mktemp("nginx"), data_dir, readers.address, desk.address)
        with front.running():
            yield front


@pytest.fixture
def front_without_desk(readers: Server, data_dir: Path, tmp_path: Path) -> Iterator[Front]:
    """The same while nobody answers at the desk's address."""
    front = Front(tmp_path, data_dir, readers.address, "http://127.0.0.1:9")
    with front.running():
        yield front


@pytest.fixture(scope="module")
def databases() -> Iterator[Databases]:
    """Of the kind that this run of the tests uses: SQLite, or PostgreSQL where DATABASE_URL names one."""
    made = Databases()
    if made.kind == "postgresql" and shutil.which("pg_dump") is None:
        pytest.skip("not tried on PostgreSQL: no pg_dump (apt-get install postgresql-client)")
    yield made
    made.drop()


@pytest.fixture(scope="module")
def new_copy(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Copy]:
    """A copy of the site in an empty folder, with a database of its own."""
    return lambda name: Copy(tmp_path_factory.mktemp(name), databases.new())
