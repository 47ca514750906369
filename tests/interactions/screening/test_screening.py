"""What a list tells of each of its medicines: who is taken as well, and what choosing a candidate would give."""

from __future__ import annotations

import pytest

from interactions.publishing.release_steps import resolve_interactions
from interactions.screening.medication_list import read_list
from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import release_index
from interactions.screening.screen import screen_medications
from interactions.screening.screening import Screening
from reference.release.storage.library import Library
from tests import world as w
from tests.sealing import seal_into

BASE = w.world()


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    release = w.world(
        *w.DRAWN,
        w.entry("slightol", "drug", "slightol", w.sedation("C1")),
        w.entry("beerol", "drug", "beerol", w.sedation()),
        substances=(*w.SUBSTANCES, w.substance("slightol"), w.substance("beerol")),
        medications=(
            *BASE.medications,
            w.changed(w.medication("beerol"), answers_factor="alcohol", not_a_treatment=True),
        ),
        modifying_factors=(
            w.factor("alcohol", (True,)),
            w.factor("product", ("extract", "seven_oh")),
            w.factor("above_label_dose", (True,)),
        ),
    )
    folder = tmp_path_factory.mktemp("drawn")
    seal_into(folder, resolve_interactions(release))
    return Library(folder).current().derived(release_index)


@pytest.fixture
def severity(drawn):
    """The severity of the first line of a list."""

    def screen(*lines, **context):
        (found,) = screen_medications(lines, PatientContext(**context), drawn).lines[0].findings
        return found.severity

    return screen


@pytest.mark.parametrize("other", ["dormirol", "Opinal", "sedatives", "calmazine 5 mg"])
def test_another_depressant_on_the_list_leaves_the_rating_of_each_as_it_is(severity, other):
    assert severity("calmazine", other) == severity("calmazine") == "moderate"


def test_a_candidate_shows_the_severity_that_choosing_it_gives(drawn, severity):
    report = screen_medications(["beerolx 5 mg", "dormirol"], PatientContext(), drawn)
    (candidate,) = report.lines[0].candidates
    assert candidate.slug == "beerol"
    assert candidate.severity == severity("beerol 5 mg", "dormirol")


def test_what_a_candidate_would_tell_of_the_patient_changes_nothing_until_it_is_chosen(drawn):
    report = screen_medications(["beerolx", "calmazine"], PatientContext(), drawn)
    assert (report.context.alcohol, report.context_from_list) == (None, ())


def test_every_assessed_medicine_is_met_with_its_own_route(drawn):
    lines = read_list(["calmazine 5 mg IV", "statorin", "naloxone", "xqzvw"], drawn)
    met = [(slug, around.route) for slug, around in Screening(lines, PatientContext(), drawn).assessed()]
    assert met == [("calmazine", "parenteral"), ("statorin", "systemic")]
