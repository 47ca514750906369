"""The site as a process of its own: a real server, hashed files, and no database that answers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

from django.conf import settings


@contextmanager
def running(data_dir: Path, **environment: str) -> Iterator[Server]:
    """A server over the releases in a folder, with these settings, ended afterwards."""
    server = Server(data_dir, environment)
    try:
        server.wait()
        yield server
    finally:
        server.end()


def free_port() -> int:
    """One that nobody listens on: the server would share a port that is taken, and half the answers be another's."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """The shipped site, started during an outage of its database."""

    def __init__(self, data_dir: Path, extra: dict[str, str] | None = None) -> None:
        self.address = f"http://127.0.0.1:{free_port()}"
        self.log = data_dir / "server.log"
        environment = {
            **os.environ,
            "DATA_DIR": str(data_dir),
            "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:9/nowhere",
            "DEBUG": "0",
            **(extra or {}),
        }
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"],
            cwd=settings.BASE_DIR,
            env=environment,
            check=True,
        )
        command = [
            sys.executable,
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            self.address.rsplit(":", 1)[1],
            "--blocking-threads",
            "1",
            "config.wsgi:application",
        ]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                cwd=settings.BASE_DIR,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def ask(self, path: str, data: bytes | None = None, **headers: str) -> tuple[int, bytes, Message]:
        request = urllib.request.Request(
            self.address + path, data=data, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                return response.status, response.read(), response.headers
        except urllib.error.HTTPError as error:
            return error.code, error.read(), error.headers

    def wait(self) -> None:
        """Until it answers. Raises AssertionError with its log where it ended instead."""
        for _ in range(200):
            if self.process.poll() is not None:
                break
            try:
                if self.ask("/health/live")[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(self.log.read_text(encoding="utf-8"))

    def end(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)  # its workers too
            raise
