"""The site as a process of its own: a real server, hashed files, and no database that answers."""

from __future__ import annotations

import os
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
def running(data_dir: Path, *, workers: int = 1, **changed: str) -> Iterator[Server]:
    """A server over the releases in a folder, ended afterwards. `changed`: other variables of its environment."""
    server = Server(data_dir, workers, **changed)
    try:
        server.wait()
        yield server
    finally:
        server.process.terminate()
        server.process.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """The shipped site, started during an outage of its database."""

    def __init__(self, data_dir: Path, workers: int = 1, **changed: str) -> None:
        self.address = f"http://127.0.0.1:{free_port()}"
        self.log = data_dir / "server.log"
        environment = {
            **os.environ,
            "DATA_DIR": str(data_dir),
            "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:9/nowhere",
            "DEBUG": "0",
            "SERVES": "readers",
            **changed,
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
            "--workers",
            str(workers),
            "--blocking-threads",
            "1",
            "config.wsgi:application",
        ]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=settings.BASE_DIR, env=environment, stdout=log, stderr=subprocess.STDOUT
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
        for _ in range(1_200):  # a busy machine takes its time
            try:
                if self.ask("/health/live")[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(self.log.read_text())
