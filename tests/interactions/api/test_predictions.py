"""/predictions: stored ones in pages, posted requests with strict input; every prediction is labelled."""

from __future__ import annotations

import json
from typing import Any

import pytest

from interactions.api.predictions import Predictions
from interactions.api.views import Screen

pytestmark = pytest.mark.usefixtures("library_with_shipped_content")
ADDRESS = "/api/v1/predictions"
LABEL = "prediction, never a rating"


def post(client, body: Any):
    return client.post(ADDRESS, json.dumps(body), content_type="application/json")


def test_the_stored_predictions_come_in_pages_each_with_its_label(client, shipped_release):
    page = client.get(ADDRESS, {"limit": 100}).json()
    assert page["count"] == len(shipped_release.exposure_predictions)
    assert len(page["results"]) == 100
    assert {p["label"] for p in page["results"]} == {LABEL}
    assert "says nothing about safety" in page["note"]
    assert page["next"]


def test_a_prediction_is_answered_with_its_release_and_what_was_observed(
    client, library_with_shipped_content
):
    response = post(client, {"medication": "midazolam"})
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    body = response.json()
    assert body["release"]["checksum"] == library_with_shipped_content.checksum
    prediction = body["result"]["prediction"]
    assert (prediction["auc_ratio"], prediction["label"]) == (13.16, LABEL)
    assert prediction["model_version"] == "static-model 1"
    assert body["result"]["observed"][0]["observed"] == 1.39
    assert body["result"]["basic_model"]


def test_the_input_names_are_those_of_the_documentation(client):
    body = {
        "medication": "midazolam", "product": "extract", "use": "daily", "leaf_g": 4, "mitragynine_percent": 1.5,
        "fm": {"CYP3A": 0.9}, "fg": 0.5,
    }  # fmt: skip
    prediction = post(client, body).json()["result"]["prediction"]
    assert prediction["scenario"] == "4 g leaf with 1.5 % mitragynine, 60 mg, daily, as an extract"
    assert len(prediction["cautions"]) == 4


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ([], "body"),
        ({"medication": "midazolam", "product": "tea"}, "product"),
        ({"medication": "midazolam", "leaf_g": "4"}, "leaf_g"),
        ({"medication": "midazolam", "leaf_g": True}, "leaf_g"),
        ({"medication": "midazolam", "leaf_g": -1}, "leaf_g"),
        ({"medication": "midazolam", "dose": 1}, "dose"),
        ({"fm": {"CYP3A": 1.1}}, "fm.CYP3A"),
        ({"fm": {"CYP9": 0.5}}, "fm.CYP9"),
    ],
)
def test_a_refused_request_names_its_field(body, field, client):
    assert_refused(post(client, body), 400, field)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "medication"),
        ({"medication": "lisinopril"}, "medication"),
        ({"medication": "midazolam", "product": "seven_oh"}, "product"),
        ({"medication": "midazolam", "mitragynine_mg": 9, "leaf_g": 2}, "mitragynine_mg"),
        ({"fm": {"CYP3A": 0.7, "CYP2D6": 0.7}, "fg": 1}, "fm"),
    ],
)
def test_a_question_without_an_answer_says_what_to_change(body, field, client):
    assert_refused(post(client, body), 422, field)


def assert_refused(response, status: int, field: str) -> None:
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert [error["field"] for error in response.json()["errors"]] == [field]


def test_a_medicine_carries_its_prediction_under_a_key_of_its_own_with_its_label(client):
    report = client.get("/api/v1/medications/simvastatin").json()["result"]
    assert report["prediction"]["label"] == LABEL
    assert report["prediction"]["medication"] == "simvastatin"
    assert client.get("/api/v1/medications/lisinopril").json()["result"]["prediction"] is None


def test_predictions_are_throttled_like_the_screen():
    assert Predictions.throttle_classes == Screen.throttle_classes
