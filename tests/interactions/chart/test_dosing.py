"""How much a line says is taken in a day: only ever used to see that it is much."""

from __future__ import annotations

import pytest

from interactions.chart.line import read_chart_line

MILLIGRAMS = [
    ("loperamide 200 mg daily", 200),
    ("loperamide 200 mg", 200),
    ("loperamide 0.2 g", 200),
    ("loperamide 2 mg x 100 tablets daily", 200),
    ("loperamide 2 mg 4-8 tablets daily", 16),
    ("Imodium 2mg 50 caps/day", 100),
    ("acetaminophen 1,000 mg 6 times a day", 6000),
    ("acetaminophen 1 g qid", 4000),
    ("acetaminophen 500 mg tablet; Take 2 tablets (1,000 mg total) by mouth every 6 hours", 4000),
    ("acetaminophen 1000 mg (2 tabs) q6h", 4000),  # the bracket says how many tablets make it
    ("acetaminophen 1 g q4h prn", 6000),  # as if every dose were taken
    ("acetaminophen 500 mg tid x 30 tablets", 1500),  # the pack
    ("diphenhydramine 25-50 mg q4h", 300),
    ("levothyroxine 75 mcg daily", 0.075),
]


@pytest.mark.parametrize(("line", "most"), MILLIGRAMS)
def test_the_most_a_day_is_read_in_milligrams(line, most):
    amount = read_chart_line(line).daily_amount
    assert amount.in_milligrams
    assert amount.number == pytest.approx(most)


@pytest.mark.parametrize(
    ("line", "number"), [("6 beers/day", 6), ("3 glasses of wine daily", 3), ("4 drinks daily", 4)]
)
def test_what_has_no_weight_is_counted(line, number):
    amount = read_chart_line(line).daily_amount
    assert (amount.in_milligrams, amount.number) == (False, number)


@pytest.mark.parametrize(
    "line", ["wine daily", "loperamide", "dextromethorphan 15 mg/5 ml", "acetaminophen 1.2.3 mg"]
)
def test_nothing_is_made_up_where_no_amount_was_read(line):
    assert read_chart_line(line).daily_amount is None
