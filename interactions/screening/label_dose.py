"""Whether a line says more a day than the label of its medicine allows. Less than that is never used."""

from __future__ import annotations

from .read_line import ReadLine
from .release_index import ReleaseIndex


def is_above_label(slug: str, line: ReadLine, index: ReleaseIndex) -> bool:
    """Whether the amount written is above the daily limit. Any daily alcohol is; of a mixture nothing is known."""
    limit, amount = index.daily_limits.get(slug), line.chart.daily_amount
    if limit is None or line.slugs != (slug,):
        return False
    if limit.unit == "drink" and line.chart.times_a_day:
        return True
    return (
        amount is not None and amount.in_milligrams == (limit.unit == "mg") and amount.number > limit.amount
    )
