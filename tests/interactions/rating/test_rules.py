"""The rule of clinical-model section 3, cell by cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interactions.rating.rules import (
    UnknownCriterion,
    action_of,
    consequence_of,
    dips_score,
    driver_row,
    is_watchable,
    rate,
    severity_of,
    strength,
    support_of,
)  # fmt: skip
from interactions.rating.tables import CRITERIA
from reference.release.schema.terms import Consequence, Severity, Support
from tests import world as w

R3 = """
       S3        S2        S1        S0        S-
C3     major     major     *         moderate  none
C2     moderate  moderate  moderate  minor     none
C1     minor     minor     minor     minor     none
"""


def r3_cells():
    for line in R3.strip().splitlines()[1:]:
        c, *cells = line.split()
        yield from ((c, s, cell) for s, cell in zip(("S3", "S2", "S1", "S0", "S-"), cells, strict=True))


@pytest.mark.parametrize(("c", "s", "severity"), list(r3_cells()))
def test_severity_is_the_cell_of_the_table(c, s, severity):
    if severity == "*":
        assert severity_of(c, s, watchable=False) == "major"
        assert severity_of(c, s, watchable=True) == "moderate"
    else:
        assert {severity_of(c, s, watchable=True), severity_of(c, s, watchable=False)} == {severity}


@pytest.mark.parametrize(
    ("severity", "watchable", "agonist", "action"),
    [
        ("major", False, False, "avoid"),
        ("major", True, False, "usually_avoid"),
        ("major", False, True, "adjust"),
        ("moderate", False, False, "adjust"),
        ("moderate", True, False, "monitor"),
        ("moderate", True, True, "monitor"),
        ("moderate", False, True, "adjust"),
        ("minor", False, False, "no_special_precaution"),
        ("none", True, True, "no_special_precaution"),
    ],
)
def test_action_is_the_cell_of_the_table(severity, watchable, agonist, action):
    assert action_of(severity, watchable, agonist) == action


def test_treatment_of_opioid_use_disorder_is_never_avoided():
    assert not {action_of(s, v, True) for s in Severity for v in (True, False)} & {"avoid", "usually_avoid"}


def test_harms_that_cannot_be_watched_are_fixed_by_mechanism():
    assert not is_watchable("opioid_antagonism", "C2")
    assert not is_watchable("seizure_threshold", "C2")
    assert not is_watchable("cns_depression", "C3")
    assert is_watchable("cns_depression", "C2")
    assert is_watchable("enzyme_inhibition", "C3")


def test_an_unknown_criterion_names_those_allowed():
    with pytest.raises(UnknownCriterion, match="mao_inhibitor"):
        consequence_of("serotonergic", "both", "benzodiazepine")


def test_every_line_of_r1_lists_only_known_consequences():
    assert {c for table in CRITERIA.values() for c in table.values()} == {"C1", "C2", "C3"}


def test_a_label_counts_by_what_kratom_alone_does():
    warns = (w.evidence("label_warns_against_adding"),)
    assert support_of(warns, mechanism="cns_depression", k="established") == "S2"
    assert support_of(warns, mechanism="serotonergic", k="borderline") == "S1"
    assert support_of(warns, mechanism="hypotension", k="not_shown") == "S0"


def test_the_strongest_ground_counts_and_a_refutation_outweighs_it():
    grounds = (w.evidence("in_vitro"), w.evidence("probe_study_same_site"))
    assert support_of(grounds, mechanism="enzyme_inhibition", k="established") == "S2"
    assert (
        support_of((*grounds, w.evidence("refuted")), mechanism="enzyme_inhibition", k="established") == "S-"
    )


def test_the_lower_of_two_scorers_counts():
    strict, lenient = (
        w.dips(fits_object="yes"),
        w.dips(fits_object="yes", fits_precipitant="yes", dechallenge="yes"),
    )
    assert dips_score(w.report(strict, lenient), pharmacodynamic=True) == 1
    assert dips_score(w.report(lenient), pharmacodynamic=True) == 3


def test_a_level_of_the_medicine_counts_only_for_pharmacokinetic_keys():
    level = w.report(w.dips(object_level="yes", fits_object="yes"))
    assert dips_score(level, pharmacodynamic=False) == 2
    assert dips_score(level, pharmacodynamic=True) == 1


PROBABLE = w.dips(
    fits_precipitant="yes", fits_object="yes", time_course="yes", dechallenge="yes", object_level="yes"
)
POSSIBLE = w.dips(fits_precipitant="yes", fits_object="yes")
DOUBTFUL = w.dips(fits_object="yes", other_causes="yes")


@pytest.mark.parametrize(("answers", "support"), [(PROBABLE, "S3"), (POSSIBLE, "S1"), (DOUBTFUL, "S0")])
def test_a_report_supports_as_far_as_its_score(answers, support):
    found = (w.evidence("report", report=w.report(answers)),)
    assert support_of(found, mechanism="enzyme_inhibition", k="established") == support


def test_a_fatal_report_lifts_the_row_to_major():
    fatal = w.evidence("report", report=w.report(POSSIBLE, life_threatening=True))
    row = w.inhibition(evidence=(w.evidence("probe_study_same_site"), fatal))
    rating = rate(row, k="established")
    assert (rating.severity, rating.action, rating.floor) == ("major", "usually_avoid", True)


def test_a_fatal_report_about_another_member_of_the_class_lifts_nothing():
    fatal = w.evidence("class_member_report", report=w.report(POSSIBLE, life_threatening=True))
    row = w.inhibition(evidence=(w.evidence("probe_study_same_site"), fatal))
    rating = rate(row, k="established")
    assert (rating.severity, rating.floor) == ("moderate", False)


@pytest.mark.parametrize(
    "doubt",
    [
        w.report(DOUBTFUL, life_threatening=True),
        w.report(POSSIBLE, life_threatening=True, sufficient_alternative=True),
        w.report(POSSIBLE),
    ],
)
def test_a_doubtful_or_explained_death_lifts_nothing(doubt):
    row = w.inhibition(evidence=(w.evidence("probe_study_same_site"), w.evidence("report", report=doubt)))
    assert rate(row, k="established").severity == "moderate"


def test_weak_reasoning_is_logged_not_published():
    weak = {"evidence": (w.evidence("reasoning"),), "support": "S0"}
    assert not rate(w.sedation("C1", **weak), k="established").published
    assert rate(w.sedation("C2", **weak), k="established").published
    small = w.inhibition(criterion="other_substrate", evidence=(w.evidence("in_vitro"),))
    assert not rate(small, k="established").published
    with_study = w.inhibition(criterion="other_substrate", evidence=(w.evidence("probe_study_no_effect"),))
    assert rate(with_study, k="established").published


def test_reasoning_about_an_effect_never_shown_with_kratom_is_not_published():
    row = w.row(
        "hypotension", criterion="first_dose_or_boxed", evidence=(w.evidence("label_warns_of_effect"),)
    )
    assert not rate(row, k="not_shown").published


@pytest.mark.parametrize("mechanism", ["cns_depression", "serotonergic", "sympathomimetic"])
def test_only_grave_harm_of_sedation_serotonin_and_stimulants_comes_unannounced(mechanism):
    assert not is_watchable(mechanism, "C3")
    assert is_watchable(mechanism, "C2")


def test_a_report_is_probable_from_a_score_of_five():
    four = w.dips(fits_precipitant="yes", fits_object="yes", time_course="yes", dechallenge="yes")
    found = (w.evidence("report", report=w.report(four)),)
    assert support_of(found, mechanism="enzyme_inhibition", k="established") == "S1"


def test_a_report_that_nobody_scored_supports_nothing_and_lifts_nothing():
    unscored = w.evidence("report", report=w.report(life_threatening=True))
    row = w.inhibition(evidence=(w.evidence("in_vitro"), unscored))
    rating = rate(row, k="established")
    assert (rating.support, rating.severity, rating.floor) == ("S0", "minor", False)


def test_a_report_that_is_not_written_down_supports_nothing():
    assert support_of((w.evidence("report"),), mechanism="enzyme_inhibition", k="established") == "S0"


def test_a_fatal_report_does_not_lift_what_was_refuted_for_the_medicine():
    fatal = w.evidence("report", report=w.report(POSSIBLE, life_threatening=True))
    rating = rate(w.nothing_found(evidence=(w.evidence("refuted"), fatal)), k="established")
    assert (rating.severity, rating.floor) == ("none", False)


def test_evidence_without_a_ground_supports_nothing():
    assert support_of((w.evidence(None),), mechanism="cns_depression", k="established") == "S0"


def test_a_patients_own_consequence_and_watching_replace_those_of_the_reference_case():
    row = w.inhibition()
    as_patient = rate(row, k="established", consequence=Consequence.C3, watchable=False)
    assert (as_patient.severity, as_patient.action) == ("major", "avoid")
    assert rate(row, k="established", watchable=False).action == "adjust"
    assert rate(row, k="established", watchable=True).action == "monitor"


@pytest.mark.parametrize(
    ("k", "ground", "published"),
    [
        ("established", "reasoning", True),
        ("borderline", "reasoning", True),
        ("not_shown", "reasoning", False),
        ("not_shown", "probe_study_no_effect", True),
        ("not_shown", "animal_interaction", True),
    ],
)
def test_reasoning_is_published_only_about_what_kratom_may_do(k, ground, published):
    row = w.sedation(evidence=(w.evidence(ground),))
    assert rate(row, k=k).published is published


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"severity": "major", "action": "monitor"}, {"severity": "moderate", "action": "avoid"}),
        ({"action": "avoid", "consequence": "C1"}, {"action": "usually_avoid", "consequence": "C3"}),
        ({"consequence": "C3", "support": "S0"}, {"consequence": "C2", "support": "S3"}),
        ({"support": "S3", "mechanism": "glycaemic"}, {"support": "S2", "mechanism": "opioid_antagonism"}),
        ({"mechanism": "opioid_antagonism"}, {"mechanism": "glycaemic"}),
    ],
    ids=["severity", "action", "consequence", "support", "mechanism"],
)
def test_the_driver_is_found_by_severity_then_action_consequence_support_and_mechanism(first, second):
    leading, following = w.row(**first), w.row(**second)
    assert driver_row(w.entry("e", "drug", "d", following, leading)) == leading
    assert driver_row(w.entry("e", "drug", "d", leading, following)) == leading


def test_a_row_leads_by_the_rating_it_has_in_the_patient():
    mild, grave = w.inhibition(), w.row()
    raised = rate(mild, k="established", consequence=Consequence.C3)
    assert strength(mild, raised) > strength(mild)
    assert strength(grave, rate(w.sedation("C1"), k="established")) < strength(mild)


consequences = st.sampled_from(("C1", "C2", "C3"))


@given(consequences, st.sampled_from(Support), st.booleans())
def test_stronger_support_never_lowers_severity(c, s, watchable):
    stronger = list(Support)[min(s.place + 1, len(Support) - 1)]
    assert Severity(severity_of(c, stronger, watchable)) >= Severity(severity_of(c, s, watchable))


@given(consequences, consequences, st.sampled_from(Support), st.booleans())
def test_a_higher_consequence_never_lowers_severity(a, b, s, watchable):
    low, high = sorted((a, b))
    assert Severity(severity_of(high, s, watchable)) >= Severity(severity_of(low, s, watchable))
