"""What adds up across a list: who counts, who is only named, and who does neither."""

from __future__ import annotations

import pytest

from interactions.publishing.release_steps import resolve_interactions
from interactions.screening.patient_context import PatientContext
from interactions.screening.release_index import release_index
from interactions.screening.screen import screen_medications
from reference.release.schema.interaction import Uncounted
from reference.release.schema.medicines import PharmacologicRole
from reference.release.storage.library import Library
from tests import world as w
from tests.sealing import seal_into

BASE = w.world()
SEDATION = BASE.stacking_rules[0]
DROWSY = w.changed(
    SEDATION,
    slug="drowsy",
    name="Drowsiness adds up",
    severity="moderate",
    role="drowsy",
    context=(),
    any_of=(w.StackCondition(consequence=None, at_least=2),),
)
SEIZURES = w.changed(SEDATION, slug="seizures", name="Seizures come sooner", mechanism="seizure_threshold")
TWITCHES = w.changed(
    SEDATION,
    slug="twitches",
    name="Twitches add up",
    mechanism="serotonergic",
    context=(),
    further=("sedatives",),
    uncounted=Uncounted(targets=("shakol",), beside="opiolin"),
    any_of=(
        w.StackCondition(consequence="C2", at_least=1, others=2),
        w.StackCondition(consequence="C1", at_least=1, others=1, factor="long_qt"),
    ),
)
MORE_TWITCHES = w.changed(
    TWITCHES,
    slug="more-twitches",
    name="Many twitches",
    further=(),
    any_of=(w.StackCondition(consequence="C2", at_least=2),),
)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    release = w.world(
        *w.DRAWN,
        w.entry("slightol", "drug", "slightol", w.sedation("C1")),
        w.entry("mildol", "drug", "mildol", w.sedation()),
        w.entry("fitsol", "drug", "fitsol", w.row("seizure_threshold", consequence="C1")),
        w.entry("dualol", "drug", "dualol", w.sedation("C1", object="kratom"), w.row(object="medicine")),
        w.entry("beerol", "drug", "beerol", w.sedation("C1", object="both")),
        w.entry("shakol", "drug", "shakol", w.row("serotonergic", consequence="C2")),
        w.entry("tremol", "drug", "tremol", w.row("serotonergic", consequence="C2")),
        w.entry("wavol", "drug", "wavol", w.row("serotonergic", consequence="C1")),
        w.entry(
            "clearol",
            "drug",
            "clearol",
            w.row(severity="none", support="S-", action="no_special_precaution", act_on=None),
        ),
        substances=(
            *w.SUBSTANCES,
            *(
                w.substance(s)
                for s in (
                    "slightol",
                    "mildol",
                    "beerol",
                    "clearol",
                    "rolol",
                    "fitsol",
                    "dualol",
                    "shakol",
                    "tremol",
                    "wavol",
                )
            ),
        ),
        medications=(
            *BASE.medications,
            w.medication("rolol", "drowsy"),
            w.changed(w.medication("beerol"), answers_factor="alcohol", not_a_treatment=True),
        ),
        pharmacologic_roles=(
            *BASE.pharmacologic_roles,
            PharmacologicRole(slug="drowsy", name="drowsy", definition="Its label lists drowsiness."),
        ),
        stacking_rules=(
            DROWSY,
            w.changed(SEDATION, context=("alcohol", "other_opioids")),
            SEIZURES,
            w.changed(TWITCHES, unless="more-twitches"),
            MORE_TWITCHES,
        ),
    )
    folder = tmp_path_factory.mktemp("drawn")
    seal_into(folder, resolve_interactions(release))
    return Library(folder).current().derived(release_index)


@pytest.fixture
def stacked(drawn):
    """The stacks of a list, by the slug of their rule."""

    def screen(*lines, **context):
        report = screen_medications(lines, PatientContext(**context), drawn)
        return {stack.rule: stack for stack in report.stacked}

    return screen


def test_one_grave_depressant_with_a_slight_one_is_a_stack_that_only_names_the_slight_one(stacked):
    stack = stacked("dormirol", "slightol")["sedation"]
    assert (stack.medications, stack.also) == (("dormirol",), ("slightol",))


def test_slight_depressants_alone_make_no_stack_that_asks_for_graver_ones(stacked):
    assert "sedation" not in stacked("slightol", "rolol")
    assert "sedation" not in stacked("mildol", "slightol")
    assert "sedation" in stacked("mildol", "calmazine")


def test_a_rule_without_tiers_counts_every_member(stacked):
    stack = stacked("slightol", "rolol")["drowsy"]
    assert (stack.medications, stack.also) == (("slightol", "rolol"), ())


def test_a_medicine_counts_by_its_gravest_row_of_the_mechanism(stacked):
    assert stacked("dualol", "slightol")["sedation"].medications == ("dualol",)


def test_the_gravest_stack_and_the_gravest_member_stand_first(stacked):
    stacks = stacked("calmazine", "slightol", "dormirol")
    assert list(stacks) == ["sedation", "drowsy"]
    assert stacks["sedation"].medications == ("dormirol", "calmazine")
    assert stacks["drowsy"].medications == ("dormirol", "calmazine", "slightol")


def test_a_medicine_on_two_lines_is_one_member(stacked):
    assert stacked("dormirol 5 mg", "dormirol 10 mg") == {}


@pytest.mark.parametrize("lines", [("calmazine", "stopped calmazine"), ("stopped calmazine", "calmazine")])
def test_a_medicine_that_one_line_stops_and_another_takes_counts(stacked, lines):
    stack = stacked(*lines, "dormirol")["sedation"]
    assert (stack.medications, stack.also) == (("dormirol", "calmazine"), ())


def test_what_acts_locally_or_not_at_all_by_its_route_adds_to_nothing(stacked):
    assert stacked("calmazine cream", "dormirol") == {}
    assert "naloxone" not in stacked("Opinal", "dormirol")["sedation"].medications


def test_what_was_refuted_adds_to_nothing(stacked):
    assert stacked("clearol", "dormirol") == {}


def test_a_medicine_that_no_entry_speaks_of_adds_to_nothing(stacked):
    assert stacked("neverseen", "dormirol") == {}


def test_the_entry_of_a_product_counts_for_its_active_ingredient(stacked):
    assert stacked("Opinal", "dormirol")["sedation"].medications == ("dormirol", "opiolin")


def test_a_drink_counts_as_much_as_the_answer_about_alcohol(stacked):
    assert stacked("beerol", "calmazine")["sedation"].medications == ("calmazine", "beerol")
    assert stacked("calmazine", alcohol=True)["sedation"].medications == ("calmazine", "alcohol")


@pytest.mark.parametrize("product", ["extract", "seven_oh"])
def test_alcohol_counts_as_grave_beside_a_strong_product(stacked, product):
    assert stacked("slightol", alcohol=True, product="leaf").get("sedation") is None
    stack = stacked("slightol", alcohol=True, product=product)["sedation"]
    assert (stack.medications, stack.also) == (("alcohol",), ("slightol",))


def test_only_alcohol_and_only_as_a_depressant_is_graver_beside_a_strong_product(stacked):
    assert "sedation" not in stacked("slightol", other_opioids=True, product="extract")
    assert "seizures" not in stacked("fitsol", alcohol=True, product="extract")


def test_a_drink_given_up_does_not_silence_the_answer_that_alcohol_is_taken(stacked):
    stack = stacked("stopped beerol 2 years ago", "calmazine", alcohol=True)["sedation"]
    assert (stack.medications, stack.also) == (("calmazine", "alcohol"), ("beerol (stopped)",))


def test_a_no_or_no_answer_about_alcohol_is_no_member(stacked):
    assert stacked("calmazine", alcohol=False) == stacked("calmazine") == {}


def test_a_stack_says_what_its_rule_says(stacked):
    stack = stacked("dormirol", "calmazine")["sedation"]
    assert (stack.name, stack.mechanism, stack.message) == (
        "Sedation adds up",
        "cns_depression",
        "Several depressants.",
    )
    assert stack.steps == SEDATION.steps
    assert stack.citations == ("paper",)


def test_a_grave_member_with_enough_slight_ones_is_a_stack_that_counts_all_of_them(stacked):
    assert "twitches" not in stacked("shakol", "wavol")
    stack = stacked("shakol", "wavol", "calmazine")["twitches"]
    assert set(stack.medications) == {"shakol", "wavol", "calmazine"}


def test_members_by_their_class_alone_never_make_a_stack(stacked):
    assert "twitches" not in stacked("calmazine", "dormirol", long_qt=True)


def test_a_condition_may_need_an_answer_about_the_patient(stacked):
    assert "twitches" not in stacked("wavol", "calmazine")
    assert "twitches" in stacked("wavol", "calmazine", long_qt=True)
    assert "twitches" not in stacked("wavol", "calmazine", long_qt=False)


def test_what_does_not_count_beside_another_is_left_out_only_there(stacked):
    assert "twitches" in stacked("shakol", "wavol", "calmazine")
    assert "twitches" not in stacked("shakol", "wavol", "calmazine", "opiolin")
    assert "twitches" in stacked("shakol", "wavol", "calmazine", "stopped opiolin")


def test_a_rule_is_silent_where_the_one_that_says_more_is_met(stacked):
    told = stacked("shakol", "tremol", "wavol")
    assert "more-twitches" in told
    assert "twitches" not in told


def test_a_counted_finding_says_what_it_is_part_of_and_keeps_its_rating(drawn):
    report = screen_medications(["dormirol", "slightol", "stopped calmazine"], PatientContext(), drawn)
    grave, slight, stopped = (line.findings[0] for line in report.lines)
    assert (grave.part_of, slight.part_of, stopped.part_of) == (
        ("Sedation adds up", "Drowsiness adds up"),
        ("Drowsiness adds up",),
        (),
    )
    assert slight.severity == "minor"
