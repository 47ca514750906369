"""A denial of symptoms ends at the comma; a denial of substances holds for its list."""

from __future__ import annotations

import pytest

from interactions.chart.denials import end_of_denied, not_plainly_denied
from interactions.chart.line import read_chart_line
from interactions.chart.splitting import split_lines


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("no SI/HI, no jaundice, kratom, lorazepam", "kratom, lorazepam"),
        ("no other meds, kratom, oxycodone", "kratom, oxycodone"),
        ("denies overdose, kratom, sertraline", "kratom, sertraline"),
        ("pt denies chest pain, alprazolam 1 mg", "alprazolam 1 mg"),
        ("does not take kratom but takes 7-oh, alprazolam", "takes 7-oh, alprazolam"),
        ("not taking any other meds, kratom", "kratom"),
    ],
)
def test_what_follows_a_denial_of_symptoms_is_not_denied(typed, rest):
    assert typed[end_of_denied(typed) :] == rest
    assert not read_chart_line(typed).not_a_medicine
    assert len(split_lines(typed)) > 1


@pytest.mark.parametrize(
    "typed",
    [
        "denies alcohol, tobacco, kratom",
        "denies kratom, heroin, cocaine",
        "denies fever, chills, or kratom use",
        "denies SI, HI, alcohol, kratom",
        "no fever, no cough",
        "no kratom",
    ],
)
def test_a_denial_of_substances_holds_for_its_list(typed):
    assert end_of_denied(typed) == 0


def test_what_is_plainly_denied_is_not_left_open():
    assert not_plainly_denied("no opioids, benzodiazepines or kratom") == ""
    assert not_plainly_denied("denies alcohol, tobacco, Xanax") == "Xanax"
