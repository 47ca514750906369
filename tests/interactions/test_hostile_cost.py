"""The cost of a request is bounded, whatever is in it, so that no list makes another reader wait.

CPU seconds are those of an idle machine, with room for one three times as slow or as busy. What is counted instead
(names compared, parts read) is the same everywhere.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client

from interactions.chart import splitting as chart_line
from interactions.chart.splitting import MOST_PARTS_READ, split_lines
from interactions.screening.pasted_list import MAX_LENGTH, MAX_LINES, MAX_TEXT, ListTooLarge, split_list
from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import ReleaseIndex
from interactions.screening.screen import screen_medications
from reference.release.names.candidates import MOST_COMPARED
from reference.release.names.fuzzy import CandidateFinder
from tests.reference.test_pages_reader import open_page

A_SLOW_MACHINE = 3
MOST_SECONDS_A_LINE, MOST_SECONDS_A_REQUEST = 0.005 * A_SLOW_MACHINE, 0.5 * A_SLOW_MACHINE

UNITS = {
    "slashes": "/",
    "slashes and spaces": "/ ",
    "invisible letters and slashes": "\u200b/",
    "fractions": "½½½]",
    "quarters": "¼ ",
    "numbers": "5 ",
    "strengths": "1 mg ",
    "strengths in a mixture": "1 mg/",
    "ranges": "1-1-",
    "thousands": "1,111",
    "spaces": "q" + " " * 30,
    "spaces that end no question": " ?",
    "open brackets": "(",
    "brackets": "()",
    "square brackets": "[x](",
    "commas": "pt name, ",
    "semicolons": "creatinine; ",
    "bullets": "a;b•",
    "plus signs": "x+",
    "joints": " and ab 5 mg",
    "quotes": "'a",
    "ligatures that grow": "\ufdfa",
    "squared words that grow": "㌀, ",
    "combining marks": "a\u0301\u0323",
    "right to left": "\u202eאב",
    "days": "mon/",
    "times": "q4-",
    "denials": "denies ",
    "allergies": "allergic to ",
    "reactions": "adverse drug ",
    "names that nearly fit": "hydroxizine ",
    "names that nearly fit, listed": "sertralin, ",
    "questions": "can i take, ",
    "endings of a mixture": "oxycodone/",
    "tabs": "valerate\t",
    "headings": "Allergies: ",
}


def a_line(unit: str, number: int = 0) -> str:
    return f"{(unit * MAX_LENGTH)[: MAX_LENGTH - 4]} {number:03}"


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds, the lower of two runs, because another process may slow down the first."""
    spent = []
    for _ in range(2):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return min(spent)


@pytest.fixture
def compared(monkeypatch) -> list[int]:
    """The number of names that each search compared."""
    counts: list[int] = []
    search = CandidateFinder._spelt_like

    def counting(finder: CandidateFinder, key: str) -> set[str]:
        counts.append(finder.compared_with(key))
        return search(finder, key)

    monkeypatch.setattr(CandidateFinder, "_spelt_like", counting)
    return counts


@pytest.fixture
def parts_read(monkeypatch) -> list[str]:
    read: list[str] = []
    monkeypatch.setattr(
        chart_line,
        "read_chart_line",
        lambda part, _real=chart_line.read_chart_line: read.append(part) or _real(part),
    )
    return read


def screened(lines: list[str], index: ReleaseIndex):
    return screen_medications(lines, PatientContext(), index).lines


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_every_line_costs_little_whatever_is_on_it(shipped, compared, unit):
    line = a_line(unit)
    assert seconds(lambda: screened([line], shipped)) < MOST_SECONDS_A_LINE
    compared.clear()
    screened([line], shipped)
    assert sum(compared) <= MOST_COMPARED


@pytest.mark.parametrize("unit", ["½½½]", "pt name, ", "sertralin, ", "\ufdfa", "¼ "])
def test_a_full_list_of_the_most_expensive_lines_costs_half_a_second(shipped, unit):
    lines = [a_line(unit, number) for number in range(MAX_LINES)]
    assert seconds(lambda: screened(lines, shipped)) < MOST_SECONDS_A_REQUEST


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_a_list_as_long_as_allowed_is_split_within_bounds(parts_read, unit):
    text = "\n".join(a_line(unit, number) for number in range(MAX_LINES))
    assert seconds(lambda: split_lines(text, MAX_LINES)) < MOST_SECONDS_A_REQUEST
    parts_read.clear()
    split_lines(text, MAX_LINES)
    assert len(parts_read) == len(set(parts_read)) <= MOST_PARTS_READ


def test_a_list_that_is_too_long_is_refused_before_it_is_read(parts_read):
    bullets = ("a;" * 59 + "b•") * 4_050
    for text in (bullets, "x" * (MAX_TEXT + 1), "aspirin, ibuprofen\n" * (MAX_LINES + 1)):
        with pytest.raises(ListTooLarge):
            split_list(text)
    assert parts_read == []


def test_splitting_stops_at_the_first_line_too_many(parts_read):
    text = "\n".join(["; ".join(f"medicine{n}{m} 5 mg" for n in range(10)) for m in range(MAX_LINES)])
    assert len(split_lines(text, MAX_LINES)) == MAX_LINES + 1
    assert len(parts_read) < 3 * MAX_LINES
    with pytest.raises(ListTooLarge, match=f"more than {MAX_LINES} lines; at most {MAX_LINES} are checked"):
        split_list(text)


@pytest.mark.parametrize("path", ["/", "/read/", "/handout/"])
def test_half_a_megabyte_of_bullets_is_refused_at_once(library_with_shipped_content, parts_read, path):
    body = b"medications=" + (b"a;" * 59 + b"b" + "•".encode()) * 4_050
    form = "application/x-www-form-urlencoded"
    assert seconds(lambda: Client().post(path, body, content_type=form)) < MOST_SECONDS_A_REQUEST
    assert parts_read == []


def test_the_form_comes_back_with_what_was_typed_the_bound_and_what_to_do(library_with_shipped_content):
    typed = "kratom tea " * 6_000
    page = Client().post("/", urlencode({"medications": typed}), "application/x-www-form-urlencoded")
    assert page.status_code == 400
    html = page.content.decode()
    assert (
        "The list has 65,999 characters; at most 50,000 are read at once. Check it in two parts or more."
        in html
    )
    assert typed in html


def test_a_long_list_of_misspelt_names_gets_every_candidate(shipped):
    misspelt = (
        "hydroxizine 25 mg TID prn itch",
        "Seroquil XR 200 mg PO qHS",
        "metoprolal 50 mg daily",
        "oxycotin 10",
    )
    answers = screened(list(misspelt) * 25, shipped)
    assert all(answer.outcome == "ambiguous" and answer.candidates for answer in answers)


TOO_MUCH = ("0-0-1½ ½ no½ ½ ½" + "]½½½" * 200)[:480]


def test_a_line_too_long_to_search_says_so_and_never_that_its_name_is_unknown(shipped):
    (answer,) = screened([TOO_MUCH], shipped)
    assert (answer.outcome, answer.reason) == ("unrecognised", "not_searched")
    assert "Type the medicine’s name alone." in answer.message
    assert "known" not in answer.message


def test_the_page_asks_for_the_name_of_a_line_too_long_to_search(library_with_shipped_content):
    html = open_page("/", {"medications": f"{TOO_MUCH}\naspirin"}).html
    assert "too long to search: type the name alone" in html
    assert "”: unknown" not in html
