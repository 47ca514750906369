"""Which amounts are above the label: only of the medicine alone on its line, and never by guessing."""

from __future__ import annotations

import pytest

from interactions.screening.label_dose import is_above_label
from interactions.screening.medication_list import read_list


@pytest.mark.parametrize(
    ("typed", "slug", "above"),
    [
        ("loperamide 17 mg daily", "loperamide", True),
        ("loperamide 16 mg daily", "loperamide", False),
        ("loperamide", "loperamide", False),
        ("acetaminophen 500 mg q6h", "acetaminophen", False),
        ("acetaminophen 1 g q4h", "acetaminophen", True),
        ("hydrocodone/acetaminophen 10/325 mg q4h", "acetaminophen", False),  # of a mixture nothing is known
        ("gabapentin 9 g daily", "gabapentin", False),  # no limit is in the content
        ("beer", "ethanol", False),
        ("2 beers", "ethanol", False),
        ("3 beers", "ethanol", True),
        ("wine daily", "ethanol", True),
    ],
)
def test_an_amount_above_the_daily_limit_is_seen(typed, slug, above, shipped):
    (line,) = read_list([typed], shipped)
    assert slug in line.slugs
    assert is_above_label(slug, line, shipped) is above
