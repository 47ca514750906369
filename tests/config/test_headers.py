"""What goes out with every kind of answer, also those that no browser shows: no cookie, nothing for another site to use."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from .environments import PUBLIC

ASKED = {
    "a list as CSV": "/interactions/?format=csv",
    "the bibliography": "/sources.bib",
    "one citation": "/sources/tanna2023.ris",
    "the feed": "/releases/feed.atom",
    "the offline copy": "/offline.json",
    "its worker": "/sw.js",
    "its manifest": "/manifest.webmanifest",
    "the schema": "/api/v1/schema",
    "a record": "/api/v1/medications/quetiapine",
    "the state of the server": "/health/live",
    "a page": "/interactions/quetiapine/",
    "a pinned page": "/releases/2026.11.1/interactions/",
    "a page that is not there": "/nothing/",
    "a day before the first release": "/?as_of=2020-01-01",
    "no day at all": "/?as_of=yesterday",
}
TYPED = "quetiapine 777 mg"
POSTED = {
    "results": ("/", {"medications": TYPED}),
    "a list of nothing": ("/", {"medications": ""}),
    "the hand-out": ("/handout/", {"medications": TYPED}),
    "what is offered": ("/suggest/", {"typed": "queti"}),
    "what is read": ("/read/", {"medications": TYPED}),
    "a medicine by its name": ("/medications/", {"name": "quetiapine"}),
    "a prediction": ("/predict/", {"medication": "midazolam", "product": "leaf", "use": "daily"}),
    "a prediction refused": ("/predict/", {"medication": "midazolam", "fg": "7"}),
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


def is_guarded(answer: HttpResponse, **other: str) -> bool:
    expected = HEADERS | {name.replace("_", "-"): value for name, value in other.items()}
    assert {name: answer.headers.get(name) for name in expected} == expected
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert not answer.cookies
    assert "Set-Cookie" not in answer.headers
    return True


@pytest.mark.parametrize("address", ASKED.values(), ids=ASKED)
def test_every_response_has_its_headers_and_is_never_cached_unchecked(address, library_with_shipped_content):
    answer = Client().get(address)
    assert is_guarded(answer)
    assert answer.status_code in ((200, 404) if "as_of" not in address else (400, 404))
    kept = answer.headers.get("Cache-Control", "")
    assert "no-store" in kept if answer.status_code >= 400 else "no-cache" in kept or "no-store" in kept


@pytest.mark.parametrize(("address", "fields"), POSTED.values(), ids=POSTED)
def test_the_answer_to_a_post_is_never_cached(address, fields, library_with_shipped_content):
    answer = Client().post(address, fields)
    assert is_guarded(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "777" not in answer.headers.get("Location", "")


def test_refusals_redirects_and_files_have_the_headers_too(settings):
    (settings.STATIC_ROOT / "guarded.txt").write_text("a file")
    client = Client()
    answers = {
        "a method that is not taken": client.put("/health/live"),
        "a page that is opened only": client.post("/about/"),
        "an address without its slash": client.get("/about"),
        "a wrong host": client.get("/", HTTP_HOST="evil.example"),
        "a file": client.get("/static/guarded.txt"),
        "a file that is not there": client.get("/static/nothing.css"),
        "the desk": client.get("/admin/"),
    }
    answers["a file"].close()
    assert [answer.status_code for answer in answers.values()] == [405, 405, 301, 400, 200, 404, 302]
    for name, answer in answers.items():
        referrer = "same-origin" if name == "the desk" else "no-referrer"
        assert answer.headers["Referrer-Policy"] == referrer
        answer.headers["Referrer-Policy"] = "no-referrer"
        assert is_guarded(answer), name


@pytest.fixture
def in_public(settings, read_settings) -> Client:
    for name, value in read_settings(PUBLIC).items():
        if name.startswith("SECURE_") or name == "ALLOWED_HOSTS":
            setattr(settings, name, value)
    return Client()


def test_what_comes_without_tls_is_sent_to_the_public_address(in_public):
    answer = in_public.get("/interactions/?q=x", HTTP_HOST="127.0.0.1")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "https://kratom.example.org/interactions/?q=x"
    assert is_guarded(answer)


def test_what_the_proxy_received_over_tls_is_answered(in_public, library_with_shipped_content):
    answer = in_public.get("/about/", HTTP_HOST="kratom.example.org", HTTP_X_FORWARDED_PROTO="https")
    assert answer.status_code == 200


def test_health_checks_on_the_machine_work_without_tls(in_public):
    assert in_public.get("/health/live", HTTP_HOST="127.0.0.1").status_code == 200
    assert in_public.get("/healthy/", HTTP_HOST="127.0.0.1").status_code == 301


def test_the_report_form_alone_says_where_it_was_sent_from_and_only_to_us(library_with_shipped_content):
    for answer in (Client().get("/report/"), Client().post("/report/", {"kind": "missing"})):
        assert is_guarded(answer, Referrer_Policy="same-origin")
    assert "no-store" in answer.headers["Cache-Control"]


def test_another_site_may_read_the_api_and_nothing_else(library_with_shipped_content):
    elsewhere = {"HTTP_ORIGIN": "https://elsewhere.example"}
    for address in ("/", "/interactions/quetiapine/", "/offline.json", "/suggest/"):
        assert "Access-Control-Allow-Origin" not in Client().get(address, **elsewhere).headers
        assert Client().get(address).headers["Cross-Origin-Resource-Policy"] == "same-origin"
    allowed = Client().get("/api/v1/medications/quetiapine", **elsewhere).headers
    assert allowed["Access-Control-Allow-Origin"] == "*"
