"""Of two medicines on a line of which one was stopped, each keeps its own status."""

from __future__ import annotations

import pytest

from interactions.chart.line import read_chart_line
from interactions.chart.splitting import split_lines


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("duloxetine 60 mg (replaces venlafaxine)", ["duloxetine 60 mg", "replaces venlafaxine"]),
        ("Ativan 1 mg in place of Valium", ["Ativan 1 mg", "in place of Valium"]),
        ("trazodone 50 mg - was on Ambien", ["trazodone 50 mg", "was on Ambien"]),
        ("Lexapro (since stopping Zoloft) daily", ["Lexapro daily", "since stopping Zoloft"]),
        ("kratom instead of Percocet", ["kratom", "instead of Percocet"]),
        ("kratom but no Xanax", ["kratom but", "no Xanax"]),
    ],
)
def test_the_second_is_what_was_stopped(typed, parts):
    assert split_lines(typed) == parts
    assert read_chart_line(parts[0]).status == "current"


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("stop Ambien and start trazodone 50 mg", ["stop Ambien", "and start trazodone 50 mg"]),
        ("tramadol discontinued in favor of Lyrica", ["tramadol discontinued", "in favor of Lyrica"]),
        ("replaced oxycodone with kratom", ["replaced oxycodone", "with kratom"]),
        ("Ambien changed to Lunesta 2 mg", ["Ambien changed", "to Lunesta 2 mg"]),
    ],
)
def test_the_first_is_what_was_stopped(typed, parts):
    assert split_lines(typed) == parts
    assert [read_chart_line(part).status for part in parts] == ["stopped", "current"]


@pytest.mark.parametrize(
    "typed",
    [
        "methadone 80 mg (previously 60 mg)",
        "Suboxone 8-2 BID, previously 4-1 daily",
        "Xanax 1 mg previously prescribed by Dr A",
        "Ambien 10 mg (d/c instructions given)",
        "Prior auth: Lyrica 75 mg",
        "h/o OUD on Suboxone 8-2",
        "history of seizures Keppra 500 BID",
    ],
)
def test_a_stopping_word_about_something_else_stops_no_medicine(typed):
    assert [read_chart_line(line).status for line in split_lines(typed)] == ["current"]


@pytest.mark.parametrize(
    "typed",
    [
        "Previously on Xanax, Klonopin",
        "Has tried Lyrica, Cymbalta, tramadol",
        "Prior MOUD: Suboxone 2019, methadone 2021",
        "Used in the past: oxycodone, Norco",
    ],
)
def test_what_was_once_taken_reaches_to_the_end_of_its_line(typed):
    assert {read_chart_line(line).status for line in split_lines(typed)} == {"stopped"}


def test_a_dose_in_a_list_of_former_medicines_is_current():
    *_, last = split_lines("Previously on Xanax, Klonopin 1 mg BID")
    assert read_chart_line(last).status == "current"
