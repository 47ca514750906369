"""A line that could not be read with certainty is named at the top of the page and in every copy of the answer."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.reference.test_pages_reader import open_page

from .surfaces import chart_text_of

READ = [
    "tacrolimus 3 mg BID", "sertraline 50 mg daily", "metoprolol 25 mg BID", "lisinopril 10 mg", "amlodipine 5 mg",
    "simvastatin 20 mg", "gabapentin 300 mg TID", "warfarin 5 mg", "levothyroxine 50 mcg", "quetiapine 25 mg qHS",
    "furosemide 40 mg", "pantoprazole 40 mg", "clonidine 0.1 mg", "oxycodone 5 mg prn", "ferrous sulfate 325 mg",
    "aspirin 81 mg",
]  # fmt: skip
UNRESOLVED = ["hydroxizine 25", "qwxzv 10 mg"]
TYPED = "\n".join([*READ[:7], UNRESOLVED[0], *READ[7:], UNRESOLVED[1]])


@pytest.fixture
def answered(library_with_shipped_content):
    return open_page("/", {"medications": TYPED})


@pytest.mark.parametrize("line", UNRESOLVED)
def test_of_eighteen_lines_the_two_unresolved_come_before_every_finding(line, answered):
    assert len(TYPED.splitlines()) == 18
    assert f"“{line}”" in answered.text
    asked = answered.html.index('id="to-settle"')
    assert asked < answered.html.index(line, asked) < answered.html.index('class="finding ')


def test_the_tally_counts_them(answered):
    tally = answered.html[answered.html.index('class="tally"') :]
    first = tally[: tally.index("</li>")]
    assert "2" in first
    assert "#to-settle" in first


@pytest.mark.parametrize("line", UNRESOLVED)
def test_the_text_for_the_chart_names_them(line, answered):
    assert f"“{line}”" in next(row for row in chart_text_of(answered).splitlines() if "Not resolved" in row)


def test_the_printed_list_has_every_line_as_typed_with_its_outcome(answered):
    start = answered.html.index('class="print-only"')
    printed = answered.html[start : answered.html.index('class="layout"', start)]
    assert [line for line in TYPED.splitlines() if line not in printed] == []


def test_the_api_answers_every_line_in_the_order_typed(library_with_shipped_content):
    asked = json.dumps({"medications": TYPED.splitlines()})
    lines = Client().post("/api/v1/screen", asked, "application/json").json()["lines"]
    assert [line["input"] for line in lines] == TYPED.splitlines()
    open_lines = [line["input"] for line in lines if line["outcome"] in ("ambiguous", "unrecognised")]
    assert open_lines == UNRESOLVED
