"""What a note leaves open: the text in which it may still name a medicine that is taken."""

from __future__ import annotations

import pytest

from interactions.chart.frames import as_a_line, without_warnings
from interactions.chart.line import read_chart_line


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("INR 2.3 on warfarin 5 mg", "warfarin 5 mg"),
        ("SpO2 88% after oxycodone", "oxycodone"),
        ("Allergies: NKDA. Meds: methadone", "Meds: methadone"),
        ("Allergies: codeine (itching), takes oxycodone 5 mg", "takes oxycodone 5 mg"),
        ("Allergies: penicillin. sulfa. codeine.", ""),
        ("denies alcohol, heroin", ""),
        ("denies alcohol. Takes Xanax", "Takes Xanax"),
        ("avoid ibuprofen", ""),
        ("Pharmacy: needs methadone verified", "needs methadone verified"),
        ("smokes tobacco and cigars", ""),
    ],
)
def test_what_is_not_taken_is_left_out_and_the_rest_kept(typed, left):
    line = read_chart_line(typed)
    assert line.not_a_medicine
    assert as_a_line(line.behind).removeprefix("and").strip(" .").removesuffix(" and") == as_a_line(left)


def test_a_warning_inside_a_line_names_nothing_that_is_taken():
    assert "alcohol" not in without_warnings("clonazepam 1 mg, do not drink alcohol")
    line = read_chart_line("CLONAZEPAM 1MG TAB --DO NOT DRINK ALCOHOL WITH THIS MEDICATION--")
    assert line.name_texts[-1] == "CLONAZEPAM"
