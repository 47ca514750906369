import datetime as dt

import pytest

from reference.release.schema.days import read_day


def test_a_day_is_read_as_it_is_written():
    assert read_day("2026-11-30") == dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    "text",
    [
        "20261129",
        "2026-W48-7",
        "2026-W48",
        "2026-1-5",
        "2026-02-30",
        "2026-11-30T00:00",
        " 2026-11-30",
        "",
        "٢٠٢٦-١١-٢٩",
    ],
)
def test_no_other_form_is_taken_for_a_day(text):
    with pytest.raises(ValueError, match="day"):
        read_day(text)
