"""Bodies and queries that no honest program sends: each is refused with a sentence or answered, none is a failure."""

from __future__ import annotations

import gzip
import json

import pytest
from django.test import Client

pytestmark = pytest.mark.attack
LIST = b'{"medications": ["quetiapine"]}'
REFUSED = {
    "not a number": b'{"medications":[NaN]}',
    "infinity": b'{"medications":["a"],"context":{"alcohol":Infinity}}',
    "an integer of 5,000 digits": b'{"medications":[' + b"9" * 5000 + b"]}",
    "a float out of range": b'{"medications":[1e999999]}',
    "bytes that are no UTF-8": b'{"medications":["\xff\xfe"]}',
    "UTF-16": '{"medications":["quetiapine"]}'.encode("utf-16"),
    "something behind it": LIST + b" x",
    "a comment": b'{"medications":["quetiapine"]/*a*/}',
    "single quotes": b"{'medications':['a']}",
    "200,000 open lists": b"[" * 200_000,
    "50,000 open objects": b'{"a":' * 50_000,
    "900 lists in each other": b"[" * 900 + b"]" * 900,
    "a key in another script": '{"mеdications":["a"]}'.encode(),
    "a key that programs stumble over": b'{"medications":["quetiapine"],"__proto__":{"x":1}}',
    "a number for a name": b'{"medications":[1]}',
    "null": b"null",
    "a list": b"[]",
    "a text": b'"a"',
    "nothing": b"",
    "a number for a code": b'{"medications":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":6960}]}',
    "an object for a system": b'{"medications":[{"system":{"a":1},"code":["a"]}]}',
    "a moment for a day": b'{"medications":["quetiapine"],"context":{"last_use":"2026-11-29T00:00:00Z"}}',
    "a word for yes": b'{"medications":["quetiapine"],"context":{"alcohol":"true"}}',
    "one for yes": b'{"medications":["quetiapine"],"context":{"alcohol":1}}',
}
ANSWERED_OR_REFUSED = {
    "half a character": b'{"medications":["\\ud800"]}',
    "a picture beside a name": b'{"medications":["\\ud83d\\ude00 quetiapine"]}',
    "a null byte": b'{"medications":["a\\u0000b"]}',
    "a byte order mark": b"\xef\xbb\xbf" + LIST,
    "a code of 400 digits": b'{"medications":[{"system":"x","code":"' + b"9" * 400 + b'"}]}',
    "line separators": b'{"medications":["quetiapine\\u2028tacrolimus\\ntramadol"]}',
}
QUERIES = [
    "alkaloids?page=1&limit=0", "alkaloids?page=-1", "alkaloids?limit=1e3", "alkaloids?page=99999999999999999999",
    "alkaloids?as_of=0001-01-01", "alkaloids?as_of=9999-12-31", "alkaloids?as_of=%00", "alkaloids?format=xml",
    "alkaloids?release=../../secret_key", "alkaloids?release=preview-../../x", "alkaloids?release=2026.11.1%00",
    "releases/..%2f..%2fsecret_key/bundle", "releases/index/bundle", "alkaloids/%2e%2e%2f", "alkaloids/a%00",
    "medications?q=%00", "medications?q=%ff", "medications?q=" + "a" * 5000, "schema?format=../../x", "schema?lang=de",
]  # fmt: skip
KINDS = [
    "application/json; charset=utf-16",
    "application/json; charset=evil",
    "application/json;;;;",
    "application/*",
    "",
]


@pytest.fixture
def program(library_with_shipped_content):
    return Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)


def screen(program: Client, body: bytes, kind: str = "application/json", **headers: str):
    return program.generic("POST", "/api/v1/screen", body, content_type=kind, **headers)


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_a_malformed_body_is_refused_and_quoted_nowhere(program, body):
    answer = screen(program, body)
    assert answer.status_code == 400, answer.content[:200]
    said = json.loads(answer.content)
    assert said["detail"] or said["errors"]


@pytest.mark.parametrize("body", ANSWERED_OR_REFUSED.values(), ids=ANSWERED_OR_REFUSED)
def test_an_odd_body_has_an_outcome_for_each_line_or_is_refused(program, body):
    answer = screen(program, body)
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        assert all(line["outcome"] for line in json.loads(answer.content)["lines"])


def test_a_compressed_body_is_not_unpacked(program):
    assert screen(program, gzip.compress(LIST), HTTP_CONTENT_ENCODING="gzip").status_code in (400, 415)


@pytest.mark.parametrize("kind", KINDS)
def test_an_odd_content_type_is_refused_or_read_as_json(program, kind):
    assert screen(program, LIST, kind).status_code in (200, 400, 415)


@pytest.mark.parametrize("query", QUERIES)
def test_an_odd_query_is_refused_and_reaches_no_other_file(program, query):
    answer = program.get(f"/api/v1/{query}")
    assert answer.status_code < 500
    assert b"secret" not in answer.content.replace(b"secret_key", b"")
    assert answer.status_code in (200, 400, 404, 406)


@pytest.mark.parametrize("accept", ["application/xml", "text/html;q=zzz", "," * 3000])
def test_an_odd_accept_header_is_no_failure(program, accept):
    assert program.get("/api/v1/alkaloids", HTTP_ACCEPT=accept).status_code in (200, 406)
