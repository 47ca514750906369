"""What was started is kept running, and nothing of it is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.process

PARENT = """
import signal, sys
from pathlib import Path
from config.serving import servers

signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests under nohup ignores it

class Writes(servers.Server):
    '''In place of granian: writes its process id, has one child, and ignores SIGTERM where asked.'''
    def command(self):
        return [sys.executable, "-c", CHILD, str(self.port), *sys.argv[1:]]

CHILD = '''
import os, signal, sys, time
from pathlib import Path
if "stubborn" in sys.argv: signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = os.fork()
if not child: time.sleep(300)
signal.signal(signal.SIGHUP, lambda *given: Path(sys.argv[2], "reloaded").touch())
with open(Path(sys.argv[2]) / sys.argv[1], "a") as file: file.write(f"{os.getpid()} {child}\\\\n")
while True: time.sleep(300)
'''
servers.GRACE = -2
servers.keep_running([Writes("readers", "127.0.0.1", 1, 1), Writes("desk", "127.0.0.1", 2, 1)])
"""


def until(true: Callable[[], object]) -> None:
    """Wait for something that happens; how long it takes is not what is promised."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it never happened")


def alive(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


class Kept:
    """A parent that keeps two servers, and what they wrote."""

    def __init__(self, folder: Path, *how: str) -> None:
        self.folder = folder
        with (folder / "said").open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-c", PARENT, str(folder), *how],
                cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, stderr=said,
            )  # fmt: skip
        until(lambda: self.started(1) and self.started(2))

    def started(self, port: int) -> list[tuple[int, int]]:
        path = self.folder / str(port)
        lines = path.read_text().splitlines() if path.exists() else []
        return [tuple(map(int, line.split())) for line in lines]

    def everything(self) -> list[int]:
        return [pid for port in (1, 2) for pair in self.started(port) for pid in pair]

    def none_left(self) -> bool:
        return not any(map(alive, self.everything()))


@pytest.fixture
def keep(tmp_path: Path) -> Iterator[Callable[..., Kept]]:
    made: list[Kept] = []

    def start(*how: str) -> Kept:
        made.append(Kept(tmp_path, *how))
        return made[-1]

    yield start
    for kept in made:
        kept.process.kill()
        kept.process.wait()
        for pid in kept.everything():
            if alive(pid):
                os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("how", ["", "stubborn"])
def test_a_stop_ends_every_process_even_a_stuck_one(keep, told, how):
    kept = keep(how)
    kept.process.send_signal(told)
    assert kept.process.wait(timeout=60) == 0
    until(kept.none_left)


def test_a_server_that_dies_comes_back_and_the_other_goes_on(keep):
    kept = keep()
    first, worker = kept.started(1)[0]
    os.kill(first, signal.SIGKILL)
    until(lambda: len(kept.started(1)) == 2)
    assert not alive(worker)
    assert len(kept.started(2)) == 1
    assert alive(kept.started(2)[0][0])
    said = (kept.folder / "said").read_text()
    assert "The server on port 1 (readers) ended with status -9; it starts again in 1 s." in said


def test_if_the_parent_is_killed_its_servers_end(keep):
    kept = keep()
    kept.process.kill()
    until(lambda: not alive(kept.started(1)[0][0]) and not alive(kept.started(2)[0][0]))


def test_hanging_up_reloads_and_ends_nothing(keep):
    kept = keep()
    kept.process.send_signal(signal.SIGHUP)
    until((kept.folder / "reloaded").exists)
    assert all(map(alive, kept.everything()))
