"""What the API is sent is read in one way only, or refused with what to send instead."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("library_with_shipped_content")


def post(client, body: str | bytes):
    return client.post("/api/v1/screen", body, content_type="application/json")


@pytest.mark.parametrize(
    "body",
    [
        '{"medications":["quetiapine"],"medications":["tacrolimus"]}',
        '{"medications":["quetiapine"],"context":{"alcohol":true,"alcohol":false}}',
        '{"medications":[{"system":"RxNorm","code":"6960","code":"41493"}]}',
        '{"medications":["quetiapine"],"medic\\u0061tions":["tacrolimus"]}',
    ],
)
def test_a_repeated_key_is_refused_instead_of_dropping_one_value(client, body):
    problem = post(client, body)
    assert problem.status_code == 400
    assert problem.json()["detail"] == (
        "The body gives a name twice in one object: give each once. Nothing was checked."
    )


def test_the_same_key_in_two_objects_is_not_a_repetition(client):
    codes = '[{"system":"RxNorm","code":"6960"},{"system":"RxNorm","code":"41493"}]'
    assert post(client, f'{{"medications":{codes}}}').status_code == 200


@pytest.mark.parametrize("body", ["[" * 100_000, '{"medications":' * 20_000, '{"a":' * 400 + "1" + "}" * 400])
def test_nesting_of_any_depth_is_answered_as_a_problem(client, body):
    assert post(client, body).status_code == 400


@pytest.mark.parametrize(
    ("body", "why"),
    [("[" * 100_000, "nested too deeply"), (b'{"medications":["\xff"]}', "UTF-8"), ("{", "truncated")],
)
def test_a_body_that_cannot_be_read_is_told_why_in_words(client, body, why):
    detail = post(client, body).json()["detail"]
    assert why in detail
    assert "Error" not in detail


@pytest.mark.parametrize("number", ["9" * 5_000, "1e999", "-0", "1." + "0" * 5_000])
def test_a_number_of_any_size_in_place_of_text_is_a_problem(client, number):
    assert post(client, f'{{"medications":[{number}]}}').status_code == 400


@pytest.mark.parametrize("day", ["2026-W48-7", "20261129", "2026-1-5", "yesterday", "٢٠٢٦-١١-٢٩"])
@pytest.mark.parametrize("path", ["/api/v1/medications", "/api/v1/releases", "/"])
def test_a_day_in_another_form_is_refused_everywhere(client, path, day):
    answer = client.get(path, {"as_of": day})
    assert answer.status_code == 400
    assert "write it as 2026-11-30" in answer.content.decode()


@pytest.mark.parametrize("limit", ["٢٠", "+20", "2_0", " 20", "20.0", "1e1", "２０"])
def test_a_number_in_other_digits_or_signs_is_refused(client, limit):
    problem = client.get("/api/v1/medications", {"limit": limit})
    assert problem.status_code == 400
    assert problem.json()["errors"][0]["detail"] == "This must be a whole number."
