"""The gate reads every sentence that a name is put into: it fits one medicine and several."""

from __future__ import annotations

import pytest

from interactions.publishing.number_checks import disagreements


@pytest.mark.parametrize(
    "text",
    [
        "{medicine} adds to the opioid effect.",
        "More sleepiness: {medicine} sedates, and so does kratom.",
        "While {medicine} is taken, look for sleepiness.",
        "A rise could be severe: {medicine} also blocks the breakdown.",
        "{medicine} has a narrow margin.",
        "It says {adds to them.",
        "{medicines} add.",
    ],
)
def test_what_fits_one_medicine_only_is_refused(text):
    assert list(disagreements(text))


@pytest.mark.parametrize(
    "text",
    [
        "{medicine} {adds|add} to the opioid effect.",
        "A rise in levels of {medicine} is possible.",
        "Stopping {medicine} is the greater danger.",
        "The US label of {medicine} lowers {its|their} dose.",
        "{medicine} may rise.",
        "Taking kratom some hours apart from {medicine} does not remove the effect.",
    ],
)
def test_what_fits_both_or_is_about_something_else_passes(text):
    assert list(disagreements(text)) == []
