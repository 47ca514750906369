"""A question asks about a medicine or a topic; everything else on its line is kept."""

from __future__ import annotations

import pytest

from interactions.chart.line import read_chart_line
from interactions.chart.question import topics, without_question


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("is lisinopril ok?", "lisinopril"),
        ("Is Seroquel XR 200 mg safe with kratom?", "Seroquel XR 200 mg"),
        ("can she take tramadol?", "tramadol"),
        ("ok to take ibuprofen", "ibuprofen"),
        ("what about sertraline 50 mg", "sertraline 50 mg"),
        ("how long before naltrexone", "naltrexone"),
        ("does kratom interact with warfarin?", "warfarin"),
        ("does warfarin interact with kratom?", "warfarin"),
        ("naltrexone?", "naltrexone"),
    ],
)
def test_the_words_of_a_question_are_left_out(typed, asked):
    assert without_question(typed) == asked


@pytest.mark.parametrize(
    "line", ["lisinopril 10 mg", "Is-5-Mn 20 mg", "IS 5 MN", "Canasa 1 g", "Doan's pills", "safe tussin", "?"]
)
def test_a_line_that_is_not_a_question_is_unchanged(line):
    assert without_question(line) == line


def test_an_unknown_word_of_a_question_is_never_left_out():
    assert read_chart_line("is lisinopril qwxzv ok?").name_texts[0] == "lisinopril qwxzv"


def test_the_line_keeps_what_was_typed():
    assert read_chart_line("is lisinopril ok?").text == "is lisinopril ok?"


def test_topics_are_found_among_framing_words_longest_first():
    assert topics(["eddp", "screen", "positive"])[0] == "eddp screen positive"
    assert "eddp" in topics(["unexpected", "eddp", "screen", "positive"])
    assert "liver" not in topics(["desiccated", "liver", "tablets"])
