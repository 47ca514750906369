"""Reserve a port before anything is started on it.

The server shares its port between its workers (SO_REUSEPORT), so a second server of the same user would start beside
the first without an error, and each would answer half of the readers.
"""

from __future__ import annotations

import errno
import socket
import sys

LOOPBACK = {"127.0.0.1": "::1", "::1": "127.0.0.1"}
"""The same machine in the other family: a browser that opens "localhost" may try either."""
NO_SUCH_FAMILY = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


class PortInUse(Exception):
    """Something answers on this port already, or may not be bound; the message says what to do."""


def claim_port(host: str, port: int) -> socket.socket:
    """Hold the port until the socket is closed; servers that this process starts may share it.

    Raises PortInUse where anything listens there: on this address, on all addresses, or on the other family's loopback.
    """
    try:
        if host in LOOPBACK:
            _look_at(LOOPBACK[host], port)
        return _claim(host, port)
    except OSError as error:
        raise PortInUse(
            f"Port {port} on {host} cannot be used: {error.strerror}. If the site runs already, use or stop that one; "
            f"otherwise choose another port, for example: make run PORT={port + 10}"
        ) from error


def _claim(host: str, port: int) -> socket.socket:
    """A bound socket that never listens. Taken alone, which is atomic, and only then open for sharing."""
    claimed = _bound(host, port)
    if sys.platform == "linux":
        claimed.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
        claimed.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    else:  # elsewhere a bound socket would keep the server out: looked at, not held
        claimed.close()
    return claimed


def _look_at(host: str, port: int) -> None:
    try:
        _bound(host, port).close()
    except OSError as error:
        if error.errno not in NO_SUCH_FAMILY:
            raise


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family)
    try:
        if family == socket.AF_INET6:
            # "::" takes IPv4 as well, and so conflicts with a listener there.
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, host != "::")
        # A connection that ended a moment ago does not count as use.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made
