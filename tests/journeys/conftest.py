"""A served site and a browser. Without a browser on the machine the journeys are skipped, and say so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.serving import running

from .visit import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is; asked before anything is started."""
    pytest.importorskip(
        "playwright", reason="no journeys: Playwright is not installed (make test installs it)"
    )
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no journeys: no Chromium on this machine (apt-get install chromium)")
    return found


@pytest.fixture(scope="session")
def site(chromium: str, shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the shipped release, served as in production: real server, hashed files, no database."""
    data_dir = tmp_path_factory.mktemp("journeys")
    shutil.copytree(shipped_folder, data_dir / "releases")
    with running(data_dir) as server:
        yield server.address


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser a module: Playwright's event loop must be gone before another test asks for the database."""
    from playwright.sync_api import sync_playwright

    # No host but the server's own can be found.
    args = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=args)
        yield started
        started.close()


@pytest.fixture
def options() -> dict[str, Any]:
    """What a test asks of its browser context, given by parametrising it."""
    return {}


@pytest.fixture
def visit(browser: Browser, site: str, options: dict[str, Any]) -> Iterator[Visit]:
    """A fresh reader: no cookies, nothing remembered. An outside host, a cookie or an error in a page fails the test."""
    # The offline copy has journeys of its own: in these a page comes from the server or not at all.
    context = browser.new_context(base_url=site, **{"service_workers": "block", **options})
    context.set_default_timeout(10_000)
    visit = Visit(context)
    yield visit
    cookies = context.cookies()
    context.close()
    assert visit.hosts <= {site.removeprefix("http://")}
    assert not visit.errors
    assert not cookies
