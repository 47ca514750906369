"""The look-up tables say what docs/methods/rating.md prints: R1, R2 and the weights of DIPS, line by line."""

from __future__ import annotations

import pytest

from interactions.rating.tables import CRITERIA, DIPS_WEIGHTS, LABEL_SUPPORT, SUPPORT_OF
from tests.naive_rating import GROUNDS, HORN_2007

R1 = """
pharmacokinetic, object medicine | narrow_index_major_pathway | label_acts_on_weak_inhibitors boxed_warning_of_inhibitors irreversible_harm_of_a_rise sensitive_substrate_of_the_gut prodrug_whose_failure_matters | other_substrate
pharmacokinetic, object kratom | | strong_cyp3a_inhibitor_or_inducer | other_inhibitor_or_inducer
opioid_antagonism | maintenance_antagonist mixed_agonist_antagonist | buprenorphine_start | peripheral_antagonist
cns_depression | opioid_agonist benzodiazepine z_drug barbiturate oxybate general_anaesthetic phenibut alcohol_daily_or_more | buprenorphine gabapentinoid high_sedation muscle_relaxant alpha2_agonist alcohol | label_lists_drowsiness dextromethorphan_at_label_dose
seizure_threshold | seizure_disorder_or_overdose | boxed_or_contraindicated_for_seizures seizure_reported_at_usual_dose antiseizure_in_seizure_disorder | antiseizure_reason_not_known lowers_threshold
serotonergic | mao_inhibitor | ssri_snri_or_strong | other_serotonergic
qt_prolongation | known_risk_label_asks_for_ecg | known_risk |
hepatotoxicity | boxed_liver_warning | label_asks_for_liver_tests livertox_likelihood_a_or_b acetaminophen_or_alcohol | other_labelled_liver_injury
sympathomimetic | illicit_or_high_dose | prescribed_stimulant | decongestant_or_caffeine
fluid_electrolyte | lithium | | diuretic
hypotension | | first_dose_or_boxed | other_hypotensive
gi_hypomotility | | clozapine two_strong_anticholinergics | single_anticholinergic
bleeding | anticoagulant | | other_bleeding_risk
glycaemic | insulin_or_sulfonylurea | | other_glucose_lowering
"""


@pytest.mark.parametrize("line", R1.strip().splitlines(), ids=lambda line: line.split(" |")[0])
def test_each_criterion_gives_the_consequence_that_is_printed(line):
    key, *tiers = (cell.strip() for cell in line.split("|"))
    printed = {
        criterion: c for c, tier in zip(("C3", "C2", "C1"), tiers, strict=True) for criterion in tier.split()
    }
    assert CRITERIA[key] == printed


def test_no_criterion_goes_unprinted():
    assert set(CRITERIA) == {line.split("|")[0].strip() for line in R1.strip().splitlines()}


def test_each_ground_gives_the_support_of_the_second_implementation():
    assert {ground: GROUNDS.get(ground, "S0") for ground in SUPPORT_OF} == SUPPORT_OF


def test_each_answer_of_dips_counts_as_its_authors_published_it():
    weights = {question: {"yes": yes, "no": no} for question, (yes, no) in HORN_2007.items()}
    assert weights == DIPS_WEIGHTS


def test_a_label_counts_as_printed_by_what_kratom_alone_does():
    assert LABEL_SUPPORT == {
        "label_warns_against_adding": {"established": "S2", "borderline": "S1", "not_shown": "S0"},
        "label_warns_of_effect": {"established": "S1", "borderline": "S1", "not_shown": "S0"},
    }
