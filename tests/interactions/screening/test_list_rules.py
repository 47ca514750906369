"""Which medicines of a list a rule speaks of: its members, and what kratom adds to beside them."""

from __future__ import annotations

import pytest

from interactions.publishing.release_steps import resolve_interactions
from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import release_index
from interactions.screening.screen import screen_medications
from reference.release.schema.interaction import ListRule
from reference.release.storage.library import Library
from tests import world as w
from tests.sealing import seal_into

BASE = w.world()
RULE = ListRule(
    slug="blockers", name="An inhibitor first", kind="two_step", targets=("blockers",), except_targets=("weakazole",),
    adds_to=("cns_depression",), message=w.says("It raises kratom."), steps=(w.says("Look sooner."),),
    practice_notes=("ask-again",),
)  # fmt: skip
STAKE = ListRule(
    slug="treatment", name="Treatment goes on", kind="therapy_at_stake", targets=("opiolin", "naloxone", "blockers"),
    factor="oud_treatment", message=w.says("It goes on."), steps=(w.says("Keep it."),),
)  # fmt: skip
WITH_FINDING = w.changed(STAKE, slug="levels", name="Levels", factor=None, with_finding=True)
REFUTED = {"severity": "none", "support": "S-", "action": "no_special_precaution", "act_on": None}
BLOCKERS = ("blockazole", "zonazole", "weakazole")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    release = w.world(
        *w.DRAWN,
        w.entry("aliol", "drug", "aliol", w.sedation()),
        w.entry("slightol", "drug", "slightol", w.sedation("C1")),
        w.entry("clearol", "drug", "clearol", w.row(**REFUTED), w.inhibition()),
        w.entry("blockazole", "drug", "blockazole", w.sedation()),
        substances=(
            *w.SUBSTANCES,
            *(w.substance(s) for s in (*BLOCKERS, "aliol", "slightol", "clearol")),
        ),
        drug_classes=(
            *BASE.drug_classes,
            w.DrugClass(slug="blockers", name="Blockers", members=BLOCKERS, basis="seen"),
        ),
        list_rules=(RULE, STAKE, WITH_FINDING),
    )
    folder = tmp_path_factory.mktemp("drawn")
    seal_into(folder, resolve_interactions(release))
    return Library(folder).current().derived(release_index)


@pytest.fixture
def screen(drawn):
    return lambda *lines, **context: screen_medications(lines, PatientContext(**context), drawn)


def test_members_and_others_are_named_in_the_order_of_the_alphabet(screen):
    (found,) = screen("zonazole", "dormirol", "calmazine", "blockazole", "Opinal", "aliol").two_step
    assert found.members == ("blockazole", "zonazole")
    assert found.others == ("aliol", "calmazine", "dormirol", "opiolin/naloxone")


@pytest.mark.parametrize(
    "other", ["slightol", "clearol", "statorin", "neverseen", "stopped dormirol", "dormirol cream"]
)
def test_what_kratom_does_not_noticeably_add_to_now_is_no_second_step(screen, other):
    assert screen("zonazole", other).two_step == ()


def test_a_member_is_no_second_step_to_itself_and_may_be_one_to_nobody_else(screen):
    assert screen("blockazole").two_step == ()
    assert screen("blockazole", "zonazole").two_step == ()


def test_an_exception_of_a_rule_is_no_member_of_it(screen):
    assert screen("weakazole", "dormirol").two_step == ()


@pytest.mark.parametrize("first", ["stopped zonazole", "zonazole cream", "zonazol", "Allergies: zonazole"])
def test_what_is_not_taken_or_not_known_takes_no_first_step(screen, first):
    assert screen(first, "dormirol").two_step == ()


def test_what_its_route_makes_inactive_and_a_rescue_medicine_are_no_therapy_at_stake(screen):
    by_product, *_ = screen("Opinal").therapy_at_stake
    assert by_product.members == ("opiolin",)
    assert screen("naloxone").therapy_at_stake == ()


def test_the_answer_that_names_a_therapy_stands_beside_the_medicines(screen):
    found, *_ = screen("Opinal", "blockazole", oud_treatment=True).therapy_at_stake
    assert found.members == ("blockazole", "opiolin", "treatment for opioid use disorder")
    assert screen("statorin", oud_treatment=False).therapy_at_stake == ()


def test_a_member_by_its_own_name_or_class_is_not_said_to_be_from_memory(screen):
    (found,) = screen("zonazole", "dormirol").two_step
    assert found.from_memory == ()


def test_a_rule_that_is_met_says_everything_it_has_to_say(screen):
    (found,) = screen("zonazole", "dormirol").two_step
    assert (found.rule, found.kind, found.name, found.message) == (
        "blockers",
        "two_step",
        "An inhibitor first",
        "It raises kratom.",
    )
    assert (found.steps, found.practice_notes, found.citations) == (RULE.steps, ("ask-again",), ("paper",))


def test_a_rule_about_what_is_found_leaves_out_members_without_a_finding(screen):
    def members(*lines):
        return [rule.members for rule in screen(*lines).therapy_at_stake if rule.rule == "levels"]

    assert members("zonazole") == []
    assert members("zonazole", "blockazole") == [("blockazole",)]
    assert members("Opinal") == [("opiolin",)]
