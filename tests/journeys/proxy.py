"""A network between browser and server that can fail: answers cut short, or a gateway that finds no server."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FORWARDED = (
    "content-type",
    "cache-control",
    "document-checksum",
    "release-checksum",
    "release-version",
    "etag",
)
FORWARDED += ("content-security-policy", "service-worker-allowed")


class Network:
    """Serves on a port of its own what the server behind it answers."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.cut_short: set[str] = set()
        self.no_server = False
        self.asked: list[tuple[str, str]] = []
        network = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                network.forward(self)

            do_POST = do_GET

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def forward(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append((handler.command, handler.path))
        if self.no_server:
            handler.send_error(502)
            return
        size = int(handler.headers.get("Content-Length") or 0)
        kept = {k: v for k in ("Content-Type", "If-None-Match") if (v := handler.headers.get(k))}
        request = urllib.request.Request(
            self.server + handler.path,
            handler.rfile.read(size) if size else None,
            kept,
            method=handler.command,
        )
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                status, headers, body = response.status, response.headers, response.read()
        except urllib.error.HTTPError as error:
            status, headers, body = error.code, error.headers, error.read()
        if handler.path in self.cut_short:
            body = body[: len(body) // 2]
        handler.send_response(status)
        for name in FORWARDED:
            if value := headers.get(name):
                handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
