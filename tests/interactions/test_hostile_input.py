"""Hostile and broken input, through the screen, the API and the page: no failure, no line lost, nothing leaks."""

from __future__ import annotations

import json
import logging
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interactions.chart.splitting import split_lines
from interactions.screening.pasted_list import MAX_LENGTH, MAX_LINES
from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import release_index
from interactions.screening.screen import screen_medications
from reference.release.storage.library import Library
from tests.reference.test_pages import is_sound
from tests.reference.test_pages_reader import open_page

MARK = "zqunmistakable"
"""In every hostile line: no word of any release, so wherever it turns up it came from what was typed."""

HOSTILE = {
    "a formula": "=cmd|' /C calc'!A0",
    "a formula with a function": '=HYPERLINK("http://evil.example","x")',
    "plus": "+1",
    "minus": "-2+3",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a script": "<script>alert(1)</script>",
    "an image": '"><img src=x onerror=alert(1)>',
    "a way out of the text area": "</textarea><svg/onload=alert(1)>",
    "entities": "&lt;b&gt;&#x3c;&amp;",
    "a link": "javascript:alert(1)//",
    "SQL": "'; DROP TABLE reference_source; --",
    "template syntax": "{{ 7*7 }}{% debug %}{{ settings.SECRET_KEY }}",
    "format fields": "{medicine} {name} {0} {until.__class__} %s %(name)s ${x}",
    "a path": "../../../../etc/passwd",
    "a Windows path": "..\\..\\windows\\win.ini",
    "percent escapes": "%00%0d%0aSet-Cookie:%20a=b",
    "a terminal escape": "\x1b[31m\x07\x08",
    "control characters": "\x01\x02\x7f\x9f",
    "right to left": "\u202equetiapine\u202c \u2067x\u2069",
    "zero width": "quet\u200bia\u200dpi\ufeffne",
    "Arabic ligature": "\ufdfa\ufdfb",
    "combining marks": "a" + "\u0301\u0323\u0338" * 60,
    "emoji": "💊👩🏽‍⚕️🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "private use": "\ue000\U000f0000\U0010fffd",
    "no characters": "\ufffe\uffff\U0001fffe\U0010ffff",
    "mathematical letters": "𝓺𝓾𝓮𝓽𝓲𝓪𝓹𝓲𝓷𝓮",
    "a very long word": "x" * 300,
    "a long number": "9" * 300 + " mg",
    "brackets": "([{" * 100,
    "closed brackets": "(" * 150 + ")" * 150,
    "JSON": '{"medications": [{"system": "x", "code": null}]}',
    "a CSV row": '"a","b";"c"\t"d"',
    "only separators": "/+-,;:|" * 40,
    "a shell": "$(reboot) `id` && rm -rf /",
}
BIG = {
    "letters": "abcdefghij" * 50,
    "brackets": "(" * MAX_LENGTH,
    "slashes": "a/" * 250,
    "names in a mixture": ("oxycodone/" * 60)[:MAX_LENGTH],
    "names that nearly fit": ("hydroxizine " * 50)[:MAX_LENGTH],
    "ligatures that grow": "\ufdfa" * MAX_LENGTH,
    "combining marks": "a" + "\u0301" * (MAX_LENGTH - 1),
    "emoji": "💊" * MAX_LENGTH,
    "numbers": "1.5-" * 125,
    "spaces": "q" + " " * (MAX_LENGTH - 2) + "q",
    "hyphens": "q" + "-" * (MAX_LENGTH - 2) + "q",
}
MOST_MEMORY = 16 * 2**20
everything = st.text(st.characters(), max_size=80)  # every plane, lone surrogates too
transmissible = st.text(st.characters(exclude_categories=("Cs",)), max_size=80)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def screen(shipped_folder):
    index = Library(shipped_folder).current().derived(release_index)
    return lambda lines: screen_medications(lines, PatientContext(), index)


@pytest.fixture
def post(client, library_with_shipped_content):
    def posted(lines: list[str], **context):
        body = json.dumps({"medications": lines, "context": context}, ensure_ascii=False).encode()
        return client.post("/api/v1/screen", body, content_type="application/json")

    return posted


def reassures(outcome: str) -> bool:
    return outcome == "assessed_no_interaction"


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_hostile_lines_have_an_outcome_and_no_more(screen, typed):
    lines = [f"{typed} {MARK}", f"{MARK} {typed}", typed]
    answers = screen(lines).lines
    assert [answer.input for answer in answers] == lines
    for answer in answers[:2]:
        assert answer.outcome in ("ambiguous", "unrecognised") or {m.slug for m in answer.medications} == {
            "quetiapine"
        }
        assert answer.message


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_a_medicine_among_hostile_lines_keeps_its_finding(screen, typed):
    (alone,) = screen(["quetiapine 200 mg"]).lines
    first, _, last = screen(["quetiapine 200 mg", f"{MARK} {typed}", "quetiapine 200 mg"]).lines
    assert first == last == alone


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_the_api_answers_hostile_lines_and_repeats_them_only_in_its_body(post, typed, caplog):
    caplog.set_level(logging.DEBUG)
    lines = [f"{typed} {MARK}", "tacrolimus 3 mg"]
    response = post(lines)
    assert response.status_code == 200
    assert [line["input"] for line in response.json()["lines"]] == lines
    assert MARK not in str(response.headers)
    assert response["Content-Type"] == "application/json"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert MARK not in caplog.text


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_the_page_shows_hostile_lines_as_text(library_with_shipped_content, typed, caplog):
    caplog.set_level(logging.DEBUG)
    page = open_page("/", {"medications": f"tacrolimus 3 mg\n{MARK} {typed} {MARK}"})
    assert page.status == 200
    assert is_sound(page)  # markup that is not escaped would be inline code, or leave a tag open
    assert "Keep tacrolimus" in page.text
    assert MARK in page.text
    for tag in ("<script>alert", "<img src=x", "<svg/onload", "</textarea><svg"):
        assert tag not in page.html
    assert not any(MARK in link for link in page.links)
    assert MARK not in str(page.response.headers)
    assert page.response["Cache-Control"] == "no-store"
    assert MARK not in caplog.text


@pytest.mark.parametrize("typed", ["\x00", "quetiapine\x00<script>", "\x00" * 20])
def test_null_bytes_are_answered_or_refused_never_a_failure(
    screen, post, library_with_shipped_content, typed
):
    assert len(screen([typed, "tacrolimus"]).lines) == 2
    assert post([typed, "tacrolimus"]).status_code in (200, 400)
    page = open_page("/", {"medications": f"{typed}\ntacrolimus"})
    assert page.status in (200, 400)
    assert "tacrolimus" in page.html


@pytest.mark.parametrize("surrogate", ["\ud800", "quetiapine \udc80"])
def test_a_lone_surrogate_is_answered_by_the_screen_and_refused_by_the_api(screen, client, library_with_shipped_content, surrogate):  # fmt: skip
    (line,) = screen([surrogate]).lines
    assert not reassures(line.outcome)
    body = json.dumps({"medications": [surrogate]})
    response = client.post("/api/v1/screen", body, content_type="application/json")
    assert response.status_code == 400
    page = client.post("/", b"medications=%ED%A0%80", content_type="application/x-www-form-urlencoded")
    assert page.status_code in (200, 400)


@FEW
@given(st.lists(everything, max_size=6))
def test_any_text_is_answered_line_by_line(screen, lines):
    answers = screen(lines).lines
    assert [answer.input for answer in answers] == lines
    assert not any(reassures(answer.outcome) for answer in answers)


@FEW
@given(st.lists(transmissible.filter(str.strip), min_size=1, max_size=5))
def test_any_text_is_answered_by_the_api(post, lines):
    response = post(lines)
    assert response.status_code == 200
    answers = response.json()["lines"]
    assert [answer["input"] for answer in answers] == lines
    assert not any(reassures(answer["outcome"]) for answer in answers)


@FEW
@given(st.lists(transmissible, min_size=1, max_size=5))
def test_any_text_is_answered_by_the_page(library_with_shipped_content, lines):
    page = open_page("/", {"medications": "\n".join(lines)})
    refused = not split_lines("\n".join(lines)) or any("\x00" in line for line in lines)
    assert page.status == (400 if refused else 200)
    assert is_sound(page)


@pytest.mark.parametrize("typed", BIG.values(), ids=BIG)
def test_a_hundred_lines_of_five_hundred_characters_have_a_hundred_outcomes(screen, typed):
    lines = [typed.ljust(MAX_LENGTH, "x")[: MAX_LENGTH - 3] + f"{n:03}" for n in range(MAX_LINES)]
    tracemalloc.start()
    try:
        answers = screen(lines).lines
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [answer.input for answer in answers] == lines
    assert not any(reassures(answer.outcome) for answer in answers)
    assert peak < MOST_MEMORY


@pytest.mark.parametrize("typed", BIG.values(), ids=BIG)
def test_the_largest_list_is_answered_or_refused_by_api_and_page(post, library_with_shipped_content, typed):
    lines = [typed.ljust(MAX_LENGTH, "x")[:MAX_LENGTH]] * MAX_LINES
    response = post(lines)
    assert response.status_code == 200
    assert len(response.json()["lines"]) == MAX_LINES
    page = open_page("/", {"medications": "\n".join(lines)})
    if page.status == 413:  # four bytes a letter, each percent-encoded: beyond what any body may have
        assert "Go back: it is still there as you typed it" in page.text
    else:
        assert page.status in (200, 400)
        assert lines[0][:20] in page.html


@pytest.mark.parametrize("body", ["[" * 100_000, '{"medications":' * 20_000, '["a"' + ",[" * 5_000])
def test_deep_nesting_is_a_problem_and_no_failure(client, library_with_shipped_content, body):
    response = client.post("/api/v1/screen", body, content_type="application/json")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_refused_input_is_neither_logged_nor_repeated_in_headers(
    client, library_with_shipped_content, caplog
):
    caplog.set_level(logging.DEBUG)
    bodies = (
        {"medications": [MARK] * (MAX_LINES + 1)},
        {"medications": [MARK * 100]},
        {MARK: [MARK]},
        {"medications": [{"system": MARK, "code": {MARK: MARK}}]},
        {"medications": ["a"], "context": {MARK: MARK, "alcohol": MARK, "last_use": MARK}},
    )
    for body in bodies:
        response = client.post("/api/v1/screen", json.dumps(body), content_type="application/json")
        assert response.status_code == 400
        assert MARK not in str(response.headers)
    page = open_page("/", {"medications": f"{MARK}\n" * (MAX_LINES + 1), "product": MARK, "last_use": MARK})
    assert page.status == 400
    assert MARK not in caplog.text
