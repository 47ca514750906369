"""A crawler that goes round and round among old releases takes little, and nothing of what other readers need."""

from __future__ import annotations

import datetime as dt
import gc
import threading
import time
import weakref
from pathlib import Path

import msgspec
import pytest
from django.test import Client

from interactions.screening import release_index as prepared
from reference.release.schema.release import Release
from reference.release.storage import library as reading
from reference.release.storage import loaded as loaded_release
from reference.release.storage.library import KEPT_IN_MEMORY
from tests.sealing import PUBLISHED, seal_into

pytestmark = pytest.mark.attack
RELEASES = 9
ROUNDS = 2
PAGES = (
    "",
    "answers/",
    "answers/naloxone/",
    "interactions/",
    "interactions/acetaminophen/",
    "medications/quetiapine/",
    "kratom/",
    "kratom/pharmacology/",
    "alkaloids/mitragynine/",
    "risks/",
    "claims/",
    "sources/",
    "method/",
    "about/",
    "predict/",
)
MOST_CPU_SECONDS = 1.0
"""Of a page of an old release that was not opened lately: measured at 0.03 to 0.3 on a busy machine, 1.2 before."""


@pytest.fixture
def folder(settings, shipped_release: Release) -> Path:
    """Nine releases of the shipped content that differ in one sentence."""
    first, *others = shipped_release.practice_notes
    for number in range(1, RELEASES + 1):
        answer = msgspec.structs.replace(first.answer, text=f"Answer number {number}.")
        note = msgspec.structs.replace(first, answer=answer)
        release = msgspec.structs.replace(shipped_release, practice_notes=(note, *others))
        seal_into(settings.RELEASES_DIR, release, f"2026.11.{number}", PUBLISHED + dt.timedelta(hours=number))
    return settings.RELEASES_DIR


class Counted:
    """How often something ran, and how many threads were in it at once."""

    def __init__(self, owner: object, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times, self.inside, self.most = 0, 0, 0
        self._act, self._lock = getattr(owner, name), threading.Lock()
        monkeypatch.setattr(owner, name, self)

    def __call__(self, *args: object, **kwargs: object) -> object:
        with self._lock:
            self.times, self.inside = self.times + 1, self.inside + 1
            self.most = max(self.most, self.inside)
        try:
            return self._act(*args, **kwargs)
        finally:
            with self._lock:
                self.inside -= 1


@pytest.fixture
def decoded(folder, monkeypatch) -> Counted:
    return Counted(reading, "decode_release", monkeypatch)


@pytest.fixture
def indexed(folder, monkeypatch) -> Counted:
    return Counted(loaded_release, "NameIndex", monkeypatch)


@pytest.fixture
def made_ready(folder, monkeypatch) -> Counted:
    return Counted(prepared, "ReleaseIndex", monkeypatch)


def check_a_list() -> int:
    return Client().post("/", {"medications": "quetiapine"}).status_code


def crawl(start: int, answers: list[int]) -> None:
    client = Client()
    for turn in range(ROUNDS * RELEASES):
        version = (start + turn) % RELEASES + 1
        answers.append(client.get(f"/releases/2026.11.{version}/{PAGES[turn % len(PAGES)]}").status_code)


def test_it_reads_no_names_opens_one_release_at_a_time_and_displaces_nothing_of_the_current_one(
    decoded, indexed, made_ready
):
    assert check_a_list() == 200
    ready = made_ready.times
    answers: list[int] = []
    crawlers = [threading.Thread(target=crawl, args=(start, answers)) for start in (0, 3, 6)]
    for crawler in crawlers:
        crawler.start()
    checked = []
    while any(crawler.is_alive() for crawler in crawlers):
        checked.append(check_a_list())
    assert set(checked) == {200}, "the current release is never busy"
    assert set(answers) <= {200, 503}
    assert answers.count(200) > RELEASES
    assert decoded.most == 1
    assert indexed.times == 1, "only the current release's names were needed"
    assert made_ready.times - ready <= decoded.times, "the current release was made ready once"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_an_old_release_costs_one_reading_of_it(page, decoded, indexed):
    assert check_a_list() == 200
    client = Client()
    client.get(f"/releases/2026.11.1/{page}")  # templates and the like are read once by every process
    before, started = decoded.times, time.process_time()
    assert client.get(f"/releases/2026.11.3/{page}").status_code == 200
    assert time.process_time() - started < MOST_CPU_SECONDS
    assert decoded.times - before == 1
    assert indexed.times == 1


def test_a_few_stay_in_memory(decoded):
    client = Client()
    for _ in range(3):
        for version in range(1, KEPT_IN_MEMORY):
            assert client.get(f"/releases/2026.11.{version}/risks/").status_code == 200
    assert decoded.times == KEPT_IN_MEMORY


def test_a_refused_reader_learns_how_long_to_wait_and_where_to_look_meanwhile(folder):
    client = Client()
    client.get("/")
    held, answers = threading.Event(), []

    def ask() -> None:
        answers.append(client.get("/releases/2026.11.1/risks/"))
        answers.append(client.get("/api/v1/risks?release=2026.11.1"))
        answers.append(client.get("/risks/"))
        held.set()

    with reading.library()._turn:
        threading.Thread(target=ask).start()
        assert held.wait(60)
    page, answer, current = answers
    assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (503, "2", "no-store")
    assert "Old releases are opened one at a time" in page.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert current.status_code == 200


def test_what_is_displaced_leaves_the_memory_without_waiting_for_the_garbage_collector(folder):
    """Twenty times the memory of one release is lost otherwise before the collector comes by."""
    client = Client()
    client.get("/")
    gc.collect()
    gc.disable()
    try:
        for page in PAGES:
            client.get(f"/releases/2026.11.1/{page}")
        seen = weakref.ref(reading.library().get("2026.11.1"))
        client.post("/releases/2026.11.1/", {"medications": "quetiapine"})
        for number in range(2, 2 + KEPT_IN_MEMORY):
            client.get(f"/releases/2026.11.{number}/risks/")
        assert seen() is None
    finally:
        gc.enable()
