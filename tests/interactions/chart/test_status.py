"""A medicine is stopped only if its line says so plainly; the words are kept."""

from __future__ import annotations

import pytest

from interactions.chart.line import read_chart_line


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("stopped sertraline 2 weeks ago", "stopped 2 weeks ago"),
        ("d/c'd Zoloft 50 mg on 8/2", "d/c'd on 8/2"),
        ("sertraline - discontinued March 2026", "discontinued March 2026"),
        ("sertraline 50 mg (stopped 2026-10-01)", "stopped 2026-10-01"),
        ("no longer taking sertraline", "no longer taking"),
        ("was on sertraline until last month", "was on until last month"),
        ("sertraline, d/c’d", "d/c'd"),
        ("off sertraline since June", "off since June"),
        ("weaned off sertraline", "weaned off"),
        ("Discontinued meds: sertraline 50 mg", "Discontinued meds"),
        ("quit sertraline yesterday", "quit yesterday"),
        ("not taking sertraline", "not taking"),
        ("stop sertraline", "stop"),
        ("sertraline 50 mg, self-discontinued 2 months ago", "self-discontinued 2 months ago"),
        ("was previously on sertraline", "was previously on"),
        ("does not take sertraline", "does not take"),
        ("not taking: sertraline 50 mg", "not taking"),
        ("sertraline inactive", "inactive"),
        ("discontinued sertraline if rash", "discontinued"),
        ("PMH: sertraline stopped", "stopped"),
    ],
)
def test_a_stopped_line_keeps_its_name_and_its_status_words(typed, words):
    line = read_chart_line(typed)
    assert (line.status, line.status_words) == ("stopped", words)
    assert "sertraline" in line.name_texts[-1].lower() or line.name_texts[-1] == "Zoloft"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("tacrolimus on hold", "on hold"),
        ("tacrolimus held since Monday", "held since Monday"),
        ("tacrolimus 1 mg", None),
        ("started tacrolimus 3 days ago", "started 3 days ago"),
        ("tacrolimus stopped then restarted", "stopped restarted"),
        ("stop tacrolimus if rash", "stop"),
        ("tacrolimus, stop date 12/1/2026", "stop date 12/1/2026"),
        ("never stopped tacrolimus", "never stopped"),
        ("tacrolimus last dose today", "last dose today"),
        ("tacrolimus tapering off", "tapering off"),
        ("tacrolimus 4 mg x3d then 2 mg x3d then stop", "then stop"),
        ("tacrolimus last dose 3/4", "last dose 3/4"),
        ("tacrolimus last given: 3/4", "last given 3/4"),
        ("tacrolimus, ran out of it", "ran out of"),
        ("quit smoking, on tacrolimus", "quit smoking"),
        ("stopped tacrolimus, resumed", "stopped resumed"),
        ("discontinued meds: tacrolimus, restarted last week", "discontinued meds restarted last week"),
        ("stop tacrolimus when the fever starts", "stop"),
    ],
)
def test_a_line_that_does_not_plainly_say_stopped_stays_current(typed, words):
    line = read_chart_line(typed)
    assert (line.status, line.status_words) == ("current", words)
    assert "tacrolimus" in line.name_texts


def test_words_far_before_a_stop_do_not_take_it_back():
    """A negation holds for the words beside it, not for the rest of the line."""
    line = read_chart_line("should not drive for two weeks after the operation, stopped lithium")
    assert line.status == "stopped"


def test_a_condition_before_a_stop_makes_no_condition_of_it():
    assert read_chart_line("if asked: stop sertraline").status == "stopped"
