"""Answers about a whole list, in the drawn world: classes, the patient, two steps, therapy at stake, questions."""

from __future__ import annotations

import pytest

from interactions.publishing.release_steps import resolve_interactions
from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import ReleaseIndex, release_index
from interactions.screening.screen import screen_medications
from reference.release.schema.interaction import Deviation, ListRule
from reference.release.schema.medicines import PharmacologicRole
from reference.release.storage.library import Library
from tests import world as w
from tests.sealing import seal_into

BEER = w.medication("beerol")
RULES = (
    ListRule(
        slug="inhibitor-first", name="An inhibitor first", kind="two_step", targets=("blockers",),
        adds_to=("cns_depression",), message=w.says("It raises kratom."), steps=(w.says("Look sooner."),),
    ),
    ListRule(
        slug="inducer-stopped", name="An inducer stopped", kind="two_step", targets=("inducol",), member_status="stopped",
        adds_to=("cns_depression",), message=w.says("Its effect fades."), steps=(w.says("Look again."),),
    ),
    ListRule(
        slug="narrow", name="Narrow ones", kind="therapy_at_stake", targets=("narrow",),
        message=w.says("Look at levels."), steps=(w.says("Look."),),
    ),
    ListRule(
        slug="treatment", name="Treatment goes on", kind="therapy_at_stake", targets=("opiolin",), factor="oud_treatment",
        message=w.says("It goes on."), steps=(w.says("Keep it."),),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> ReleaseIndex:
    base = w.world()
    release = w.world(
        *w.DRAWN,
        w.entry("beerol", "drug", "beerol", w.sedation(act_on="either")),
        substances=(
            *w.SUBSTANCES,
            *(w.substance(s) for s in ("beerol", "blockazole", "inducol", "silentine")),
        ),
        medications=(
            *(m for m in base.medications if m.slug != "kratomab"),
            w.medication("kratomab", "narrow", basis="needs_verification"),
            w.changed(BEER, answers_factor="alcohol", not_a_treatment=True),
        ),
        pharmacologic_roles=(
            *base.pharmacologic_roles,
            PharmacologicRole(slug="narrow", name="narrow index", definition="Little room."),
        ),
        drug_classes=(
            *base.drug_classes,
            w.DrugClass(slug="blockers", name="Blockers", members=("blockazole",), basis="seen"),
            w.DrugClass(slug="silent", name="Silent ones", members=("silentine", "dormirol"), basis="seen"),
        ),
        modifying_factors=(
            w.changed(w.factor("alcohol", (True,)), except_targets=("beerol",)),
            w.factor("product", ("extract", "seven_oh")),
            w.factor("pregnancy", (True,), from_consequence=None, consequence=None),
        ),
        list_rules=RULES,
    )
    folder = tmp_path_factory.mktemp("drawn")
    seal_into(folder, resolve_interactions(release))
    return Library(folder).current().derived(release_index)


@pytest.fixture
def screen(drawn):
    return lambda *lines, **context: screen_medications(lines, PatientContext(**context), drawn)


def test_a_class_name_is_answered_for_the_class_and_says_so(screen):
    (line,) = screen("sedatives").lines
    assert (line.outcome, [m.kind for m in line.medications]) == ("finding", ["drug_class"])
    (found,) = line.findings
    assert (found.kind, found.medication, found.severity) == ("drug_class", "sedatives", "moderate")
    assert "for the class, not for one medicine" in found.notes[0]


def test_a_class_answer_names_the_more_severe_members(screen):
    (found,) = screen("sedatives").lines[0].findings
    assert "Graver for dormirol" in found.notes[0]


def test_a_class_without_rows_asks_for_the_member_worst_first(screen):
    (line,) = screen("silent ones").lines
    assert (line.outcome, {c.slug for c in line.candidates}) == ("ambiguous", {"silentine", "dormirol"})
    assert line.message.index("dormirol") < line.message.index("silentine")


def test_a_class_counts_in_a_stack(screen):
    (stack,) = screen("sedatives", "dormirol").stacked
    assert set(stack.medications) == {"sedatives", "dormirol"}


def test_a_drink_in_the_list_answers_the_question_about_alcohol(screen):
    report = screen("beerol 6/day", "calmazine")
    assert (report.context.alcohol, report.context_from_list) == (True, ("alcohol",))
    assert report.lines[1].findings[0].severity == "major"


def test_a_drink_in_the_list_outweighs_a_no(screen):
    assert screen("beerol", alcohol=False).context.alcohol is True


def test_a_drink_that_was_given_up_answers_no_question(screen):
    assert screen("stopped beerol 2 years ago").context.alcohol is None


def test_alcohol_does_not_count_as_another_depressant_to_itself(screen):
    (found,) = screen("beerol").lines[0].findings
    assert (found.severity, found.because) == ("moderate", ())


def test_a_drink_and_the_answer_about_alcohol_are_one_member_of_a_stack(screen):
    assert screen("beerol", alcohol=True).stacked == ()
    (stack,) = screen("beerol", "calmazine", alcohol=True).stacked
    assert set(stack.medications) == {"beerol", "calmazine"}


def test_two_steps_need_a_member_and_another_medicine_that_kratom_adds_to(screen):
    assert screen("blockazole").two_step == ()
    assert screen("dormirol").two_step == ()
    (found,) = screen("blockazole", "dormirol", "statorin").two_step
    assert (found.members, found.others) == (("blockazole",), ("dormirol",))
    assert found.steps


def test_a_member_by_a_role_from_memory_is_said_to_be_so(screen):
    (found,) = screen("kratomab", "dormirol").therapy_at_stake
    assert (found.members, found.from_memory) == (("kratomab",), ("kratomab",))
    assert screen("statorin").therapy_at_stake == ()


def test_a_stopped_inducer_counts_only_once_it_is_stopped(screen):
    assert screen("inducol", "dormirol").two_step == ()
    (found,) = screen("stopped inducol last week", "dormirol").two_step
    assert found.rule == "inducer-stopped"


def test_a_local_product_is_not_the_first_of_two_steps(screen):
    assert screen("blockazole cream", "dormirol").two_step == ()


def test_therapy_at_stake_is_named_by_the_list_or_by_the_answer(screen):
    (by_list,) = screen("Opinal 2 mg").therapy_at_stake
    (by_answer,) = screen("statorin", oud_treatment=True).therapy_at_stake
    assert by_list.members == ("opiolin",)
    assert by_answer.members == ("treatment for opioid use disorder",)
    assert screen("statorin").therapy_at_stake == ()


def test_the_question_that_changes_most_comes_first_with_its_medicines(screen):
    asked = screen("calmazine", "Opinal").ask_me
    assert [q.factor for q in asked] == ["product", "alcohol"]
    assert asked[0].answers == ("extract", "seven_oh")
    assert asked[0].medications == ("calmazine", "opiolin/naloxone")


def test_nothing_is_asked_where_no_answer_would_change_a_headline(screen):
    assert screen("dormirol", "statorin").ask_me == ()


def test_an_answered_question_is_not_asked_again(screen):
    assert [q.factor for q in screen("calmazine", alcohol=False, product="leaf").ask_me] == []


def test_each_medicine_says_once_what_stopping_kratom_changes(screen):
    stops = screen("calmazine 5 mg", "Calmex", "statorin", "stopped dormirol").when_kratom_stops
    assert [s.medication for s in stops] == ["calmazine", "statorin"]
    assert "Review the dose of calmazine." in stops[0].statements[0].text


def test_a_route_that_bypasses_the_gut_says_what_was_not_considered(screen):
    (found,) = screen("calmazine 5 mg IV").lines[0].findings
    assert [(n.entry, n.enzyme) for n in found.not_considered] == [("role-substrates", "CYP3A")]
    assert "gut wall" in found.not_considered[0].reason
    assert screen("calmazine 5 mg").lines[0].findings[0].not_considered == ()


def test_a_factor_that_adds_a_sentence_changes_no_rating(tmp_path):
    """Not even of a row whose action departs from the rule."""
    departing = w.row(action="usually_avoid", deviation=Deviation(reason="Given by an anaesthetist."))
    release = w.world(
        w.entry("dormirol", "drug", "dormirol", departing),
        modifying_factors=(w.factor("child", (True,), from_consequence=None, consequence=None),),
    )
    seal_into(tmp_path, resolve_interactions(release))
    index = Library(tmp_path).current().derived(release_index)
    report = screen_medications(["dormirol"], PatientContext(child=True), index)
    (found,) = report.lines[0].findings
    assert found.action == "usually_avoid"
    assert found.because == ("child makes sedation worse.",)
