"""Clients that stall, trickle, read slowly or send what HTTP does not allow hold their own socket, and nothing else."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.raw_http import FORM, HOST, connect, exchange, held, received, statuses, still_waiting
from tests.serving import Server, running

pytestmark = [pytest.mark.attack, pytest.mark.process]
CROWD = 200
BODY = b"medications=quetiapine"
LENGTH = b"Content-Length: %d\r\n" % len(BODY)
CHUNKED = b"Transfer-Encoding: chunked\r\n"


@pytest.fixture(scope="module")
def server(shipped_folder: Path, tmp_path_factory) -> Iterator[Server]:
    """One worker, which any client that held it would stop. Bodies may take long here, so that held means held."""
    data_dir = tmp_path_factory.mktemp("clients")
    shutil.copytree(shipped_folder, data_dir / "releases")
    with running(data_dir, REQUEST_SECONDS="600") as server:
        yield server


def readers_are_answered(server: Server) -> bool:
    for _ in range(5):
        assert server.ask("/")[0] == 200
        status, page, _ = server.ask("/", BODY, Content_Type="application/x-www-form-urlencoded")
        assert status == 200
        assert b"Keep quetiapine" in page
    return True


STALLED = {
    "a page": b"POST / HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 1000\r\n\r\nmed",
    "what is offered while typing": b"POST /suggest/ HTTP/1.1\r\n"
    + HOST
    + FORM
    + b"Content-Length: 1000\r\n\r\nmed",
    "the API": b"POST /api/v1/screen HTTP/1.1\r\n"
    + HOST
    + b"Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{",
    "in chunks": b"POST / HTTP/1.1\r\n" + HOST + FORM + CHUNKED + b"\r\n3\r\nmed\r\n",
    "a chunk that is not finished": b"POST / HTTP/1.1\r\n" + HOST + FORM + CHUNKED + b"\r\nfff\r\nmed",
    "asked for a go-ahead": b"POST / HTTP/1.1\r\n"
    + HOST
    + FORM
    + b"Expect: 100-continue\r\nContent-Length: 999\r\n\r\n",
}


@pytest.mark.parametrize("sent", STALLED.values(), ids=STALLED)
def test_two_hundred_stalled_bodies_delay_no_reader(server, sent):
    with held(server.address, CROWD, sent) as clients:
        assert readers_are_answered(server)
        if b"Expect" not in sent:
            assert still_waiting(clients) == CROWD
    assert readers_are_answered(server)


@pytest.mark.parametrize("sent", [b"", b"POST / HTTP/1.1\r\nX-"], ids=["silent", "half a header"])
def test_more_connections_than_a_worker_answers_at_once_delay_no_reader(server, sent):
    with held(server.address, 1000, sent):
        assert readers_are_answered(server)


def test_idle_connections_delay_no_reader(server):
    with held(server.address, CROWD, b"GET /health/live HTTP/1.1\r\n" + HOST + b"\r\n"):
        assert readers_are_answered(server)


@pytest.mark.parametrize("path", [b"/api/v1/releases/2026.11.1/bundle", b"/offline.json", b"/interactions/"])
def test_slow_readers_of_large_answers_delay_no_other_reader(server, path):
    with held(server.address, 60, b"GET %s HTTP/1.1\r\n" % path + HOST + b"\r\n", receives=2048):
        assert readers_are_answered(server)


def test_a_body_in_pieces_is_read_whole_and_answered(server):
    with connect(server.address) as client:
        client.sendall(b"POST / HTTP/1.1\r\n" + HOST + FORM + CHUNKED + b"\r\n")
        for place in range(len(BODY)):
            client.sendall(b"1\r\n" + BODY[place : place + 1] + b"\r\n")
        client.sendall(b"0\r\n\r\n")
        answer = received(client)
    assert statuses(answer) == [200]
    assert b"Keep quetiapine" in answer


def test_a_go_ahead_is_given_before_the_body(server):
    with connect(server.address) as client:
        client.sendall(b"POST / HTTP/1.1\r\n" + HOST + FORM + LENGTH + b"Expect: 100-continue\r\n\r\n")
        assert statuses(client.recv(1000)) == [100]
        client.sendall(BODY)
        assert statuses(received(client)) == [200]


def test_requests_in_one_stream_are_answered_in_their_order(server):
    sent = b"".join(
        b"GET %s HTTP/1.1\r\n" % path + HOST + b"\r\n" for path in (b"/health/live", b"/nothing/", b"/")
    )
    assert statuses(exchange(server.address, sent)) == [200, 404, 200]


def test_a_client_that_disconnects_stops_no_other(server):
    for _ in range(50):
        with connect(server.address) as client:
            client.sendall(b"POST / HTTP/1.1\r\n" + HOST + FORM + LENGTH + b"\r\n" + BODY)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    assert readers_are_answered(server)


POST = b"POST / HTTP/1.1\r\n" + HOST + FORM
REFUSED = {
    "two lengths": POST + b"Content-Length: 22\r\nContent-Length: 5\r\n\r\n" + BODY,
    "a list of lengths": POST + b"Content-Length: 22, 22\r\n\r\n" + BODY,
    "a signed length": POST + b"Content-Length: +22\r\n\r\n" + BODY,
    "a space before the colon": POST + b"Content-Length : 22\r\n\r\n" + BODY,
    "an unknown coding": POST + b"Transfer-Encoding: xchunked\r\n\r\n16\r\n" + BODY + b"\r\n0\r\n\r\n",
    "chunked is not the last coding": POST
    + b"Transfer-Encoding: chunked, identity\r\n\r\n16\r\n"
    + BODY
    + b"\r\n0\r\n\r\n",
    "a chunk whose size is no number": POST + CHUNKED + b"\r\n16\r\n" + BODY + b"\r\nzz\r\n",
    "a chunk larger than any": POST + CHUNKED + b"\r\n1000000000000000016\r\n" + BODY + b"\r\n0\r\n\r\n",
    "a chunk's endless remark": POST
    + CHUNKED
    + b"\r\n16;"
    + b"a" * 100_000
    + b"\r\n"
    + BODY
    + b"\r\n0\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\n" + HOST + b"X-A: a\r\n b\r\n\r\n",
    "NUL in a header": b"GET / HTTP/1.1\r\n" + HOST + b"X-A: a\x00b\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\n" + HOST + b"Host: evil.example\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "another site's address": b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "a tunnel": b"CONNECT evil:80 HTTP/1.1\r\n" + HOST + b"\r\n",
    "no version": b"GET /\r\n\r\n",
    "a version that is none": b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",
    "HTTP/2 unasked": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(20) + b"\r\n\r\n",
    "a header of a megabyte": b"GET / HTTP/1.1\r\n" + HOST + b"X-A: " + b"a" * 1_000_000 + b"\r\n\r\n",
    "two hundred headers": b"GET / HTTP/1.1\r\n"
    + HOST
    + b"".join(b"X-%d: a\r\n" % n for n in range(200))
    + b"\r\n",
    "an address of 100 kB": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "NUL in the address": b"GET /interactions/%00/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "a line break in the address": b"GET /interactions/%0d%0aSet-Cookie:a=b/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "bytes that are no text": b"GET /interactions/%ff/ HTTP/1.1\r\n" + HOST + b"\r\n",
}


@pytest.mark.parametrize("sent", REFUSED.values(), ids=REFUSED)
def test_what_is_malformed_is_refused_and_never_answered_in_part(server, sent):
    with connect(server.address) as client:
        try:
            client.sendall(sent)
            answer = received(client)
        except OSError:  # closed while we were sending
            answer = b""
    assert all(400 <= status < 500 or status == 505 for status in statuses(answer)), statuses(answer)
    assert b"Keep quetiapine" not in answer
    assert b"\r\nSet-Cookie" not in answer
    assert server.ask("/health/live")[0] == 200


def test_of_a_length_and_chunks_the_second_request_is_not_smuggled(server):
    inner = b"GET /health/live HTTP/1.1\r\n" + HOST + b"\r\n"
    answer = exchange(server.address, POST + b"Content-Length: 6\r\n" + CHUNKED + b"\r\n0\r\n\r\n" + inner)
    assert b'{"status": "live"}' not in answer or statuses(answer) == [400, 200]


@pytest.mark.parametrize(
    "header", [b"X_Forwarded_For: 9.9.9.9", b"Script-Name: /evil", b"X-Forwarded-Host: evil.example"]
)
def test_a_header_cannot_name_another_address_or_site(server, header):
    answer = exchange(server.address, b"GET /releases/feed.atom HTTP/1.1\r\n" + HOST + header + b"\r\n\r\n")
    assert statuses(answer) == [200]
    assert b"evil" not in answer


def test_files_come_whole_compressed_and_not_twice(server):
    page = server.ask("/")[1].decode()
    path = next(part for part in page.split('"') if part.startswith("/static/") and part.endswith(".css"))
    status, plain, headers = server.ask(path)
    assert status == 200
    assert int(headers["Content-Length"]) == len(plain)
    assert "immutable" in headers["Cache-Control"]
    packed = exchange(
        server.address, b"GET %s HTTP/1.1\r\n" % path.encode() + HOST + b"Accept-Encoding: gzip\r\n\r\n"
    )
    assert b"content-encoding: gzip" in packed.lower()
    head = exchange(server.address, b"HEAD %s HTTP/1.1\r\n" % path.encode() + HOST + b"\r\n")
    assert head.endswith(b"\r\n\r\n")
    assert b"content-length: %d" % len(plain) in head.lower()
    assert server.ask(path, If_Modified_Since=headers["Last-Modified"])[0] == 304
    assert server.ask(path, Range="bytes=0-9")[1] == plain[:10]


def test_a_body_too_large_is_refused_before_it_is_sent(server):
    huge = b"Content-Length: 1000000000\r\n\r\n"
    for path, kind, status in (
        (b"/", FORM, 400),
        (b"/api/v1/screen", b"Content-Type: application/json\r\n", 413),
    ):
        assert statuses(exchange(server.address, b"POST %s HTTP/1.1\r\n" % path + HOST + kind + huge)) == [
            status
        ]
