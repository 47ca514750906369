"""deploy/nginx.conf, run: what it hands on, what it refuses, and that nothing typed is written down."""

from __future__ import annotations

import re
import ssl
from contextlib import ExitStack

import pytest

pytestmark = pytest.mark.process
TYPED = "quetiapinexyz"
FORM = "application/x-www-form-urlencoded"


def test_a_page_comes_over_tls_with_the_headers_of_the_program(front):
    status, body, headers = front.ask("/")
    assert status == 200
    assert b"<h1" in body
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert headers["X-Frame-Options"] == "DENY"
    assert "nginx/" not in headers["Server"]


def test_a_list_is_answered_and_a_program_may_ask(front):
    status, body, _ = front.ask("/", b"medications=quetiapine", Content_Type=FORM)
    assert status == 200
    assert b"quetiapine" in body
    status, body, _ = front.ask(
        "/api/v1/screen", b'{"medications": ["quetiapine"]}', Content_Type="application/json"
    )
    assert status == 200
    assert b'"lines"' in body


def test_plain_http_is_sent_to_https(front):
    status, headers = front.ask_plainly("/interactions/?format=csv")
    assert status == 301
    assert headers["Location"] == "https://kratom.example.org/interactions/?format=csv"


def test_another_name_gets_no_certificate(front):
    with pytest.raises(ssl.SSLError):
        front.connect("another.example.org")


def test_the_desk_is_reached_under_its_addresses_and_knows_that_it_is_https(front):
    status, _, headers = front.ask("/admin/login/")
    assert status == 200
    assert "Secure" in headers["Set-Cookie"]


def test_a_desk_that_is_down_says_so_and_readers_go_on(front_without_desk):
    status, body, _ = front_without_desk.ask("/admin/login/")
    assert status == 503
    assert b"Try again" in body
    assert front_without_desk.ask("/")[0] == 200


def test_more_than_can_be_read_is_refused_with_a_sentence(front):
    status, body, headers = front.ask("/", b"medications=" + b"a" * 700_000, Content_Type=FORM)
    assert status == 413
    assert b"Send a shorter list" in body
    assert headers["Cache-Control"] == "no-store"


def test_twenty_callers_who_stall_in_the_middle_hold_no_reader_and_leave_nothing_on_the_disk(front):
    half = f"POST / HTTP/1.1\r\nHost: kratom.example.org\r\nContent-Type: {FORM}\r\nContent-Length: 400000\r\n\r\n"
    with ExitStack() as stalled:
        for _ in range(20):
            connection = stalled.enter_context(front.connect())
            connection.sendall(half.encode() + b"medications=" + TYPED.encode() * 15_000)
        assert front.ask("/health/live")[0] == 200
        assert front.ask("/", b"medications=quetiapine", Content_Type=FORM)[0] == 200
        assert TYPED not in front.everything_written()


def test_the_limit_counts_the_caller_whatever_address_he_claims(front):
    answers = [
        front.ask("/", b"medications=", Content_Type=FORM, caller="127.0.0.9", X_Forwarded_For=f"10.9.8.{n}")[
            0
        ]
        for n in range(130)  # more than two minutes allow: the count begins anew with each
    ]
    assert 429 in answers
    assert front.ask("/", b"medications=quetiapine", Content_Type=FORM, caller="127.0.0.10")[0] == 200


def test_neither_body_nor_query_nor_medicine_is_logged(front):
    front.ask(f"/?typed={TYPED}")
    front.ask(f"/medications/{TYPED}/")
    front.ask(f"/admin/?q={TYPED}")
    front.ask(f"/api/v1/medications/{TYPED}", Referer=f"https://elsewhere.example/{TYPED}")
    front.ask(f"/suggest/?q={TYPED}", b"typed=" + TYPED.encode() * 60_000, Content_Type=FORM)
    front.ask_plainly(f"/?typed={TYPED}")
    written = front.everything_written()
    assert TYPED not in written
    assert " GET /medications 404 " in written
    assert " GET /api/v1/medications 404 " in written
    assert " POST /suggest 413 " in written


def test_a_file_whose_name_has_a_hash_is_kept_for_ever_and_comes_compressed(front):
    _, page, _ = front.ask("/")
    path = re.search(rb"/static/[a-z/_-]+\.[0-9a-f]{12}\.css", page)[0].decode()
    status, _, headers = front.ask(path, Accept_Encoding="gzip")
    assert status == 200
    assert "immutable" in headers["Cache-Control"]
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Content-Type"] == "text/css"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/static/../secret_key", "/static/%2e%2e/secret_key", "/static/nothing.0123456789ab.css"]
)
def test_nothing_else_of_the_folder_is_a_static_file(front, path):
    assert front.ask(path)[0] in (400, 404)


def test_figures_for_the_administrator_are_not_published(front):
    assert front.ask("/metrics")[0] == 404
