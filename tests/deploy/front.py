"""deploy/nginx.conf as it is shipped, with the ports, paths and certificate of a test."""

from __future__ import annotations

import http.client
import os
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from tests.serving import free_port

NAME = "kratom.example.org"
SHIPPED = settings.BASE_DIR / "deploy" / "nginx.conf"
AROUND = """\
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/answers;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    access_log off;
    include {folder}/kratom.conf;
}}
"""


class Front:
    """nginx in a folder of its own, before a readers' server and a desk."""

    def __init__(self, folder: Path, data_dir: Path, readers: str, desk: str) -> None:
        self.folder = folder
        self.plain, self.secure = free_port(), free_port()
        self.certificate = make_certificate(folder)
        changed = {
            "127.0.0.1:8000": readers.removeprefix("http://"),
            "127.0.0.1:8001": desk.removeprefix("http://"),
            "listen 80;": f"listen 127.0.0.1:{self.plain};",
            "listen 443 ": f"listen 127.0.0.1:{self.secure} ",
            "/etc/ssl/kratom/": f"{folder}/",
            "/var/log/nginx/": f"{folder}/",
            "/srv/kratom/data": str(data_dir),
        }
        text = SHIPPED.read_text()
        for shipped, ours in changed.items():
            assert shipped in text, shipped
            text = text.replace(shipped, ours)
        (folder / "kratom.conf").write_text(text)
        user = "user root;" if os.getuid() == 0 else ""
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
        self.command = ["nginx", "-p", str(folder), "-e", str(folder / "nginx.log"), "-c", "nginx.conf"]
        subprocess.run([*self.command, "-t", "-q"], check=True)

    @contextmanager
    def running(self) -> Iterator[None]:
        self.process = subprocess.Popen(self.command)
        try:
            self._wait()
            yield
        finally:
            self.process.terminate()
            self.process.wait(timeout=20)

    def _wait(self) -> None:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.secure)).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.folder / "nginx.log").read_text())

    def connect(self, name: str = NAME, caller: str = "127.0.0.1") -> ssl.SSLSocket:
        """A verified connection, from whichever address of this machine."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        opened = socket.create_connection(("127.0.0.1", self.secure), timeout=30, source_address=(caller, 0))
        return context.wrap_socket(opened, server_hostname=name)

    def ask(
        self, path: str, data: bytes | None = None, *, caller: str = "127.0.0.1", **headers: str
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        """Status, body and headers of one request over TLS."""
        connection = http.client.HTTPConnection(NAME)
        connection.sock = self.connect(caller=caller)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET" if data is None else "POST", path, body=data, headers=sent)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body, answer.headers

    def ask_plainly(self, path: str) -> tuple[int, http.client.HTTPMessage]:
        connection = http.client.HTTPConnection("127.0.0.1", self.plain, timeout=30)
        connection.request("GET", path, headers={"Host": NAME})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, answer.headers

    def everything_written(self) -> str:
        """All that nginx wrote down anywhere: logs, and bodies or answers kept for a while."""
        files = [path for path in self.folder.rglob("*") if path.is_file() and path.suffix != ".conf"]
        return "\n".join(path.read_text(errors="replace") for path in files)


def make_certificate(folder: Path) -> Path:
    """A certificate that its own holder signed, good for a day."""
    certificate = folder / "fullchain.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
    ]
    named = ["-days", "1", "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    written = ["-keyout", str(folder / "privkey.pem"), "-out", str(certificate)]
    subprocess.run([*command, *named, *written], check=True, capture_output=True)
    return certificate
