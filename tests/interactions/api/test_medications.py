"""Medicines: found by name, listed, and described with exactly one outcome."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("published")


def results(client, query: str) -> list[dict]:
    return client.get(f"/api/v1/medications?{query}").json()["results"]


def read(client, slug: str) -> dict:
    return client.get(f"/api/v1/medications/{slug}").json()["result"]


def test_the_list_holds_every_medicine_and_product_once(client):
    page = client.get("/api/v1/medications?limit=100").json()
    slugs = [r["slug"] for r in page["results"]]
    assert slugs == sorted(set(slugs))
    assert {"calmazine", "neverseen", "opiolin-naloxone"} <= set(slugs)
    assert page["count"] == len(slugs)


def test_each_medicine_of_the_list_says_its_outcome(client):
    outcomes = {r["slug"]: (r["outcome"], r["severity"]) for r in results(client, "limit=100")}
    assert outcomes["dormirol"] == ("finding", "major")
    assert outcomes["calmazine"] == ("finding", "moderate")
    assert outcomes["neverseen"] == ("not_assessed", None)
    assert outcomes["naloxone"] == ("rescue", None)
    assert outcomes["kratom"] == ("precipitant", None)


def test_an_exact_name_comes_first_with_how_it_matched(client):
    first = results(client, "q=Calmex")[0]
    assert (first["slug"], first["matched_by"], first["why"], first["score"]) == (
        "calmazine",
        "brand",
        None,
        None,
    )


def test_a_similar_name_is_a_candidate_with_why_and_score(client):
    first = results(client, "q=dormiroll")[0]
    assert (first["slug"], first["matched_by"], first["why"]) == ("dormirol", None, "spelling")
    assert 0.7 < first["score"] < 1


def test_no_medicine_is_listed_twice_in_a_search(client):
    slugs = [r["slug"] for r in results(client, "q=calmazine")]
    assert slugs[0] == "calmazine"
    assert len(slugs) == len(set(slugs))


def test_kratom_itself_is_found_as_kratom(client):
    assert results(client, "q=ketum")[0]["outcome"] == "precipitant"


def test_a_class_is_found_without_an_outcome(client):
    first = results(client, "q=sedatives")[0]
    assert (first["kind"], first["outcome"]) == ("drug_class", None)


def test_a_search_without_a_hit_says_what_that_does_not_mean(client):
    page = client.get("/api/v1/medications?q=qwxzvqwxzv").json()
    assert (page["count"], page["next"]) == (0, None)
    assert "not the same as no interaction" in page["note"]


def test_a_medicine_carries_its_names_roles_classes_and_rows(client):
    calmazine = read(client, "calmazine")
    assert calmazine["brands"] == ["Calmex"]
    assert calmazine["roles"][0]["role"] == "substrates"
    assert calmazine["roles"][0]["basis"] == "needs_verification"
    assert calmazine["classes"] == [
        {"drug_class": "sedatives", "name": "sedatives", "path": ["sedatives"], "protected": False}
    ]
    rows = [(r["mechanism"], r["level"], r["entry"], r["severity"], r["action"]) for r in calmazine["rows"]]
    assert ("cns_depression", "drug_class", "class-sedatives", "moderate", "monitor") in rows
    assert ("enzyme_inhibition", "role", "role-substrates", "moderate", "monitor") in rows


def test_a_medicine_with_a_finding_carries_it_as_the_screen_would(client):
    screened = client.post(
        "/api/v1/screen", {"medications": ["dormirol"]}, content_type="application/json"
    ).json()
    assert read(client, "dormirol")["finding"] == screened["lines"][0]["findings"][0]


def test_an_unreviewed_medicine_says_so_and_never_that_it_is_safe(client):
    unseen = read(client, "neverseen")
    assert (unseen["outcome"], unseen["reason"], unseen["finding"]) == ("not_assessed", "not_reviewed", None)
    assert "not the same as safe" in unseen["message"]


def test_a_medicine_that_was_searched_says_when(client):
    looked = read(client, "lookedfor")
    assert looked["reason"] == "searched_nothing_found"
    assert "1 November 2026" in looked["message"]


def test_a_row_without_change_is_shown_but_is_not_a_finding(client):
    tested = read(client, "teatested")
    assert tested["finding"] is None
    assert tested["outcome"] == "not_assessed"
    assert [r["severity"] for r in tested["rows"]] == ["none"]


def test_a_rescue_medicine_has_no_severity(client):
    naloxone = read(client, "naloxone")
    assert (naloxone["outcome"], naloxone["phrase"], naloxone["finding"]) == (
        "rescue",
        "Give if needed",
        None,
    )
    assert naloxone["combinations"] == ["opiolin-naloxone"]


def test_a_combination_names_its_inactive_ingredient(client):
    product = read(client, "opiolin-naloxone")
    assert product["ingredients"][1] == {
        "medication": "naloxone",
        "name": "naloxone",
        "inactive_by_route": "hardly absorbed",
    }
    assert product["finding"]["medication"] == "opiolin-naloxone"


def test_kratom_as_a_substance_is_the_precipitant(client):
    assert read(client, "kratom")["outcome"] == "precipitant"


@pytest.mark.parametrize("slug", ["unheard-of", "sedatives", "Calmazine"])
def test_a_slug_that_is_not_a_medicine_is_not_found(client, slug):
    response = client.get(f"/api/v1/medications/{slug}")
    assert response.status_code == 404
    assert "/api/v1/medications?q=" in response.json()["detail"]


@pytest.mark.parametrize("query", ["q=" + "x" * 501, "name=calmazine", "q=calmazine&q=dormirol"])
def test_a_search_that_cannot_be_meant_is_refused(client, query):
    assert client.get(f"/api/v1/medications?{query}").status_code == 400
