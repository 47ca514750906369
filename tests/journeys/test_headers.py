"""What every kind of page sends and fetches: headers, no cookie, no outside host, nothing inline, not too much."""

from __future__ import annotations

import re

import pytest

from .pages import PAGES, PageKind
from .visit import Visit

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
DENIED = ("camera", "geolocation", "microphone", "payment")
KEPT = "document.cookie + Object.keys(localStorage) + Object.keys(sessionStorage)"
INLINE = re.compile(rb"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|javascript:")


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_every_page_says_who_may_do_what_and_brings_nothing_from_elsewhere(kind: PageKind, visit: Visit):
    response = kind.open(visit)
    headers = response.headers
    expected = ALWAYS | ({"referrer-policy": "same-origin"} if kind.path.startswith("/report/") else {})
    assert {name: headers.get(name) for name in expected} == expected
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert {name: policy.get(name) for name in POLICY} == POLICY
    assert all(f"{power}=()" in headers["permissions-policy"] for power in DENIED)
    kept_by_nobody = bool(kind.posted) or kind.status >= 400
    assert headers["cache-control"] == ("no-store" if kept_by_nobody else "no-cache")
    body = response.body()
    assert len(body) <= kind.limit
    assert not INLINE.findall(body)

    assert visit.hosts == {visit.page.evaluate("location.host")}
    answers = [answer for request in visit.requests if (answer := request.response())]
    assert not [answer.url for answer in answers if answer.header_value("set-cookie")]
    assert not visit.page.evaluate(KEPT)
    sheets = {request.url for request in visit.requests if request.resource_type == "stylesheet"}
    assert len(sheets) == (3 if kind.name == "API" else 1)  # Swagger UI brings its own
