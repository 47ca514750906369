"""Without a network the browser answers from the release it keeps, says how old that is, and stops when it must."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interactions.publishing.release_steps import resolve_interactions
from tests import world as w
from tests.sealing import PUBLISHED, seal_into
from tests.serving import running

from .proxy import Network
from .test_accessibility import FIND, RULES, axe  # noqa: F401  (a fixture)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

TWELVE_DAYS_ON = PUBLISHED + dt.timedelta(days=12)
NEWER = "2026.11.9"
KEPT = """async () => {
    const found = await caches.match("/offline.json");
    return found && found.headers.get("Release-Version");
}"""
CACHED = """async () => {
    const all = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) all.push([request.method, request.url, await (await cache.match(request)).text()]);
    }
    return all;
}"""


@contextmanager
def serving(data_dir: Path) -> Iterator[str]:
    """The address of a server with the release of a small world."""
    seal_into(data_dir / "releases", resolve_interactions(w.world()))
    with running(data_dir) as server:
        yield server.address


@pytest.fixture(scope="module")
def served(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("offline")) as address:
        yield address


@pytest.fixture
def network(served: str) -> Iterator[Network]:
    network = Network(served)
    yield network
    network.close()


@pytest.fixture
def reader(browser: Browser, network: Network) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=network.address)
    context.set_default_timeout(60_000)
    yield context
    cookies = context.cookies()
    context.close()
    assert not cookies


@pytest.fixture
def page(reader: BrowserContext) -> Page:
    """One who has opened the site once, twelve days after its release was published."""
    page = reader.new_page()
    page.clock.set_fixed_time(TWELVE_DAYS_ON)
    visit_once(page)
    return page


def visit_once(page: Page) -> None:
    page.goto("/")
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def ask(page: Page, text: str) -> None:
    page.get_by_label("Medicines, one per line").fill(text)
    page.get_by_role("button", name="Check offline").click()
    page.locator("#answers").wait_for()


def test_after_one_visit_a_list_is_answered_without_a_network(page, reader, network):
    reader.set_offline(True)
    asked = len(network.asked)
    page.goto("/")
    assert "12 days old" in page.locator("#stamp").inner_text()
    assert "valid until 20 February 2027" in page.locator("#stamp").inner_text()
    assert "2026.11.1" in page.locator("#stamp").inner_text()
    assert "0 of" in page.locator("#banner").inner_text()
    ask(page, "dormirol 10 mg daily\nnaloxone\nlookedfor\nqwxzv")
    first = page.locator("article.finding").first
    assert first.locator(".action").inner_text()
    assert "dormirol" in first.inner_text()
    assert "Give if needed" in page.locator("#found").inner_text()
    assert "Not assessed is not the same as safe" in page.locator("#found").inner_text()
    assert "qwxzv" in page.locator(".asks").inner_text()
    assert "Patient context and combined effects need the network" in page.locator("#answers").inner_text()
    assert len(network.asked) == asked


def test_the_first_screen_shows_what_was_not_answered_and_what_to_do_about_the_worst(page, reader):
    """On a phone, below the emergency line, the first step of the card may stand one turn lower than its phrase."""
    reader.set_offline(True)
    wanted = (".asks .row", "article.finding .action", "article.finding .do li")
    for size, parts in (
        ({"width": 1280, "height": 800}, wanted),
        ({"width": 390, "height": 844}, wanted[:2]),
    ):
        page.set_viewport_size(size)
        page.goto("/")
        ask(page, "calmazine\ndormirol\nqwxzv")
        page.evaluate("window.scrollTo(0, 0)")
        for part in parts:
            box = page.locator(part).first.bounding_box()
            assert box is not None, part
            assert box["y"] + min(box["height"], 24) <= size["height"], (part, size)


def test_a_list_that_could_not_be_sent_is_answered_and_not_kept(page, reader, network):
    page.goto("/")
    page.locator("#id_medications").fill("dormirol 77 mg\nunmistakable words")
    reader.set_offline(True)
    page.locator(".check-form").get_by_role("button", name="Check", exact=True).click()
    page.locator("#answers").wait_for()
    assert "unmistakable words" in page.locator(".asks").inner_text()
    assert page.locator("article.finding").count() == 1
    assert "unmistakable" not in page.url
    cached = page.evaluate(CACHED)
    assert {method for method, *_ in cached} == {"GET"}
    assert "unmistakable" not in json.dumps(cached)
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0
    page.goto("/")
    page.locator("#query").wait_for()
    assert page.get_by_label("Medicines, one per line").input_value() == ""


def test_after_its_last_day_the_copy_shows_its_age_and_nothing_else(page, reader):
    reader.set_offline(True)
    page.clock.set_fixed_time(PUBLISHED + dt.timedelta(days=90))
    page.goto("/")
    page.locator("#query").wait_for()
    page.clock.set_fixed_time(PUBLISHED + dt.timedelta(days=91))
    page.goto("/")
    said = page.get_by_role("alert")
    said.get_by_text("91 days old").wait_for()
    assert "20 February 2027" in said.inner_text()
    assert "poison centre" in said.inner_text()
    assert not page.locator("#query").is_visible()


def test_a_page_left_open_past_the_last_day_no_longer_answers(page, reader):
    reader.set_offline(True)
    page.goto("/")
    page.get_by_label("Medicines, one per line").fill("dormirol")
    page.clock.set_fixed_time(PUBLISHED + dt.timedelta(days=91))
    page.get_by_role("button", name="Check offline").click()
    page.get_by_role("alert").get_by_text("91 days old").wait_for()
    assert not page.locator("#answers").is_visible()


def test_with_a_clock_before_its_first_day_the_copy_does_not_answer(page, reader):
    reader.set_offline(True)
    page.clock.set_fixed_time(PUBLISHED - dt.timedelta(days=2))
    page.goto("/")
    page.get_by_role("alert").get_by_text("clock").wait_for()
    assert not page.locator("#query").is_visible()


def test_where_a_gateway_finds_no_server_the_copy_answers(page, network):
    network.no_server = True
    page.goto("/")
    ask(page, "dormirol")
    assert page.locator("article.finding").count() == 1


def test_a_copy_that_was_changed_on_the_device_does_not_answer(page, reader):
    page.evaluate(
        """async () => {
            const [name] = await caches.keys();
            const cache = await caches.open(name);
            const kept = await cache.match("/offline.json");
            const headers = new Headers(kept.headers);
            await cache.put("/offline.json", new Response((await kept.text()).replace("major", "minor"), { headers }));
        }"""
    )
    reader.set_offline(True)
    page.goto("/")
    page.get_by_role("alert").get_by_text("damaged").wait_for()
    assert not page.locator("#query").is_visible()


def test_half_a_document_is_never_kept(reader, network):
    network.cut_short.add("/offline.json")
    page = reader.new_page()
    page.goto("/")
    page.wait_for_function("async () => !(await navigator.serviceWorker.getRegistration('/'))?.installing")
    assert page.evaluate(KEPT) is None


def test_a_new_release_takes_the_place_of_the_old_one_only_when_all_of_it_came(
    page, reader, network, tmp_path
):
    with serving(tmp_path) as network.server:
        page.goto("/about/")
        network.cut_short.add("/offline.json")
        seal_into(
            tmp_path / "releases", resolve_interactions(w.world()), NEWER, PUBLISHED + dt.timedelta(days=1)
        )
        before = network.asked.count(("GET", "/offline.json"))
        page.goto("/about/")
        wait_for_request(page, network, before)
        assert page.evaluate(KEPT) == "2026.11.1"
        network.cut_short.clear()
        page.goto("/about/")
        page.wait_for_function(f"async () => await ({KEPT})() === '{NEWER}'")
        reader.set_offline(True)
        page.goto("/")
        page.locator("#stamp").get_by_text(NEWER).wait_for()
        assert "11 days old" in page.locator("#stamp").inner_text()


def wait_for_request(page: Page, network: Network, before: int) -> None:
    while network.asked.count(("GET", "/offline.json")) == before:
        page.wait_for_timeout(50)


def test_another_page_without_a_network_says_that_it_is_not_in_the_copy(page, reader):
    reader.set_offline(True)
    page.goto("/interactions/dormirol/")
    page.get_by_role("heading", name="this page is not in the offline copy").wait_for()


def test_online_the_page_says_what_this_device_keeps(page):
    page.goto("/offline/")
    page.locator("#query").wait_for()
    assert page.get_by_role("heading", level=1).inner_text() == "Offline copy"


def test_the_site_can_be_installed(page, reader):
    address = page.locator('link[rel="manifest"]').get_attribute("href")
    manifest = page.evaluate("async (address) => (await fetch(address)).json()", address)
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/", "/", "standalone")
    for icon in manifest["icons"]:
        assert page.evaluate("async (address) => (await fetch(address)).ok", icon["src"])
    session = reader.new_cdp_session(page)
    errors = {
        error["errorId"] for error in session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    }
    assert errors <= {"in-incognito"}  # as every test context is


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page, reader, scheme, axe):  # noqa: F811
    page.emulate_media(color_scheme=scheme)
    reader.set_offline(True)
    page.goto("/")
    ask(page, "dormirol\ncalmazine\nnaloxone\nlookedfor\nkratom\nqwxzv")
    page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")
    page.evaluate(axe)
    assert page.evaluate(FIND, RULES) == []
