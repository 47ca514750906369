"""Releases are switched under load, again and again: no answer fails, and none mixes one release with another."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import re
import threading
import time
from collections import Counter
from urllib.parse import urlsplit

import msgspec
import pytest

from reference.release.storage.store import ReleaseStore
from tests.sealing import PUBLISHED, seal_into
from tests.serving import running

pytestmark = [pytest.mark.attack, pytest.mark.process]
SWITCHES = 30
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
NOTE = "7-oh-or-leaf"
ASKED = [
    ("GET", "/", None, {}),
    ("POST", "/", "medications=quetiapine%0Atramadol", FORM),
    ("GET", f"/answers/{NOTE}/", None, {}),
    ("GET", f"/api/v1/practice-notes/{NOTE}", None, {}),
    ("POST", "/api/v1/screen", '{"medications": ["quetiapine"]}', JSON),
]


@pytest.fixture
def data_dir(shipped_release, tmp_path):
    """Two releases that differ in one sentence, which names its release."""
    for number in (1, 2):
        notes = tuple(
            said(note, number) if note.slug == NOTE else note for note in shipped_release.practice_notes
        )
        release = msgspec.structs.replace(shipped_release, practice_notes=notes)
        at = PUBLISHED + dt.timedelta(hours=number)
        seal_into(tmp_path / "releases", release, version=f"2026.11.{number}", at=at)
    return tmp_path


def said(note, number):
    text = f"This is sentence number {number}."
    return msgspec.structs.replace(note, answer=msgspec.structs.replace(note.answer, text=text))


class Readers:
    """Four of them, asking without a pause; what was wrong with an answer is kept."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.over = threading.Event()
        self.versions: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.threads = [threading.Thread(target=self._read, args=(start,)) for start in range(4)]

    def __enter__(self) -> Readers:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *failed: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join(timeout=60)

    def _read(self, start: int) -> None:
        turn = start
        while not self.over.is_set():
            try:
                self._ask(*ASKED[turn % len(ASKED)])
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(f"{ASKED[turn % len(ASKED)][1]}: {error!r}")
            turn += 1

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> None:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        connection.request(method, path, body=body, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        version = answer.getheader("Release-Version", "none")
        self.versions[version] += 1
        if answer.status != 200:
            self.wrong.append(f"{path}: {answer.status}")
        told = {json.loads(text)["release"]["version"]} if "/api/" in path else set(STAMP.findall(text))
        told |= {f"2026.11.{number}" for number in SENTENCE.findall(text)}
        if told - {version}:
            self.wrong.append(f"{path}: the header says {version}, the answer {told}")


STAMP = re.compile(r'data-stamp="Release ([\d.]+)')
SENTENCE = re.compile(r"This is sentence number (\d)\.")


def test_thirty_switches_under_load_show_no_failure_and_no_mixture(data_dir):
    store = ReleaseStore(data_dir / "releases")
    with running(data_dir, workers=2) as server, Readers(server.address) as readers:
        for turn in range(SWITCHES):
            current = f"2026.11.{1 + turn % 2}"
            store.write_index(msgspec.structs.replace(store.read_index(), current=current))
            time.sleep(0.7)
    assert not readers.wrong
    assert set(readers.versions) == {"2026.11.1", "2026.11.2"}
