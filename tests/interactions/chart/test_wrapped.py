"""A wrapped line of an export is joined to its item; an indented list under a heading stays a list."""

from __future__ import annotations

import pytest

from interactions.chart.wrapped import joined_lines


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (
            ["1)  XANAX 1MG TAB TAKE ONE TABLET TWICE A     ACTIVE (S)", "      DAY AS NEEDED", "2)  SOMA"],
            ["1)  XANAX 1MG TAB TAKE ONE TABLET TWICE A DAY AS NEEDED     ACTIVE (S)", "2)  SOMA"],
        ),
        (["- sertraline 50 mg", "  daily", "- lithium"], ["- sertraline 50 mg daily", "- lithium"]),
        (["Medications", "   sertraline", "   lithium"], ["Medications", "   sertraline", "   lithium"]),
        (["1. sertraline", "", "   lithium"], ["1. sertraline", "", "   lithium"]),
        ([], []),
    ],
)
def test_only_what_is_indented_below_an_item_is_joined_to_it(lines, joined):
    assert list(joined_lines(lines)) == joined
