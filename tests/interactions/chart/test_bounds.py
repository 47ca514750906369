"""Whatever is pasted, reading never raises, never hangs and never loses typed text."""

from __future__ import annotations

import time
import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interactions.chart.line import read_chart_line
from interactions.chart.sections import read_chart
from interactions.chart.splitting import split_lines


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


LINES = st.one_of(
    st.text(max_size=600),
    st.lists(
        st.sampled_from(
            [
                "sertraline",
                "50 mg",
                "8/2",
                "stopped",
                "2 weeks ago",
                "PO",
                "bid",
                ",",
                ";",
                "(",
                ")",
                "-",
                "/",
                "kratom",
                "patch",
                "½",
                "for",
                "allergy",
                "to",
                "d/c’d",
                "XR",
                "1,000",
                "7-OH",
                "•",
                "1.",
                ":",
                "and",
                "q4-6h",
                "\u200b",
                "\x00",
                "\u202e",
                "🌿",
                "ﷺ",
                "tablet",
                "no",
                "Medications:",
                "0.1",
                "%",
                "mcg/hr",
                "'",
                "|",
                "\t",
                "=CMD()",
                "<b>",
                "'; DROP TABLE",
                "Allergies:",
                "Stopped:",
                "drinks",
                "beers/day",
                "denies",
                "but",
                "with",
                "+",
                "->",
                "w/",
                "#1",
                "mcg/kg/min",
                "x3d then",
                "[",
                "((",
                "MS",
                "\u2067",
            ]
        ),
        max_size=60,
    ).map(" ".join),
)


@given(LINES)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_an_answer_and_keeps_what_was_typed(text):
    line = read_chart_line(text)
    assert line.text == text
    assert bool(line.name_texts) == (line.not_a_medicine is None)
    assert len(line.name_texts) == len(set(line.name_texts)) <= 10


@given(st.lists(LINES, max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_chart_gives_one_answer_per_line_and_keeps_what_was_typed(texts):
    read = read_chart(texts)
    assert [line.text for line in read] == texts
    assert all(bool(line.name_texts) == (line.not_a_medicine is None) for line in read)
    for line, alone in zip(read, map(read_chart_line, texts), strict=True):
        assert line.status in (alone.status, "stopped")
        assert line.name_texts in (alone.name_texts, ())


@given(LINES)
@settings(max_examples=200, deadline=None)
def test_splitting_loses_nothing(text):
    """A label that holds for several items stands before each."""
    parts = Counter(letters("".join(split_lines(text))))
    assert Counter(letters(text)) <= parts
    assert all(part.strip() == part and part for part in split_lines(text))


@given(LINES)
@settings(max_examples=100, deadline=None)
def test_every_name_is_made_of_words_of_the_line(text):
    plain = letters(unicodedata.normalize("NFKC", text).lower()) + "with"  # w/
    for name in read_chart_line(text).name_texts:
        assert all(letters(word) in plain or not word.isascii() for word in name.lower().split())


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,",
        "1/",
        "1-",
        "1 ",
        "1,111-",
        "1 mg-",
        "(",
        "a,",
        "for ",
        "stop ",
        "½",
        "mon,",
        "\x00",
        "ﷺ",
        "x 1 ",
        "drinks ",
        "and ",
        " with 5 mg a",
        "mcg/kg/",
        "5 mcg/kg/min ",
        "a can of ",
        "#1 ",
        "((",
        "[x](",
        "w/",
        "->",
        "no ",
        "but ",
        "q4-",
        "every ",
        "mon/",
        "pack of ",
        "9",
        "9.",
        "אבג ",
        "\u202e",
        "allergic ",
        "adverse drug ",
        "Allergies:\n",
    ],
)
def test_hostile_lines_are_read_in_bounded_time(unit):
    started = time.process_time()
    read_chart_line(unit * 20_000)
    read_chart(split_lines(unit * 20_000)[:100])
    assert time.process_time() - started < 2


def test_a_full_list_is_read_in_bounded_time():
    started = time.process_time()
    split_lines("\n".join(["sertraline 50 mg, " * 27] * 100))
    assert time.process_time() - started < 5


def test_a_list_of_medicines_joined_by_words_is_read_in_bounded_time():
    started = time.process_time()
    split_lines("\n".join(["sertraline 50 mg daily and " * 18] * 100))
    split_lines("\n".join(["sertraline 50 mg; " * 27] * 100))
    assert time.process_time() - started < 10
