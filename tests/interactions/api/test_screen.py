"""The screen: one outcome per line, strict input, nothing stored."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from interactions.screening.pasted_list import MAX_LENGTH, MAX_LINES, MAX_TEXT
from interactions.screening.patient_context import FACTORS, PatientContext

pytestmark = pytest.mark.usefixtures("published")


def post(client, body: Any, address: str = "/api/v1/screen", content_type: str = "application/json"):
    data = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return client.post(address, data, content_type=content_type)


def errors(client, body: Any) -> list[tuple[str, int | None]]:
    response = post(client, body)
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    return [(error["field"], error["limit"]) for error in response.json()["errors"]]


def test_every_line_has_one_outcome_in_the_order_given(client):
    report = post(client, {"medications": ["dormirol", "narcan", "zzzzz", "neverseen"]}).json()
    assert [line["outcome"] for line in report["lines"]] == [
        "finding",
        "rescue",
        "unrecognised",
        "not_assessed",
    ]
    assert [line["input"] for line in report["lines"]] == ["dormirol", "narcan", "zzzzz", "neverseen"]


def test_the_answer_has_the_names_of_the_contract(client, published):
    report = post(client, {"medications": ["dormirol"]}).json()
    assert set(report) == {
        "release", "review", "scope", "context", "context_from_list", "lines", "stacked", "two_step",
        "therapy_at_stake", "ask_me", "when_kratom_stops", "lead", "emergency_line", "plan",
    }  # fmt: skip
    assert report["release"]["checksum"] == published
    assert set(report["review"]) == {"reviewed", "total", "needs_verification"}
    line = report["lines"][0]
    assert {
        "input",
        "outcome",
        "reason",
        "line_status",
        "route_class",
        "medications",
        "candidates",
        "findings",
    } <= set(line)
    finding = line["findings"][0]
    assert {
        "medication",
        "severity",
        "action",
        "medicine_action",
        "kratom_action",
        "action_phrase",
        "headline",
        "evidence_level",
        "management",
        "mechanisms",
    } <= set(finding)
    assert {"starting", "already_both", "when_kratom_stops", "emergency"} <= set(finding["management"])
    assert {
        "mechanism",
        "enzyme",
        "object",
        "entry",
        "level",
        "path",
        "replaced",
        "consequence",
        "support",
        "severity",
        "action",
        "evidence_level",
        "evidence_direction",
        "extrapolated_from",
        "domain",
        "citations",
    } <= set(finding["mechanisms"][0])


def test_context_changes_the_rating_and_is_sent_back(client):
    lines = {"medications": ["calmazine"]}
    without = post(client, lines).json()["lines"][0]["findings"][0]
    report = post(client, {**lines, "context": {"alcohol": True, "use": "daily"}}).json()
    assert without["severity"] == "moderate"
    assert report["lines"][0]["findings"][0]["severity"] == "major"
    assert (report["context"]["alcohol"], report["context"]["use"]) == (True, "daily")


def test_the_context_of_an_answer_can_be_sent_back(client):
    context = post(client, {"medications": ["calmazine"], "context": {"alcohol": True}}).json()["context"]
    again = post(client, {"medications": ["calmazine"], "context": context})
    assert again.json()["context"] == context


@pytest.mark.parametrize("key", PatientContext.__struct_fields__)
def test_every_key_of_the_context_accepts_its_documented_values(client, key):
    for value in FACTORS.get(key, ("2026-11-01",)):
        response = post(client, {"medications": ["dormirol"], "context": {key: value}})
        assert (response.status_code, response.json()["context"][key]) == (200, value)


def test_a_screen_is_never_stored(client):
    response = post(client, {"medications": ["dormirol"]})
    assert "no-store" in response.headers["Cache-Control"]
    assert "ETag" not in response.headers
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert response.headers["Release-Version"] == "2026.11.1"


def test_a_screen_may_be_requested_for_a_date(client):
    assert post(client, {"medications": ["dormirol"]}, "/api/v1/screen?as_of=2026-11-23").status_code == 200
    assert post(client, {"medications": ["dormirol"]}, "/api/v1/screen?as_of=2026-11-01").status_code == 404
    assert post(client, {"medications": ["dormirol"]}, "/api/v1/screen?as_of=never").status_code == 400


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, [("medications", None)]),
        ({"medications": []}, [("medications", MAX_LINES)]),
        ({"medications": None}, [("medications", None)]),
        ({"medications": ["a"], "text": "b"}, [("text", None)]),
        ({"text": ""}, [("text", None)]),
        ({"text": " \n "}, [("text", None)]),
        ({"text": None}, [("text", None)]),
        ({"text": ["dormirol"]}, [("text", None)]),
        ({"text": "x" * (MAX_TEXT + 1)}, [("text", MAX_TEXT)]),
        ({"text": "dormirol\n" * (MAX_LINES + 1)}, [("text", MAX_LINES)]),
        ({"medications": "dormirol"}, [("medications", MAX_LINES)]),
        ({"medications": {"0": "dormirol"}}, [("medications", MAX_LINES)]),
        ({"medications": ["x"] * (MAX_LINES + 1)}, [("medications", MAX_LINES)]),
        ({"medications": ["a", "b", "c", "x" * (MAX_LENGTH + 1)]}, [("medications[3]", MAX_LENGTH)]),
        ({"medications": ["a", 5]}, [("medications[1]", None)]),
        ({"medications": ["a", None]}, [("medications[1]", None)]),
        ({"medications": ["a", ["b"]]}, [("medications[1]", None)]),
        ({"medications": ["a", "  "]}, [("medications[1]", None)]),
        ({"medications": [True, ""]}, [("medications[0]", None), ("medications[1]", None)]),
        ({"medications": [{"system": "x"}]}, [("medications[0].code", None)]),
        ({"medications": [{"system": "x", "code": 6960}]}, [("medications[0].code", None)]),
        ({"medications": [{"system": "x", "code": "y" * 101}]}, [("medications[0].code", 100)]),
        ({"medications": [{"system": "x", "code": "y", "display": "z"}]}, [("medications[0].display", None)]),
        ({"medications": ["a"], "context": []}, [("context", None)]),
        ({"medications": ["a"], "context": {"product": "tea"}}, [("context.product", None)]),
        ({"medications": ["a"], "context": {"alcohol": "yes"}}, [("context.alcohol", None)]),
        ({"medications": ["a"], "context": {"alcohol": 1}}, [("context.alcohol", None)]),
        ({"medications": ["a"], "context": {"last_use": "yesterday"}}, [("context.last_use", None)]),
        ({"medications": ["a"], "context": {"last_use": 20261101}}, [("context.last_use", None)]),
        (
            {"medications": ["a"], "context": {"surgery_date": "2026-11-01T10:00"}},
            [("context.surgery_date", None)],
        ),
        ({"medications": ["a"], "context": {"gender": "x"}}, [("context.gender", None)]),
        ({"medications": ["a"], "drugs": ["b"]}, [("drugs", None)]),
        (["dormirol"], [("body", None)]),
        ("5", [("body", None)]),
        ("null", [("body", None)]),
    ],
)
def test_wrong_input_is_refused_with_the_field_and_the_limit(client, body, expected):
    assert errors(client, body) == expected


@pytest.mark.parametrize("key", ["product", "use", "cyp2d6", "alcohol"])
def test_an_unknown_value_is_refused_with_what_is_allowed(client, key):
    body = post(client, {"medications": ["a"], "context": {key: "sometimes"}}).json()
    assert body["errors"][0]["allowed"] == list(FACTORS[key])


def test_an_unknown_key_is_refused_with_those_that_are_known(client):
    body = post(client, {"medications": ["a"], "context": {"smoker": True}}).json()
    assert body["errors"][0]["allowed"] == list(PatientContext.__struct_fields__)


def test_a_pasted_text_is_parted_as_on_the_page_and_answered_like_its_lines(client):
    text = "dormirol 5 mg, calmazine\r\nnarcan; zzzzz"
    pasted = post(client, {"text": text, "context": {"alcohol": True}}).json()
    assert [line["input"] for line in pasted["lines"]] == [
        "dormirol 5 mg",
        "calmazine",
        "narcan",
        "zzzzz",
    ]
    lines = [line["input"] for line in pasted["lines"]]
    assert post(client, {"medications": lines, "context": {"alcohol": True}}).json() == pasted


def test_a_text_with_both_forms_or_neither_is_told_to_give_one(client):
    both = post(client, {"medications": ["a"], "text": "b"}).json()
    neither = post(client, {"context": {}}).json()
    assert both["errors"][0]["detail"] == "Give medications or text, not both."
    assert neither["errors"][0]["detail"] == "Give medications or text."


def test_a_long_line_of_a_text_is_parted_and_nothing_of_it_is_lost(client):
    words = ["dormirol 5 mg at night for sleep"] * 40
    lines = post(client, {"text": " ".join(words)}).json()["lines"]
    assert len(lines) > 1
    assert all(len(line["input"]) <= MAX_LENGTH for line in lines)
    assert " ".join(line["input"] for line in lines) == " ".join(words)


@pytest.mark.parametrize("count", [1, MAX_LINES])
def test_as_many_and_as_long_lines_as_allowed_pass(client, count):
    assert post(client, {"medications": ["x" * MAX_LENGTH] * count}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "{'medications': ['a']}",
        '{"medications": [NaN]}',
        '{"medications": ["\\ud800"]}',
        "[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_body_that_is_not_json_is_a_problem(client, body):
    response = post(client, body)
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml"],
)
def test_another_content_type_is_a_problem(client, content_type):
    response = post(client, '{"medications": ["dormirol"]}', content_type=content_type)
    assert response.status_code == 415
    assert response.json()["status"] == 415


def test_a_far_too_large_body_is_not_read(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2000
    response = post(client, {"medications": ["x" * 400] * 10})
    assert response.status_code == 413
    assert response.json()["status"] == 413


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_a_list_can_only_be_posted(client, method):
    response = getattr(client, method)("/api/v1/screen")
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST, OPTIONS"


def test_what_was_typed_is_in_no_log(client, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    words = "unmistakable words of a patient"
    post(client, {"medications": [words]})
    post(client, {"medications": [words], "context": {words: words}})
    post(client, '{"medications": ["' + words + '" oops')
    monkeypatch.setattr("interactions.api.views.screen_medications", lambda *a: {}[words])
    assert post(client, {"medications": [words]}).status_code == 500
    assert "unmistakable" not in caplog.text
