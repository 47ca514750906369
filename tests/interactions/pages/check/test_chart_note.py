"""The text for the chart: short, neutral, and with every typed line."""

from __future__ import annotations

import re

import pytest

from interactions.pages.check.chart_note import chart_note
from interactions.screening.pasted_list import MAX_LINES
from tests.interactions.pages.conftest import MANY

EVERY_KIND = (
    f"{MANY}\nkratom powder 5 g TID\nBP 120/80\nsurgery\nstopped clonidine last week\ndextromethorphan 30 mg"
)
LISTS = {
    "one": "tacrolimus 3 mg BID",
    "every kind": EVERY_KIND,
    "the longest": "\n".join((EVERY_KIND.splitlines() * MAX_LINES)[:MAX_LINES]),
    "a class": "SSRIs",
    "kratom alone": "kratom powder 5 g TID",
    "rescue alone": "Narcan nasal spray",
    "nothing known": "qwxzv",
}


@pytest.fixture
def note(shown, library_with_shipped_content):
    return lambda text, **answers: chart_note(shown(text, **answers), library_with_shipped_content)


@pytest.mark.parametrize("kind", LISTS)
def test_at_most_twelve_lines_with_every_line_as_typed(kind, note):
    text = note(LISTS[kind])
    assert len(text.splitlines()) <= 12
    for line in LISTS[kind].splitlines():
        assert line.casefold() in text.casefold()


@pytest.mark.parametrize("kind", LISTS)
def test_release_date_and_draft_state_are_on_every_note(kind, note, library_with_shipped_content):
    text, manifest = note(LISTS[kind]), library_with_shipped_content.manifest
    assert f"release {manifest.version}, valid until {manifest.valid_until:%-d %B %Y}" in text
    assert "Draft reference." in text


@pytest.mark.parametrize("kind", LISTS)
def test_advice_to_stop_always_warns_against_stopping_abruptly(kind, note):
    for line in note(LISTS[kind]).splitlines():
        assert line.count("Stop kratom") <= len(re.findall("gradually|not abruptly", line, re.IGNORECASE))


def test_unresolved_lines_are_named_and_unassessed_ones_are_not_called_safe(note):
    text = note(EVERY_KIND)
    assert "Not resolved: “hydroxizine 25”, “qwxzv”." in text
    assert "Not assessed (not the same as safe): " in text


def test_context_says_what_came_from_the_list_and_what_is_not_known(note):
    text = note(EVERY_KIND, alcohol=True)
    assert "alcohol: yes" in text
    assert "use: daily, from the list" in text
    assert re.search(r"Not known: .*pregnancy.*CYP2D6 phenotype", text)


def test_the_list_as_a_whole_and_the_end_of_kratom_share_a_line(note):
    across = next(line for line in note(EVERY_KIND).splitlines() if line.startswith("Across the list."))
    order = [
        "Together, major",
        "Treatment to protect",
        "Two steps",
        "When kratom stops, gradually if used daily",
    ]
    places = [across.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", LISTS)
def test_the_emergency_line_with_naloxone_is_on_every_note(kind, note):
    (emergency,) = [line for line in note(LISTS[kind]).splitlines() if line.startswith("Emergency: ")]
    assert "naloxone" in emergency
    assert "poison centre" in emergency


def test_the_plan_is_one_line_before_the_medicines(note):
    lines = note(EVERY_KIND).splitlines()
    assert lines[2].startswith("Plan: (1) ")
    assert "(5) " in lines[2]
    assert "(6) " not in lines[2]


def test_of_two_medicines_as_severe_for_this_patient_the_one_more_severe_by_itself_comes_first(note):
    text = note("gabapentin 300 mg TID\nmethadone 80 mg daily", older_adult=True, other_opioids=True)
    major = next(line for line in text.splitlines() if line.startswith("Major: "))
    assert major.index("methadone 80 mg") < major.index("gabapentin 300 mg")


def test_a_stopped_medicine_is_said_to_be_stopped(note):
    assert "“stopped clonidine last week” (stopped; effects can outlast it)" in note(EVERY_KIND)


def test_naloxone_is_given_never_avoided(note):
    text = note(EVERY_KIND)
    assert "Give if needed: Naloxone (“Narcan nasal spray”)." in text
    assert not re.search(r"avoid naloxone", text, re.IGNORECASE)
