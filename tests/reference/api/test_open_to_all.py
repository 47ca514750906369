"""Any site may read and screen: CORS without credentials."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "path", ["alkaloids", "alkaloids/calmine", "releases/2026.11.1/bundle", "schema/", "nowhere"]
)
def test_every_answer_may_be_read_by_any_origin(client, published, path):
    response = client.get(f"/api/v1/{path}", headers={"Origin": "https://hospital.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert "Release-Version" in response.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize(("path", "methods"), [("screen", "POST, OPTIONS"), ("risks", "GET, HEAD, OPTIONS")])
def test_a_preflight_request_is_allowed(client, path, methods):
    response = client.options(
        f"/api/v1/{path}",
        headers={"Origin": "https://hospital.example", "Access-Control-Request-Headers": "content-type"},
    )
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Allow-Methods"] == methods
    assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]
