"""A port in use is refused with a sentence, also one that is shared."""

from __future__ import annotations

import socket
import subprocess

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from config.serving.ports import PortInUse, claim_port
from tests.serving import free_port

LOCAL = "127.0.0.1"
ADDRESSES = {
    "this address": LOCAL,
    "every address": "0.0.0.0",
    "every address, IPv6": "::",
    "localhost, IPv6": "::1",
}


def listening(host: str, port: int) -> socket.socket:
    """As the server listens: its port may be shared."""
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    made.bind((host, port))
    made.listen()
    return made


@pytest.mark.parametrize("host", ADDRESSES.values(), ids=ADDRESSES)
def test_a_port_on_which_anything_listens_is_refused_with_what_to_do(host):
    port = free_port()
    try:
        other = listening(host, port)
    except OSError:
        pytest.skip(f"this machine has no {host}")
    with other, pytest.raises(PortInUse) as refused:
        claim_port(LOCAL, port)
    assert f"Port {port} on {LOCAL}" in str(refused.value)
    assert f"make run PORT={port + 10}" in str(refused.value)


@pytest.mark.parametrize("everywhere", ["0.0.0.0", "::"])
def test_a_server_for_every_address_is_refused_beside_one_for_this_machine(everywhere):
    port = free_port()
    with listening(LOCAL, port), pytest.raises(PortInUse):
        claim_port(everywhere, port)


def test_of_two_processes_only_one_gets_a_port_before_anything_listens():
    port = free_port()
    with claim_port(LOCAL, port), pytest.raises(PortInUse):
        claim_port(LOCAL, port)
    claim_port(LOCAL, port).close()


def test_the_one_who_claimed_it_may_listen_several_times_and_clients_reach_the_listener():
    port = free_port()
    with claim_port(LOCAL, port), listening(LOCAL, port) as first, listening(LOCAL, port):
        assert first.getsockname()[1] == port
        for _ in range(8):
            socket.create_connection((LOCAL, port), timeout=5).close()


def test_a_connection_that_ended_a_moment_ago_does_not_count_as_use():
    port = free_port()
    with listening(LOCAL, port) as server, socket.create_connection((LOCAL, port)) as client:
        server.accept()[0].close()
        client.recv(1)
    claim_port(LOCAL, port).close()


@pytest.mark.parametrize("used", ["PORT", "DESK_PORT"])
def test_the_command_starts_nothing_where_either_port_is_used(used, monkeypatch):
    monkeypatch.setattr(settings, "PORT", free_port())
    monkeypatch.setattr(settings, "DESK_PORT", free_port())
    monkeypatch.setattr(subprocess, "Popen", lambda *args, **kwargs: pytest.fail("something was started"))
    port = getattr(settings, used)
    with listening(LOCAL, port), pytest.raises(CommandError, match=f"Port {port} on"):
        call_command("serve")


def test_free_ports_are_found_free(monkeypatch):
    monkeypatch.setattr(settings, "PORT", free_port())
    monkeypatch.setattr(settings, "DESK_PORT", free_port())
    monkeypatch.setattr(subprocess, "Popen", lambda *args, **kwargs: pytest.fail("something was started"))
    call_command("serve", check_ports=True)
