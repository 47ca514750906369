"""Errors are problem details: JSON, with the status, the field and what would have been accepted."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from rest_framework.throttling import SimpleRateThrottle

from reference.api.views import AlkaloidList

PROBLEM = "application/problem+json"


def problem(response, status: int) -> dict:
    """The problem, after what is true of every one."""
    body = response.json()
    assert response.status_code == body["status"] == status
    assert response.headers["Content-Type"] == PROBLEM
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "no-store"
    assert set(body) == {"type", "title", "status", "detail", "instance", "errors"}
    return body


@pytest.mark.parametrize(
    "path", ["", "nothing", "alkaloids/", "risks/a/b", "releases/2026.11.1/bundle/x", "medications/a.b"]
)
@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_an_unknown_address_is_a_problem(client, published, method, path):
    response = getattr(client, method)(f"/api/v1/{path}")
    assert response.status_code == 404
    assert response.headers["Content-Type"] == PROBLEM
    if method != "head":
        assert problem(response, 404)["instance"] == f"/api/v1/{path}"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_wrong_method_is_a_problem_that_says_what_is_allowed(client, published, method):
    response = getattr(client, method)("/api/v1/alkaloids")
    assert "not allowed" in problem(response, 405)["detail"]
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_an_unknown_parameter_is_refused_with_those_that_exist(client, published):
    error = problem(client.get("/api/v1/alkaloids?as_at=2026-11-22"), 400)["errors"][0]
    assert (error["field"], error["allowed"]) == ("as_at", ["as_of", "release", "page", "limit"])


@pytest.mark.parametrize(
    "asked",
    ["risks?release=", "risks?page=", "risks?limit=", "interactions?severity=", "interactions?severity=major&severity=",
     "interactions?medication=", "interactions?medication=%20", "medications?q=", "medications?q=%09"],
)  # fmt: skip
def test_a_parameter_without_a_value_is_refused_because_another_question_would_be_answered(
    client, published, asked
):
    errors = problem(client.get(f"/api/v1/{asked}"), 400)["errors"]
    assert [error["field"] for error in errors] == [asked.partition("?")[2].partition("=")[0]]


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "", "22.11.2026"])
def test_an_invalid_day_names_the_field(client, published, day):
    assert problem(client.get(f"/api/v1/risks?as_of={day}"), 400)["errors"][0]["field"] == "as_of"


def test_a_day_before_the_first_release_has_no_answer(client, published):
    assert problem(client.get("/api/v1/risks?as_of=2020-01-01"), 404)["errors"][0]["field"] == "as_of"


def test_without_a_release_the_server_says_so(client):
    response = client.get("/api/v1/alkaloids")
    assert "publish" in problem(response, 503)["detail"]
    assert response.headers["Retry-After"]


def test_a_format_that_is_not_offered_is_a_problem(client, published):
    problem(client.get("/api/v1/alkaloids", headers={"Accept": "application/xml"}), 406)


def test_a_caller_over_the_limit_learns_when_to_come_back(client, published, monkeypatch):
    rates = {**SimpleRateThrottle.THROTTLE_RATES, "anon": "2/min"}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)
    clock = SimpleNamespace(time=lambda: 6_000_015.0)
    monkeypatch.setattr("reference.api.throttling.time", clock)
    assert [client.get("/api/v1/alkaloids").status_code for _ in range(2)] == [200, 200]
    response = client.get("/api/v1/alkaloids")
    problem(response, 429)
    assert response.headers["Retry-After"] == "45"
    clock.time = lambda: 6_000_060.0
    assert client.get("/api/v1/alkaloids").status_code == 200


def test_an_unexpected_error_is_a_problem_and_is_logged_without_its_words(
    client, published, monkeypatch, caplog
):
    def fails(*args: object) -> None:
        raise KeyError(" ".join(["what", "a", "patient", "takes"]))  # the words are on no line of code

    monkeypatch.setattr(AlkaloidList, "answer", fails)
    body = problem(client.get("/api/v1/alkaloids"), 500)
    assert "nothing was checked" in body["detail"]
    assert "KeyError" in caplog.text
    assert "AlkaloidList" in caplog.text
    assert "what a patient takes" not in caplog.text + str(body)


def test_a_corrupt_release_is_reported_as_unreadable(client, published, settings):
    path = settings.RELEASES_DIR / "2026.11.1.json"
    path.write_bytes(path.read_bytes() + b" ")
    problem(client.get("/api/v1/releases/2026.11.1/bundle"), 503)
