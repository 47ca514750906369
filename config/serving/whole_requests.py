"""Read a request whole before any of the site's code runs: a stalled client holds only its socket.

The server (granian, ASGI) waits for slow clients without a thread. Only a whole request is given to Django, in one of
a few threads; only a whole answer is given back, and the server waits for slow readers.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

PIECE = 64 * 1024
"""Bytes of an answer that are given to the server at once."""
Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Environ = dict[str, Any]


class Answer:
    """What is sent back, whole."""

    def __init__(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        self.status = status
        self.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        self.content = content

    async def send(self, send: Send, seconds: float) -> None:
        """A large answer goes in pieces, each once its reader took earlier ones: the server copies what it is given.

        A reader who takes none for `seconds` is left; the server ends an answer that is not finished.
        """
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        last = max(0, len(self.content) - 1) // PIECE * PIECE
        with contextlib.suppress(TimeoutError):
            for start in range(0, last, PIECE):
                piece = self.content[start : start + PIECE]
                async with asyncio.timeout(seconds):
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": self.content[last:]})


class NeverWhole(Exception):
    """A request that did not arrive, or broke off. No page is made for it, because nobody would receive it."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status

    def answer(self) -> Answer:
        headers = {
            "Content-Type": "text/plain; charset=utf-8",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Connection": "close",
        }
        return Answer(self.status, list(headers.items()), str(self).encode())


class WholeRequests:
    """An ASGI application around a WSGI one.

    `threads`: how many requests are answered at once. `seconds`: within which a body must have arrived.
    `most_bytes`: the largest body that is read. For a larger one the application gets the length only, and Django
    refuses it by that, in the words of the page or of the API.
    """

    def __init__(self, wsgi: Callable[..., Any], *, threads: int, most_bytes: int, seconds: float) -> None:
        self.wsgi = wsgi
        self.most_bytes = most_bytes
        self.seconds = seconds
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="request")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body, length = await self._body(dict(scope["headers"]), receive)
        except NeverWhole as problem:
            answer = problem.answer()
        else:
            environ = wsgi_environ(scope, body, length)
            answer = await asyncio.get_running_loop().run_in_executor(self.pool, self._answer, environ)
        await answer.send(send, self.seconds)

    async def _body(self, headers: dict[bytes, bytes], receive: Receive) -> tuple[bytes, int]:
        """The body and its length; no body where it is too long. Raises NeverWhole."""
        declared = int(headers.get(b"content-length", b"0"))
        if declared > self.most_bytes:
            return b"", declared
        if not declared and b"transfer-encoding" not in headers:
            return b"", 0
        try:
            async with asyncio.timeout(self.seconds):
                return await self._read(receive)
        except TimeoutError:
            raise NeverWhole(
                408, "The request did not arrive in time. Nothing was read: send it again."
            ) from None

    async def _read(self, receive: Receive) -> tuple[bytes, int]:
        parts: list[bytes] = []
        length = 0
        while length <= self.most_bytes:
            message = await receive()
            if message["type"] != "http.request":
                raise NeverWhole(400, "The request broke off or is not well formed. Nothing was read.")
            parts.append(message["body"])
            length += len(message["body"])
            if not message.get("more_body"):
                return b"".join(parts), length
        return b"", length

    def _answer(self, environ: Environ) -> Answer:
        """Run the application to its end; called in a thread."""
        started: list[tuple[int, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], error: Any = None) -> None:
            started.append((int(status.split()[0]), headers))

        content = self.wsgi(environ, start_response)
        try:
            return Answer(*started[-1], b"".join(content))
        finally:
            content.close()


def wsgi_environ(scope: Scope, body: bytes, length: int) -> Environ:
    """The request as PEP 3333 wants it: text is bytes read as Latin-1."""
    host, port = scope["server"]
    return {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **header_variables(scope["headers"]),
        "CONTENT_LENGTH": str(length),
    }


def header_variables(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """A header sent twice is joined. One with an underscore is dropped: X_Forwarded_For would be taken for X-Forwarded-For."""
    variables: dict[str, str] = {}
    for name, value in headers:
        if b"_" in name:
            continue
        variable = name.decode("latin-1").upper().replace("-", "_")
        if variable not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            variable = f"HTTP_{variable}"
        joint = "; " if variable == "HTTP_COOKIE" else ","
        text = value.decode("latin-1")
        variables[variable] = f"{variables[variable]}{joint}{text}" if variable in variables else text
    return variables
