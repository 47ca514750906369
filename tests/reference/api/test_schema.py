"""The OpenAPI document is valid, complete, and describes what is sent."""

from __future__ import annotations

from io import StringIO

import pytest
import yaml
from django.core.management import call_command
from openapi_spec_validator import validate

from config.openapi import document_settings
from reference.release.schema import terms

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


def test_a_body_refuses_what_it_does_not_name(document):
    components = document["components"]["schemas"]
    for name in ("ScreenInput", "ContextInput", "PredictionBody", "Shares"):
        assert components[name]["additionalProperties"] is False
    either = components["ScreenInput"]["oneOf"]
    assert either == [{"required": ["medications"]}, {"required": ["text"]}]


def test_every_response_is_described(document):
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            always = {"200", "400", "404", "405", "406", "429", "500", "503"}
            more = {"304"} if method == "get" else {"408", "413", "415"}
            assert always | more <= set(operation["responses"]), (path, method)


def test_it_says_whose_it_is_where_it_is_served_and_what_its_parts_are(document, settings):
    assert document["info"]["contact"]["url"] == f"{settings.SITE_URL}/about/"
    assert "not the same as safe" in document["info"]["description"]
    assert [server["url"] for server in document["servers"]] == ["/", settings.SITE_URL]
    named = {tag["name"] for tag in document["tags"]}
    used = {
        t for path in document["paths"].values() for operation in path.values() for t in operation["tags"]
    }
    assert named == used


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("", {"url": "https://k.example/about/"}),
        ("mailto:desk@k.example", {"url": "https://k.example/about/", "email": "desk@k.example"}),
        ("https://k.example/desk", {"url": "https://k.example/desk"}),
    ],
)
def test_no_contact_address_is_made_up(contact, said):
    found = document_settings("https://k.example", contact)["CONTACT"]
    assert {name: value for name, value in found.items() if name != "name"} == said


def test_every_array_says_what_it_holds(document):
    def arrays(part):
        if isinstance(part, list):
            for inner in part:
                yield from arrays(inner)
        elif isinstance(part, dict):
            if part.get("type") == "array":
                yield part
            yield from arrays(list(part.values()))

    found = list(arrays(document["components"]["schemas"]))
    assert found
    assert all("items" in array for array in found)


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


@pytest.mark.parametrize("name", ["Severity", "MedicineAction", "KratomAction", "EvidenceLevel", "Mechanism"])
def test_a_closed_vocabulary_is_described_with_its_words(document, name):
    described = document["components"]["schemas"][name]
    vocabulary = getattr(terms, name)
    assert described["enum"] == sorted(term.value for term in vocabulary)
    for term in vocabulary:
        assert f"`{term}`: {term.label}" in described["description"]


def test_a_body_is_always_needed(document):
    bodies = [
        op["requestBody"] for ops in document["paths"].values() for op in ops.values() if "requestBody" in op
    ]
    assert bodies
    assert all(body["required"] for body in bodies)
