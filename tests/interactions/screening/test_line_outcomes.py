"""The sentence of each outcome stands alone: what is meant, what is asked, and what is not said."""

from __future__ import annotations

import datetime as dt

import pytest

from interactions.publishing.release_steps import resolve_interactions
from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import release_index
from interactions.screening.screen import screen_medications
from reference.release.schema.release import Recall
from reference.release.storage.library import Library
from tests import world as w
from tests.sealing import seal_into

BASE = w.world()
SILENT = tuple(f"silentine{letter}" for letter in "abcdefghi")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    release = w.world(
        *w.DRAWN,
        w.entry("slightol", "drug", "slightol", w.sedation("C1")),
        substances=(*w.SUBSTANCES, w.substance("slightol"), *(w.substance(s) for s in SILENT)),
        drug_classes=(
            *BASE.drug_classes,
            w.DrugClass(slug="silent", name="Silent ones", members=(*SILENT, "dormirol"), basis="seen"),
            w.DrugClass(
                slug="few", name="Few ones", members=("slightol", "dormirol", "neverseen"), basis="seen"
            ),
        ),
    )
    folder = tmp_path_factory.mktemp("drawn")
    seal_into(folder, resolve_interactions(release))
    return Library(folder).current().derived(release_index)


@pytest.fixture(scope="module")
def recalled(tmp_path_factory):
    """The drawn world, in which the study that found no change is under correction."""
    mark = Recall(
        collection="interactions", slug="teatested", since=dt.date(2026, 11, 23), reason="Retracted."
    )
    folder = tmp_path_factory.mktemp("recalled")
    seal_into(folder, resolve_interactions(w.world(recalls=(mark,))))
    return Library(folder).current().derived(release_index)


@pytest.fixture
def answer(drawn):
    """The outcome of one line by itself."""
    return lambda typed, **context: screen_medications([typed], PatientContext(**context), drawn).lines[0]


def test_a_class_is_answered_with_its_members_worst_first_and_what_to_do(answer):
    assert answer("few ones").message == (
        "Do you mean dormirol (major), slightol (minor) or neverseen (not reviewed for kratom)? "
        "Few ones is a class: name the medicine."
    )


def test_of_many_candidates_the_worst_eight_are_named_and_the_rest_counted(answer):
    message = answer("silent ones").message
    assert message.startswith("Do you mean dormirol (major), silentinea (not reviewed for kratom), ")
    assert "silentineg (not reviewed for kratom) or one of 2 more? Silent ones is a class" in message


def test_two_findings_of_one_line_are_said_gravest_first(answer):
    line = answer("statorin/dormirol")
    assert [found.medication for found in line.findings] == ["dormirol", "statorin"]
    assert line.message.index("Dormirol: major.") < line.message.index("Statorin: moderate.")


def test_a_combination_is_searched_only_where_each_part_was(answer):
    assert answer("lookedfor").message == (
        "Lookedfor: searched on 1 November 2026, nothing found to publish. Not assessed is not the same as safe."
    )
    both = answer("lookedfor/neverseen")
    assert both.reason == "not_reviewed"
    assert both.message.startswith("Lookedfor and neverseen has not been reviewed")


@pytest.mark.parametrize("other", ["lookedfor", "neverseen"])
def test_no_change_is_not_said_of_a_combination_of_which_a_part_was_not_studied(answer, other):
    line = answer(f"teatested/{other}", product="leaf", use="once")
    assert (line.outcome, line.reason) == ("not_assessed", "not_reviewed")


def test_no_change_is_not_said_while_the_entry_that_says_so_is_under_correction(answer, recalled):
    studied = PatientContext(product="leaf", use="once")
    assert answer("teatested", product="leaf", use="once").outcome == "assessed_no_interaction"
    (line,) = screen_medications(["teatested"], studied, recalled).lines
    assert (line.outcome, line.reason) == ("not_assessed", "under_correction")
    assert line.under_correction in line.message
    assert line.message.endswith("Not assessed is not the same as safe.")


@pytest.mark.parametrize("typed", ["teatested cream", "teatested 5 mg IV"])
def test_no_change_by_mouth_is_not_said_of_another_route(answer, typed):
    line = answer(typed, product="leaf", use="once")
    assert (line.outcome, line.reason) == ("not_assessed", "outside_studied_domain")
    assert line.message.endswith("Not assessed is not the same as safe.")


def test_a_rescue_medicine_says_its_name_what_to_do_and_why(answer):
    line = answer("naloxone")
    assert line.message == "Naloxone is a rescue medicine. Give if needed."
    assert (line.phrase, line.rescue_reason.text) == ("Give if needed", "It restores breathing.")
    assert [medication.slug for medication in line.medications] == ["naloxone"]


def test_kratom_says_which_product_it_was_read_as(answer):
    line = answer("kratom shot")
    assert line.product == "extract"
    assert line.message.endswith("The whole list is checked against it.")
