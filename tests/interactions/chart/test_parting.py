"""A line of a paste begins another at a second label, at numbers that count up, and where a medicine was switched."""

from __future__ import annotations

import pytest

from interactions.chart.line import read_chart_line
from interactions.chart.splitting import split_lines


@pytest.mark.parametrize(
    ("pasted", "lines"),
    [
        (
            "Allergies: NKDA. Meds: methadone 80 mg, Xanax 1 mg",
            ["Allergies: NKDA.", "Meds: methadone 80 mg", "Xanax 1 mg"],
        ),
        ("NKDA   MEDS: Klonopin 1 mg", ["NKDA", "MEDS: Klonopin 1 mg"]),
        ("Rx: Xanax 1 mg, Sig: 1 tab TID, Disp: 90", ["Rx: Xanax 1 mg, Sig: 1 tab TID, Disp: 90"]),
        ("1. Lortab 10 mg 2. Xanax 1 mg 3) Soma", ["1. Lortab 10 mg", "2. Xanax 1 mg", "3) Soma"]),
        ("warfarin 2.5 mg, 5 mg", ["warfarin 2.5 mg, 5 mg"]),
        ("2. Xanax 1 mg 5. Soma", ["2. Xanax 1 mg 5. Soma"]),
        ("Denies alcohol. Xanax 1 mg", ["Denies alcohol", "Xanax 1 mg"]),
        ("Tab. Ultracet 1-0-1", ["Tab. Ultracet 1-0-1"]),
        ("Tramadol, 50 mg, 1 gélule matin et soir", ["Tramadol, 50 mg, 1 gélule matin et soir"]),
        ("Xanax 1 mg + kratom", ["Xanax 1 mg", "kratom"]),
        ("kratom with orange juice", ["kratom with orange juice"]),
    ],
)
def test_each_item_of_a_line_gets_its_line(pasted, lines):
    assert split_lines(pasted) == lines


@pytest.mark.parametrize(
    ("pasted", "statuses"),
    [
        ("Discontinued: Ambien 10 mg, Soma 350 mg; Valium", ["stopped", "stopped", "stopped"]),
        ("Past trials: Zoloft, Celexa. Now on Cymbalta 60 mg", ["stopped", "stopped", "current"]),
        ("Not taking: Norco, Flexeril\nTaking: Lyrica 75 mg", ["stopped", "stopped", "current"]),
        ("Stopped: 1. Xanax 2. Ambien", ["stopped", "stopped"]),
        ("Lexapro 10 mg (was on Paxil)", ["current", "stopped"]),
        ("switched from Paxil to Lexapro 10 mg", ["stopped", "current"]),
        ("Paxil replaced by Lexapro", ["stopped", "current"]),
        ("oxycodone was switched to tramadol", ["stopped", "current"]),
        ("sertraline changed from 50 mg to 100 mg", ["current"]),
    ],
)
def test_a_status_is_that_of_its_item_and_a_label_reaches_to_the_end_of_its_line(pasted, statuses):
    lines = [read_chart_line(line) for line in split_lines(pasted)]
    assert [line.status for line in lines if line.name_texts] == statuses
