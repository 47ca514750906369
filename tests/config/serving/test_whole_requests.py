"""A request reaches Django whole or not at all, and the answer leaves whole."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from config.serving.whole_requests import PIECE, WholeRequests, wsgi_environ

FORM = (b"content-type", b"application/x-www-form-urlencoded")
MOST = 1000


class Echo(list):
    """A WSGI application that says what it was given, and whether it was closed."""

    def __init__(self) -> None:
        self.given: list[dict[str, Any]] = []
        self.threads: list[str] = []
        self.closed = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., None]) -> Echo:
        self.given.append({**environ, "body": environ["wsgi.input"].read()})
        self.threads.append(threading.current_thread().name)
        start_response(
            "200 OK", [("Content-Type", "text/plain"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
        )
        self[:] = [b"one ", b"two"]
        return self

    def close(self) -> None:
        self.closed += 1


def scope(
    method: str = "POST", path: bytes = b"/", *headers: tuple[bytes, bytes], query: bytes = b""
) -> dict[str, Any]:
    return {
        "type": "http", "http_version": "1.1", "method": method, "scheme": "http", "raw_path": path,
        "query_string": query, "headers": list(headers), "server": ("127.0.0.1", "8000"), "client": ("127.0.0.9", "5"),
    }  # fmt: skip


def piece(body: bytes, *, more: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


def ask(application: WholeRequests, asked: dict[str, Any], *messages: dict[str, Any]) -> list[dict[str, Any]]:
    """What is sent for these messages; after the last the client says nothing more."""
    sent: list[dict[str, Any]] = []
    waiting = list(messages)

    async def receive() -> dict[str, Any]:
        if not waiting:
            await asyncio.Event().wait()
        return waiting.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(application(asked, receive, send))
    return sent


def around(wsgi: Callable[..., Any], seconds: float = 5) -> WholeRequests:
    return WholeRequests(wsgi, threads=1, most_bytes=MOST, seconds=seconds)


def test_a_body_in_pieces_arrives_whole_with_its_length():
    echo = Echo()
    asked = scope("POST", b"/", (b"transfer-encoding", b"chunked"))
    sent = ask(around(echo), asked, piece(b"ab", more=True), piece(b"cd", more=True), piece(b""))
    assert echo.given[0]["body"] == b"abcd"
    assert echo.given[0]["CONTENT_LENGTH"] == "4"
    assert sent[0]["status"] == 200
    assert sent[0]["headers"][1:] == [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]
    assert sent[1]["body"] == b"one two"
    assert not sent[1].get("more_body")
    assert echo.closed == 1
    assert echo.threads[0].startswith("request")


@pytest.mark.parametrize("arrived", [[], [piece(b"med", more=True)]], ids=["nothing", "a beginning"])
def test_a_body_that_does_not_arrive_is_answered_408_and_reaches_no_code(arrived):
    echo = Echo()
    sent = ask(around(echo, seconds=0.02), scope("POST", b"/", (b"content-length", b"10")), *arrived)
    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]
    assert (b"cache-control", b"no-store") in sent[0]["headers"]
    assert b"send it again" in sent[1]["body"]
    assert not echo.given


def test_a_body_that_breaks_off_is_never_answered_as_if_it_were_the_whole_list():
    echo = Echo()
    asked = scope("POST", b"/", (b"transfer-encoding", b"chunked"))
    sent = ask(around(echo), asked, piece(b"medications=quetiapine", more=True), {"type": "http.disconnect"})
    assert sent[0]["status"] == 400
    assert not echo.given


@pytest.mark.parametrize(
    ("headers", "messages", "told"),
    [
        ([(b"content-length", b"1001")], [], "1001"),
        ([(b"transfer-encoding", b"chunked")], [piece(b"x" * 600, more=True)] * 2, "1200"),
    ],
    ids=["declared", "chunked"],
)
def test_a_body_that_is_too_long_is_not_read_and_its_length_is_passed_on(headers, messages, told):
    echo = Echo()
    sent = ask(around(echo), scope("POST", b"/", *headers), *messages)
    assert sent[0]["status"] == 200
    assert echo.given[0]["body"] == b""
    assert echo.given[0]["CONTENT_LENGTH"] == told


def test_a_large_answer_goes_in_pieces_that_make_the_whole():
    content = bytes(range(256)) * (PIECE // 256 * 2 + 1)

    def large(environ: dict[str, Any], start_response: Callable[..., None]) -> Echo:
        answer = Echo()
        start_response("200 OK", [("Content-Length", str(len(content)))])
        answer[:] = [content]
        return answer

    sent = ask(around(large), scope("GET"))
    assert b"".join(message["body"] for message in sent[1:]) == content
    assert [message.get("more_body", False) for message in sent[1:]] == [True, True, False]
    assert max(len(message["body"]) for message in sent[1:]) == PIECE


def test_a_reader_who_stops_receiving_is_dropped():
    taken: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        if len(taken) == 2:
            await asyncio.Event().wait()
        taken.append(message)

    async def nothing() -> dict[str, Any]:
        raise AssertionError("a request without a body is not waited for")

    def large(environ: dict[str, Any], start_response: Callable[..., None]) -> Echo:
        start_response("200 OK", [])
        answer = Echo()
        answer[:] = [bytes(PIECE * 4)]
        return answer

    asyncio.run(around(large, seconds=0.02)(scope("GET"), nothing, send))
    assert [message["type"] for message in taken] == ["http.response.start", "http.response.body"]


def test_the_request_means_what_it_meant():
    asked = scope(
        "GET", b"/a%ff/%C3%A9/%2F", (b"host", b"h"), (b"x-forwarded-for", b"1.1.1.1"), (b"x-forwarded-for", b"2.2.2.2"),
        (b"x_forwarded_for", b"9.9.9.9"), (b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"if-none-match", b"\xc3\xff"), FORM,
        query=b"q=%ff",
    )  # fmt: skip
    environ = wsgi_environ(asked, b"", 0)
    assert environ["PATH_INFO"] == b"/a\xff/\xc3\xa9//".decode("latin-1")
    assert environ["QUERY_STRING"] == "q=%ff"
    assert environ["HTTP_X_FORWARDED_FOR"] == "1.1.1.1,2.2.2.2"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_IF_NONE_MATCH"].encode("latin-1") == b"\xc3\xff"
    assert environ["CONTENT_TYPE"] == "application/x-www-form-urlencoded"
    assert environ["REMOTE_ADDR"] == "127.0.0.9"
    assert environ["SERVER_PORT"] == "8000"
    assert environ["wsgi.url_scheme"] == "http"


def test_django_refuses_a_long_body_in_its_own_words(library_with_shipped_content):
    long = str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1).encode()
    application = WholeRequests(
        WSGIHandler(), threads=1, most_bytes=settings.DATA_UPLOAD_MAX_MEMORY_SIZE, seconds=5
    )
    host = (b"host", b"127.0.0.1")
    page = ask(application, scope("POST", b"/", host, FORM, (b"content-length", long)))
    assert page[0]["status"] == 413
    assert b"</html>" in page[-1]["body"]
    json = (b"content-type", b"application/json")
    answer = ask(application, scope("POST", b"/api/v1/screen", host, json, (b"content-length", long)))
    assert answer[0]["status"] == 413


@pytest.mark.parametrize(
    "path", ["/", "/interactions/?format=csv", "/offline.json", "/api/v1/alkaloids", "/nothing/"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_leaves_is_what_django_answered(path, method, library_with_shipped_content):
    application = WholeRequests(WSGIHandler(), threads=1, most_bytes=MOST, seconds=5)
    address, _, query = path.partition("?")
    sent = ask(application, scope(method, address.encode(), (b"host", b"testserver"), query=query.encode()))
    answer = Client().generic(method, path)
    assert sent[0]["status"] == answer.status_code
    assert dict(sent[0]["headers"])[b"content-length"] == answer["Content-Length"].encode()
    if method == "GET":
        assert b"".join(message["body"] for message in sent[1:]) == answer.content
