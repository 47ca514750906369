"""The contract, with the shipped content: answers match the OpenAPI document."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from interactions.api.medications import medication_report, medication_slugs
from reference.api.views import openapi_document
from reference.release.names.index import RXNORM

pytestmark = pytest.mark.usefixtures("library_with_shipped_content")
THE_FIRST_LIST = [
    "Seroquel XR 200 mg PO qHS",
    "midazolam 2 mg/mL oral syrup",
    "dextromethorphan 30 mg",
    "Suboxone 8/2 film daily",
    "Narcan nasal spray",
    "tacrolimus 3 mg BID",
    "lisinopril 10mg daily",
    "ketoconazole 2% shampoo",
    "ALLERGIES: codeine (rash)",
    "stopped sertraline 2 weeks ago",
    "kratom powder 5 g TID",
    "hydroxizine 25",
    "qwxzv",
]
ADDRESSES = {
    "alkaloids": "/api/v1/alkaloids",
    "alkaloids/{slug}": "/api/v1/alkaloids/mitragynine",
    "risks": "/api/v1/risks",
    "claims": "/api/v1/claims",
    "populations": "/api/v1/populations",
    "practice-notes": "/api/v1/practice-notes",
    "practice-notes/{slug}": "/api/v1/practice-notes/naloxone",
    "sources": "/api/v1/sources?limit=100",
    "sources/{slug}": "/api/v1/sources/tanna2023",
    "releases": "/api/v1/releases",
    "releases/{version}": "/api/v1/releases/2026.11.1",
    "medications": "/api/v1/medications?q=seroquel",
    "medications/{slug}": "/api/v1/medications/quetiapine",
    "interactions": "/api/v1/interactions?limit=100",
    "interactions/{slug}": "/api/v1/interactions/quetiapine",
    "releases/{version}/bundle": "/api/v1/releases/2026.11.1/bundle",
}


def validator(path: str, method: str = "get", status: str = "200") -> Draft202012Validator:
    document, _ = openapi_document("config.urls")
    (content,) = document["paths"][f"/api/v1/{path}"][method]["responses"][status]["content"].values()
    return Draft202012Validator({**content["schema"], "components": document["components"]})


def screen(client, lines: list[Any], **context: Any) -> dict:
    body = {"medications": lines, "context": context}
    response = client.post("/api/v1/screen", json.dumps(body), content_type="application/json")
    assert response.status_code == 200, response.content
    return response.json()


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_answer_is_what_the_document_describes(client, path):
    response = client.get(ADDRESSES[path])
    assert response.status_code == 200
    validator(path).validate(response.json())


def test_a_screen_is_what_the_document_describes(client):
    validator("screen", "post").validate(screen(client, THE_FIRST_LIST, product="extract", use="daily"))


def test_a_problem_is_what_the_document_describes(client):
    validator("medications/{slug}", status="404").validate(client.get("/api/v1/medications/nothing").json())
    validator("interactions", status="400").validate(client.get("/api/v1/interactions?severity=x").json())


def test_the_example_of_the_document_is_answered(client):
    report = screen(
        client,
        ["Seroquel XR 200 mg PO qHS", {"system": RXNORM, "code": "6960"}],
        product="extract",
        use="daily",
    )
    assert [line["medications"][0]["slug"] for line in report["lines"]] == ["quetiapine", "midazolam"]
    assert [line["medications"][0]["matched_by"] for line in report["lines"]] == ["brand", "code"]
    assert (report["context"]["product"], report["context"]["use"]) == ("extract", "daily")


def test_every_medicine_of_the_release_can_be_described(library_with_shipped_content):
    loaded = library_with_shipped_content
    slugs = medication_slugs(loaded)
    assert len(slugs) > 1000
    for slug in (*slugs[::23], *(p.slug for p in loaded.release.combination_products)):
        report = medication_report(slug, loaded)
        assert report is not None, slug
        assert (report.finding is not None) == (report.outcome == "finding"), slug
        assert report.outcome not in ("unrecognised", "ambiguous"), slug


@pytest.mark.parametrize(
    ("slug", "outcome", "severity"),
    [
        ("quetiapine", "finding", "major"),
        ("buprenorphine-naloxone", "finding", "moderate"),
        ("naloxone", "rescue", None),
        ("lisinopril", "not_assessed", None),
    ],
)
def test_a_medicine_says_the_same_as_its_line_on_a_list(client, slug, outcome, severity):
    result = client.get(f"/api/v1/medications/{slug}").json()["result"]
    assert result["outcome"] == outcome
    assert (result["finding"] or {}).get("severity") == severity
    (line,) = screen(client, [result["name"]])["lines"]
    assert line["outcome"] == outcome
    assert line["message"] == result["message"]
    assert (line["findings"] or [None])[0] == result["finding"]


def test_a_brand_is_found_first_and_a_misspelling_is_offered(client):
    first = client.get("/api/v1/medications?q=seroquel").json()["results"][0]
    assert (first["slug"], first["matched_by"], first["severity"]) == ("quetiapine", "brand", "major")
    near = client.get("/api/v1/medications?q=hydroxizine").json()["results"]
    assert near[0]["slug"] == "hydroxyzine"
    assert all(hit["matched_by"] is None and hit["why"] for hit in near)
