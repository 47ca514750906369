"""Keep servers running: start them, pass signals on, restart what died, leave no process behind.

A server is granian with its workers, in a process group of its own. granian itself brings back a worker that died and
kills one that does not end; left for this module are the death of granian itself, and two servers under one command.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from queue import Empty, SimpleQueue

GRACE = 10
"""Seconds in which requests under way may finish once a server is asked to end."""
RELOAD_PAUSE = 10
"""Seconds a new worker has for starting before the one that it replaces is asked to end."""
LONGEST_PAUSE = 30.0
"""Seconds before a server that dies again and again is started again."""
LONG_ENOUGH = 60
"""Seconds after which a start counts as good, and a later death as the first."""
CONNECTIONS = 4096
"""That a worker holds at once, most of them idle; more wait to be accepted."""
PR_SET_PDEATHSIG = 1
C = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass
class Server:
    """`serves`: the setting SERVES of its processes."""

    serves: str
    host: str
    port: int
    workers: int
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    due_at: float = 0.0
    deaths: int = 0

    def command(self) -> list[str]:
        return [
            sys.executable, "-m", "granian", "--interface", "asginl", "--http", "1", "--no-ws",
            "--host", self.host, "--port", str(self.port), "--workers", str(self.workers),
            "--respawn-failed-workers", "--respawn-interval", str(RELOAD_PAUSE),
            "--workers-kill-timeout", str(GRACE), "--http1-header-read-timeout", "10000",
            "--http1-buffer-size", "65536",
            "--backlog", "4096", "--backpressure", str(CONNECTIONS), "--no-access-log", "--log-level", "warning", "config.asgi:application",
        ]  # fmt: skip

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            self.command(),
            env={**os.environ, "SERVES": self.serves},
            start_new_session=True,  # Ctrl-C reaches the parent only, which signals the servers once
            preexec_fn=_end_with_parent,
        )

    def send(self, number: int) -> None:
        if self.process is not None:
            self.process.send_signal(number)

    def kill(self) -> None:
        """End the rest of its process group; a worker left behind would go on answering on the port."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def keep(self, now: float) -> None:
        """Start it where it is due; where it died, say so and when it is due."""
        if self.process is None:
            if now >= self.due_at:
                self.start()
        elif (status := self.process.poll()) is not None:
            self.kill()
            self.process = None
            self.deaths = 1 if now - self.started_at > LONG_ENOUGH else self.deaths + 1
            pause = min(2.0 ** (self.deaths - 1), LONGEST_PAUSE)
            self.due_at = now + pause
            say(
                f"The server on port {self.port} ({self.serves}) ended with status {status}; it starts again in {pause:.0f} s."
            )


def keep_running(servers: list[Server]) -> None:
    """Until ended by SIGTERM or SIGINT, or by a terminal that closes.

    Without a terminal SIGHUP has each server replace its workers one after another, without refusing a connection.
    """
    _allow_open_files(2 * CONNECTIONS)
    told = _signals()
    ending = {signal.SIGTERM, signal.SIGINT} | ({signal.SIGHUP} if sys.stdin.isatty() else set())
    try:
        while True:
            for server in servers:
                server.keep(time.monotonic())
            number = _next(told, 1.0)
            if number in ending:
                break
            if number == signal.SIGHUP:
                for server in servers:
                    server.send(signal.SIGHUP)
        _end(servers, told)
    finally:
        for server in servers:
            server.kill()


def _end(servers: list[Server], told: SimpleQueue[int]) -> None:
    """Let requests under way finish; on a second signal, or after the grace, end at once."""
    for server in servers:
        server.send(signal.SIGTERM)
    until = time.monotonic() + GRACE + 3  # granian kills stuck workers first
    while any(server.process and server.process.poll() is None for server in servers):
        if _next(told, 0.5) in (signal.SIGTERM, signal.SIGINT) or time.monotonic() > until:
            return


def _signals() -> SimpleQueue[int]:
    """Signals as they arrive. SIGCHLD only wakes the loop, so that a death is seen at once."""
    told: SimpleQueue[int] = SimpleQueue()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup stays nohup
            signal.signal(number, lambda received, frame: told.put(received))
    return told


def _allow_open_files(number: int) -> None:
    """A connection is an open file, and many systems start a process with 1,024: as many as it may have, up to `number`."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = number if hard == resource.RLIM_INFINITY else min(number, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _next(told: SimpleQueue[int], seconds: float) -> int | None:
    try:
        return told.get(timeout=seconds)
    except Empty:
        return None


def _end_with_parent() -> None:
    """Called in the new process: if the parent is killed, its servers are asked to end."""
    if C is not None:
        C.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
