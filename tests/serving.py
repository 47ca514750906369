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

from config.serving import servers


@contextmanager
def running(data_dir: Path, *, workers: int = 1, **changed: str) -> Iterator[Server]:
    """A server over the releases in a folder, ended afterwards. `changed`: other variables of its environment."""
    server = Server(data_dir, workers, **changed)
    try:
        server.wait()
        yield server
    finally:
        server.end()


def free_port() -> int:
    """A free port: the server would share a port that is taken, and half the answers would come from another server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """The readers' server of the shipped site, started during an outage of the database."""

    def __init__(self, data_dir: Path, workers: int = 1, **changed: str) -> None:
        self.address = f"http://127.0.0.1:{free_port()}"
        self.log = data_dir / "server.log"
        environment = {
            **os.environ,
            "DATA_DIR": str(data_dir),
            "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:9/nowhere",
            "DEBUG": "0",
            "DJANGO_SETTINGS_MODULE": "config.settings",  # as it is shipped: hashed files, every header
            "SERVES": "readers",
            **changed,
        }
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"],
            cwd=settings.BASE_DIR,
            env=environment,
            check=True,
        )
        port = int(self.address.rsplit(":", 1)[1])
        command = servers.Server("readers", "127.0.0.1", port, workers).command()
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
        for _ in range(1_200):
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


class Site:
    """Readers' server and desk, as `manage.py serve` starts them; its database is given by `changed`, else SQLite."""

    def __init__(self, data_dir: Path, **changed: str) -> None:
        self.port, desk_port = free_port(), free_port()
        self.readers, self.desk = f"http://127.0.0.1:{self.port}", f"http://127.0.0.1:{desk_port}"
        self.log = data_dir / "site.log"
        self.environment = {
            **os.environ,
            "DATA_DIR": str(data_dir),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PORT": str(self.port),
            "DESK_PORT": str(desk_port),
            "WORKERS": "2",
            **changed,
        }
        self.manage("collectstatic", "--noinput", "-v", "0")
        self.process = self.start()

    def manage(self, *command: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=settings.BASE_DIR, env=self.environment, check=True
        )

    def start(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=settings.BASE_DIR, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def wait(self) -> None:
        """Until both servers, with every worker, answer."""
        for address in (self.readers, self.desk):
            wait_for(address, self.log)
        for _ in range(300):
            if self.log.read_text(encoding="utf-8").count("release_loaded") >= 3:
                return
            time.sleep(0.1)
        raise AssertionError(self.log.read_text(encoding="utf-8"))

    def server(self, serves: str) -> int:
        """The process id of one of the two servers; 0 while it is down."""
        port = f"--port {(self.readers if serves == 'readers' else self.desk).rsplit(':', 1)[1]} "
        return next(
            (pid for pid, parent, words in _processes() if parent == self.process.pid and port in words), 0
        )

    def workers(self, serves: str) -> list[int]:
        server = self.server(serves)
        return [pid for pid, parent, _ in _processes() if server and parent == server]

    def everything(self) -> list[int]:
        """The parent, its servers and their workers."""
        found = [self.process.pid]
        for pid, parent, _ in sorted(_processes()):
            if parent in found:
                found.append(pid)
        return found

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)


def _processes() -> list[tuple[int, int, str]]:
    """Process id, its parent's, and the command, of every process."""
    listed = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return [(int(pid), int(parent), words) for pid, parent, words in rows]


def wait_for(address: str, log: Path) -> None:
    """Until a server answers. Raises AssertionError with its log where it does not."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/health/live", timeout=20):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))
