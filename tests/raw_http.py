"""HTTP by hand: what no client library would send, and clients that are slow on purpose."""

from __future__ import annotations

import re
import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

HOST = b"Host: 127.0.0.1\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
PATIENCE = 30
"""Seconds after which a server counts as stuck; nothing waits as long where all is well."""


def connect(address: str, *, receives: int = 0) -> socket.socket:
    """`receives`: bytes that the client's side takes before the reader does; 0 leaves the system's own."""
    host, port = address.removeprefix("http://").rsplit(":", 1)
    made = socket.socket()
    made.settimeout(PATIENCE)
    if receives:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
    made.connect((host, int(port)))
    return made


def exchange(address: str, sent: bytes) -> bytes:
    """Everything that comes back until the server closes, or has been silent after an answer."""
    with connect(address) as client:
        client.sendall(sent)
        return received(client)


def received(client: socket.socket) -> bytes:
    answer = b""
    while select.select([client], [], [], 1 if answer else PATIENCE)[0]:
        try:
            part = client.recv(65536)
        except ConnectionResetError:
            break
        if not part:
            break
        answer += part
    return answer


def statuses(answer: bytes) -> list[int]:
    """Of every answer that came back on the connection."""
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3})", answer)]


@contextmanager
def held(address: str, number: int, sent: bytes, *, receives: int = 0) -> Iterator[list[socket.socket]]:
    """Clients that send this much and then nothing, and read nothing."""
    with ExitStack() as open_clients:
        clients = [open_clients.enter_context(connect(address, receives=receives)) for _ in range(number)]
        for client in clients:
            client.sendall(sent)
        yield clients


def still_waiting(clients: list[socket.socket]) -> int:
    """How many were neither answered nor closed."""
    ready = select.select(clients, [], [], 0)[0]
    return len(clients) - len(ready)
