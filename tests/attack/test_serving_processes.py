"""A worker that is killed, a signal, a terminal that is closed: readers are answered, and what must end ends."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.serving.servers import GRACE
from tests.config.serving.test_servers import alive, until
from tests.raw_http import FORM, HOST, exchange, held, statuses
from tests.serving import Site

pytestmark = [pytest.mark.attack, pytest.mark.process]
READY = b"GET /health/ready HTTP/1.1\r\nConnection: close\r\n" + HOST + b"\r\n"
STALLED = b"POST / HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 1000\r\n\r\nmed"


@pytest.fixture
def site(shipped_folder: Path, tmp_path: Path) -> Iterator[Site]:
    shutil.copytree(shipped_folder, tmp_path / "releases")
    site = Site(tmp_path)
    try:
        site.wait()
        yield site
    finally:
        site.end()


class Readers:
    """Four readers who keep asking, each on a new connection, until the block ends; refusals and failures are counted."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.answered = self.failed = 0
        self.ended = threading.Event()
        self.threads = [threading.Thread(target=self.ask) for _ in range(4)]

    def ask(self) -> None:
        while not self.ended.wait(0.02):
            try:
                good = statuses(exchange(self.site.readers, READY)) == [200]
            except OSError:
                good = False
            self.answered += good
            self.failed += not good

    def __enter__(self) -> Readers:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join()


def test_a_killed_worker_comes_back_and_the_other_goes_on_meanwhile(site):
    before = site.workers("readers")
    with Readers(site) as readers:
        until(lambda: readers.answered > 20)
        os.kill(before[0], signal.SIGKILL)
        answered = readers.answered
        until(lambda: len(set(site.workers("readers")) - set(before)) == 1)
        until(lambda: readers.answered > answered + 50)
    assert alive(before[1])
    assert readers.failed <= 8  # what lay in the killed worker's own queue, and never after


@pytest.mark.parametrize("serves", ["readers", "desk"])
def test_a_killed_server_comes_back_without_leaving_old_workers(site, serves):
    killed = site.server(serves)
    old = site.workers(serves)
    os.kill(killed, signal.SIGKILL)
    until(lambda: site.server(serves) not in (0, killed))
    site.wait()
    assert not any(map(alive, old))


def test_a_reload_replaces_every_worker_and_refuses_no_request(site):
    old = site.workers("readers")
    with Readers(site) as readers:
        until(lambda: readers.answered > 20)
        site.process.send_signal(signal.SIGHUP)
        until(lambda: not any(map(alive, old)))
        answered = readers.answered
        until(lambda: readers.answered > answered + 20)
    assert readers.failed == 0
    assert len(site.workers("readers")) == 2


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_stalled_and_idle_clients_do_not_keep_it_from_ending(site, told):
    everything = site.everything()
    idle = b"GET /health/live HTTP/1.1\r\n" + HOST + b"\r\n"
    with held(site.readers, 50, STALLED), held(site.desk, 50, STALLED), held(site.readers, 20, idle):
        site.process.send_signal(told)
        assert site.process.wait(timeout=4 * GRACE) == 0
    assert not any(map(alive, everything))


def test_what_is_under_way_is_answered_before_it_ends(site):
    lines = "%0A".join(f"quetiapine {n} mg" for n in range(100)).replace(" ", "+")
    body = f"medications={lines}".encode()
    asked = b"POST / HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: %d\r\n\r\n" % len(body) + body
    answers: list[bytes] = []
    asking = [
        threading.Thread(target=lambda: answers.append(exchange(site.readers, asked))) for _ in range(6)
    ]
    for thread in asking:
        thread.start()
    until(lambda: answers)
    site.process.terminate()
    for thread in asking:
        thread.join()
    assert site.process.wait(timeout=4 * GRACE) == 0
    assert all(answer.rstrip().endswith(b"</html>") for answer in answers)


def test_a_second_site_on_the_same_port_is_refused_and_the_first_goes_on(site):
    again = site.start()
    assert again.wait(timeout=60) == 1
    assert f"Port {site.port} on 127.0.0.1 cannot be used" in site.log.read_text()
    assert site.process.poll() is None
    assert statuses(exchange(site.readers, b"GET / HTTP/1.1\r\n" + HOST + b"\r\n")) == [200]
