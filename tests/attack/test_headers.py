"""Every kind of answer of the served site, refusals and files included, is guarded, and no reader gets a cookie.

tests/config/test_headers.py holds the pages to it in the program; here a real server answers, with what only a server
meets: other methods, other hosts, hashed files, parts of files.
"""

from __future__ import annotations

import http.client
import re
import shutil
from urllib.parse import urlsplit

import pytest

from tests.serving import running

pytestmark = [pytest.mark.attack, pytest.mark.process]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
GUARDS = {
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "permissions-policy",
    "cross-origin-resource-policy",
    "cross-origin-opener-policy",
}
PAGES = [
    "/", "/nothing", "/nothing/", "/about", "/releases/2026.11.1/", "/?as_of=zzz", "/?as_of=2020-01-01", "/api/",
    "/api/v1/alkaloids", "/api/v1/nothing", "/api/v1", "/api/v1/screen", "/api/v1/schema", "/releases/feed.atom",
    "/api/v1/releases/2026.11.1/bundle", "/interactions/?format=csv", "/sources.bib", "/sw.js", "/offline/",
    "/offline.json", "/manifest.webmanifest", "/health/live", "/health/ready", "/favicon.ico", "/robots.txt",
    "/.well-known/security.txt", "/static/nothing", "/static/", "/static/../config/settings.py",
    "/static/%2e%2e/secret_key",
]  # fmt: skip
METHODS = [
    ("HEAD", "/", None, {}), ("OPTIONS", "/", None, {}), ("PUT", "/", "x", {}), ("TRACE", "/", None, {}), ("FOO", "/", None, {}),
    ("POST", "/", "medications=quetiapine", FORM), ("POST", "/", "", FORM), ("HEAD", "/api/v1/alkaloids", None, {}),
    ("OPTIONS", "/api/v1/alkaloids", None, {}), ("DELETE", "/api/v1/alkaloids", None, {}), ("POST", "/health/live", "", {}),
    ("POST", "/api/v1/screen", "{", JSON), ("POST", "/api/v1/screen", "{}", {"Content-Type": "text/plain"}),
    ("GET", "/", None, {"Host": "evil.example"}), ("GET", "/api/v1/alkaloids", None, {"Host": "evil.example"}),
    ("GET", "/nothing", None, {"Host": "127.0.0.1@evil"}),
]  # fmt: skip


class Site:
    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc

    def ask(self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None):
        """Status, headers by their names in small letters, body."""
        connection = http.client.HTTPConnection(self.host, timeout=60)
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return found


@pytest.fixture(scope="module")
def site(shipped_folder, tmp_path_factory):
    data_dir = tmp_path_factory.mktemp("headers")
    shutil.copytree(shipped_folder, data_dir / "releases")
    with running(data_dir, DJANGO_SETTINGS_MODULE="config.settings") as server:
        yield Site(server.address)


def is_guarded(status: int, headers: dict[str, str]) -> bool:
    assert status < 500
    assert set(headers) >= GUARDS, GUARDS - set(headers)
    assert (
        headers.get("x-frame-options") == "DENY"
        or "frame-ancestors 'none'" in headers["content-security-policy"]
    )
    assert "set-cookie" not in headers
    return True


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_security_headers(site, path):
    status, headers, body = site.ask("GET", path)
    assert is_guarded(status, headers)
    assert b"SECRET" not in body


@pytest.mark.parametrize(("method", "path", "body", "headers"), METHODS)
def test_every_answer_to_a_post_has_the_security_headers(site, method, path, body, headers):
    status, answered, _ = site.ask(method, path, body, headers)
    assert is_guarded(status, answered)
    if method == "POST" and status == 200:
        assert "no-store" in answered["cache-control"]


def test_a_hashed_file_whole_in_part_or_unchanged_has_the_security_headers(site):
    _, _, page = site.ask("GET", "/")
    path = re.search(rb"/static/[a-z/_-]+\.[0-9a-f]{12}\.css", page)[0].decode()
    status, headers, _ = site.ask("GET", path)
    assert is_guarded(status, headers)
    assert "immutable" in headers["cache-control"]
    for more in (
        {"Range": "bytes=0-10"},
        {"If-Modified-Since": headers["last-modified"]},
        {"Host": "evil.example"},
    ):
        status, headers, _ = site.ask("GET", path, headers=more)
        assert is_guarded(status, headers)
