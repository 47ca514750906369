"""The OpenAPI document is valid, complete, and describes what is sent."""

from __future__ import annotations

from io import StringIO

import pytest
import yaml
from django.core.management import call_command
from openapi_spec_validator import validate

PATHS = {
    *(
        f"/api/v1/{name}"
        for name in (
            "alkaloids",
            "risks",
            "claims",
            "populations",
            "practice-notes",
            "sources",
            "medications",
            "interactions",
        )
    ),
    *(
        f"/api/v1/{name}/{{slug}}"
        for name in (
            "alkaloids",
            "risks",
            "claims",
            "populations",
            "practice-notes",
            "sources",
            "medications",
            "interactions",
        )
    ),
    "/api/v1/releases",
    "/api/v1/releases/{version}",
    "/api/v1/releases/{version}/bundle",
    "/api/v1/predictions",
    "/api/v1/screen",
}
TWO_OPERATIONS = {"/api/v1/predictions"}


@pytest.fixture(scope="module")
def document() -> dict:
    out = StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=out)
    return yaml.safe_load(out.getvalue())


def test_it_is_openapi_3_1_and_valid(document):
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_it_describes_every_address_and_no_other(document):
    assert set(document["paths"]) == PATHS


def test_operations_have_names_of_their_own(document):
    names = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names)) == len(PATHS) + len(TWO_OPERATIONS)


def test_components_are_the_structs(document):
    components = document["components"]["schemas"]
    assert {"Interaction", "InteractionPage", "AlkaloidAnswer", "ScreeningReport", "Problem"} <= set(
        components
    )
    assert components["InteractionPage"]["properties"]["results"]["items"]["$ref"].endswith("/Interaction")
    assert set(components["Statement"]["required"]) == {"text", "basis", "citations"}


def test_a_key_with_a_default_is_always_sent_and_so_required(document):
    assert "deviation" in document["components"]["schemas"]["InteractionRow"]["required"]


def test_it_is_served_as_json_and_as_yaml(client, document):
    as_json = client.get("/api/v1/schema/")
    assert as_json.json() == document
    as_yaml = client.get("/api/v1/schema/?format=yaml")
    assert yaml.safe_load(as_yaml.content) == document
    assert as_json.headers["ETag"] != as_yaml.headers["ETag"]
    assert as_json.headers["Access-Control-Allow-Origin"] == "*"


def test_it_is_not_sent_again_to_a_reader_who_has_it(client):
    tag = client.get("/api/v1/schema/").headers["ETag"]
    assert client.get("/api/v1/schema/", headers={"If-None-Match": tag}).status_code == 304
