"""When a shared step is part of the plan: its conditions, its order, what it replaces, and what is never left out."""

from __future__ import annotations

import pytest

from interactions.publishing.release_steps import resolve_interactions
from interactions.screening.patient_context import PatientContext
from interactions.screening.plan import MOST_STEPS, plan
from interactions.screening.release_index import release_index
from interactions.screening.screen import screen_medications
from reference.release.schema.shared_step import SharedStep, StepAnswer, StepCondition
from reference.release.storage.library import Library
from tests import world as w
from tests.sealing import seal_into


def step(slug, *any_of, order=1, **more):
    made = SharedStep(
        slug=slug,
        name=slug,
        order=order,
        plan=w.says(f"{slug}."),
        any_of=any_of or (StepCondition(),),
        **more,
    )
    return w.as_read(made)


def on_answer(factor, *values):
    return StepCondition(medicines=0, answers=(StepAnswer(factor=factor, values=values),))


SEDATION = StepCondition(mechanisms=("cns_depression",))


@pytest.fixture
def planned(tmp_path_factory):
    """The plan of a list in a release with these shared steps."""

    def made(*steps, lines=("dormirol",), leads=(), **context):
        release = w.world(*w.DRAWN, shared_steps=steps)
        folder = tmp_path_factory.mktemp("planned")
        seal_into(folder, resolve_interactions(release))
        index = Library(folder).current().derived(release_index)
        answers = PatientContext(**context)
        report = screen_medications(lines, answers, index)
        return plan(report.lines, report.stacked, leads, answers.answers(), index)

    return made


def texts(steps):
    return [item.text for item in steps]


def test_a_step_is_due_for_the_findings_of_its_mechanism_and_names_them(planned):
    (found,) = planned(step("watch", SEDATION), lines=("dormirol", "statorin", "neverseen"))
    assert (found.text, found.medications, found.citations) == ("watch.", ("dormirol",), ("paper",))


def test_nothing_is_due_for_a_list_without_a_finding_or_a_known_answer(planned):
    assert planned(step("ask"), lines=("neverseen",)) == ()


def test_a_step_for_several_medicines_is_not_due_for_one(planned):
    several = step("one-prescriber", StepCondition(mechanisms=("cns_depression",), medicines=2))
    assert planned(several, lines=("dormirol",)) == ()
    assert texts(planned(several, lines=("dormirol", "calmazine"))) == ["one-prescriber."]


def test_an_answer_calls_for_a_step_and_another_takes_it_out(planned):
    first = step(
        "treat-first",
        on_answer("other_opioids", True),
        unless=(StepAnswer(factor="oud_treatment", values=(True,)),),
    )
    assert texts(planned(first, other_opioids=True)) == ["treat-first."]
    assert planned(first, other_opioids=True, oud_treatment=True) == ()
    assert planned(first) == ()


def test_what_a_setting_calls_for_and_what_it_silences(planned):
    now = step("now", StepCondition(medicines=0, leads=("emergency",)))
    home = step("home", unless_leads=("emergency",), order=2)
    assert texts(planned(now, home)) == ["home."]
    assert texts(planned(now, home, leads=("emergency",))) == ["now."]


def test_a_step_takes_the_place_of_the_one_it_names(planned):
    down, first = step("down"), step("first", order=2, instead_of=("down",))
    assert texts(planned(down, first)) == ["first."]


def test_the_first_are_those_that_the_gravest_findings_call_for_then_by_order(planned):
    steps = (
        step("later", order=2),
        step("sooner", order=1),
        step("levels", StepCondition(mechanisms=("enzyme_inhibition",)), order=0),
    )
    said = texts(planned(*steps, lines=("dormirol", "statorin")))
    assert said.index("sooner.") < said.index("later.")


def test_an_essential_step_is_never_the_one_left_out(planned):
    ordinary = [step(f"step-{n}", order=n) for n in range(MOST_STEPS + 2)]
    said = texts(planned(*ordinary, step("naloxone", order=99, essential=True)))
    assert len(said) == MOST_STEPS
    assert said[-1] == "naloxone."


def test_tests_are_one_step_that_names_its_medicines(planned):
    ecg = step("ECG now", SEDATION, kind="test")
    level = step("level now", StepCondition(mechanisms=("enzyme_inhibition",)), kind="test", order=2)
    (found,) = planned(ecg, level, lines=("dormirol",))
    assert found.text == "Tests with a date: ECG now. (dormirol)."
