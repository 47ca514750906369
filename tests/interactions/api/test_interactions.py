"""Interaction entries: filtered by what their rows say, and by the medicine they apply to."""

from __future__ import annotations

import pytest

from reference.release.schema.terms import EvidenceLevel, Mechanism, Severity

pytestmark = pytest.mark.usefixtures("published")
ALL = {"class-sedatives", "role-substrates", "dormirol", "teatested", "opiolin-naloxone"}


def slugs(client, query: str = "") -> set[str]:
    return {r["slug"] for r in client.get(f"/api/v1/interactions?{query}").json()["results"]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ALL),
        ("severity=major", {"dormirol"}),
        ("severity=major&severity=none", {"dormirol", "teatested"}),
        ("mechanism=enzyme_inhibition", {"role-substrates", "teatested"}),
        ("mechanism=enzyme_inhibition&severity=moderate", {"role-substrates"}),
        ("mechanism=enzyme_inhibition&severity=major", set()),
        ("evidence=mechanistic", ALL),
        ("evidence=laboratory", set()),
        ("medication=dormirol", {"dormirol"}),
        ("medication=calmazine", {"class-sedatives", "role-substrates"}),
        ("medication=calmazine&mechanism=cns_depression", {"class-sedatives"}),
        ("medication=opiolin-naloxone", {"opiolin-naloxone"}),
        ("medication=neverseen", set()),
    ],
)
def test_all_filters_must_match_the_same_row(client, query, expected):
    assert slugs(client, query) == expected


def test_an_empty_answer_says_what_it_does_not_mean(client):
    note = client.get("/api/v1/interactions?medication=neverseen").json()["note"]
    assert note.startswith("Nothing listed is not the same as no interaction.")


@pytest.mark.parametrize(
    ("field", "allowed"), [("severity", Severity), ("mechanism", Mechanism), ("evidence", EvidenceLevel)]
)
def test_an_unknown_value_names_the_filter_and_what_it_may_be(client, field, allowed):
    response = client.get(f"/api/v1/interactions?{field}=dreadful")
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert error["field"] == field
    assert error["allowed"] == [term.value for term in allowed]
    assert field in response.json()["detail"]


def test_an_unknown_medicine_is_not_answered_with_an_empty_list(client):
    response = client.get("/api/v1/interactions?medication=dormiroll")
    assert response.status_code == 404
    (error,) = response.json()["errors"]
    assert error["field"] == "medication"
    assert "dormirol" in error["detail"]


def test_an_entry_is_sent_with_rows_evidence_and_management(client):
    result = client.get("/api/v1/interactions/dormirol").json()["result"]
    assert result["target"] == {"level": "drug", "slug": "dormirol"}
    assert result["rows"][0]["severity"] == "major"
    assert result["rows"][0]["evidence"][0]["citations"] == [{"source": "paper", "locator": None}]
    assert result["management"]["already_both"][0]["text"].startswith("Kratom should stop")


def test_an_unknown_entry_is_not_found(client):
    assert client.get("/api/v1/interactions/nothing").status_code == 404
