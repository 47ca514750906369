"""The look-up tables of R1 and R2, and which harms can be noticed in time: data, as in docs/methods/rating.md."""

from __future__ import annotations

from reference.release.schema.terms import Consequence, Ground, K, Mechanism, Support

C1, C2, C3 = Consequence

CRITERIA: dict[str, dict[str, Consequence]] = {
    "pharmacokinetic, object medicine": {
        "narrow_index_major_pathway": C3,  # narrow therapeutic index and fm ≥ 0.5 by this enzyme
        "label_acts_on_weak_inhibitors": C2,  # weak, any, or unqualified: kratom's measured effect is weak
        "boxed_warning_of_inhibitors": C2,
        "irreversible_harm_of_a_rise": C2,
        "sensitive_substrate_of_the_gut": C2,  # FDA-sensitive, by mouth, Fg < 0.5
        "prodrug_whose_failure_matters": C2,
        "other_substrate": C1,  # also where the label acts only on moderate or strong inhibitors
    },
    "pharmacokinetic, object kratom": {
        "strong_cyp3a_inhibitor_or_inducer": C2,
        "other_inhibitor_or_inducer": C1,
    },
    "opioid_antagonism": {
        "maintenance_antagonist": C3,
        "mixed_agonist_antagonist": C3,
        "buprenorphine_start": C2,
        "peripheral_antagonist": C1,
    },
    "cns_depression": {
        "opioid_agonist": C3,
        "benzodiazepine": C3,
        "z_drug": C3,
        "barbiturate": C3,
        "oxybate": C3,
        "general_anaesthetic": C3,
        "phenibut": C3,
        "alcohol_daily_or_more": C3,  # reached by modifying factor
        "buprenorphine": C2,
        "gabapentinoid": C2,
        "high_sedation": C2,  # sedating antipsychotic, antidepressant, antihistamine, antiseizure drug
        "muscle_relaxant": C2,
        "alpha2_agonist": C2,
        "alcohol": C2,
        "label_lists_drowsiness": C1,
        "dextromethorphan_at_label_dose": C1,
    },
    "seizure_threshold": {
        "seizure_disorder_or_overdose": C3,  # reached by modifying factor
        "boxed_or_contraindicated_for_seizures": C2,
        "seizure_reported_at_usual_dose": C2,
        "antiseizure_in_seizure_disorder": C2,  # reached by modifying factor
        "antiseizure_reason_not_known": C1,  # many take them for mood, pain or migraine: a question
        "lowers_threshold": C1,
    },
    "serotonergic": {
        "mao_inhibitor": C3,
        "ssri_snri_or_strong": C2,  # SSRI, SNRI, clomipramine, imipramine, tramadol, pethidine, methadone
        "other_serotonergic": C1,
    },
    "qt_prolongation": {"known_risk_label_asks_for_ecg": C3, "known_risk": C2},
    "hepatotoxicity": {
        "boxed_liver_warning": C3,
        "label_asks_for_liver_tests": C2,
        "livertox_likelihood_a_or_b": C2,
        "acetaminophen_or_alcohol": C2,
        "other_labelled_liver_injury": C1,
    },
    "sympathomimetic": {
        "illicit_or_high_dose": C3,
        "prescribed_stimulant": C2,
        "decongestant_or_caffeine": C1,
    },
    "fluid_electrolyte": {"lithium": C3, "diuretic": C1},
    "hypotension": {"first_dose_or_boxed": C2, "other_hypotensive": C1},
    "gi_hypomotility": {
        "clozapine": C2,
        "two_strong_anticholinergics": C2,  # in one plant or product; two medicines are a stack
        "single_anticholinergic": C1,
    },
    "bleeding": {"anticoagulant": C3, "other_bleeding_risk": C1},
    "glycaemic": {"insulin_or_sulfonylurea": C3, "other_glucose_lowering": C1},
}

SUPPORT_OF: dict[Ground, Support] = {
    Ground.CONTROLLED_STUDY: Support.S3,
    Ground.COMPARATIVE_STUDY: Support.S3,
    Ground.PROBE_STUDY_SAME_SITE: Support.S2,
    Ground.PROBE_STUDY_OTHER_SITE: Support.S1,  # parenteral, or no intestinal first pass (Fg ≥ 0.8)
    Ground.CLASS_MEMBER_REPORT: Support.S1,
    Ground.ANIMAL_INTERACTION: Support.S1,
    Ground.IN_VITRO: Support.S0,
    Ground.STATIC_PREDICTION: Support.S0,
    Ground.REASONING: Support.S0,
    Ground.PROBE_STUDY_NO_EFFECT: Support.S0,
    Ground.REFUTED: Support.REFUTED,
}

LABEL_SUPPORT: dict[Ground, dict[K, Support]] = {
    Ground.LABEL_WARNS_AGAINST_ADDING: {
        K.ESTABLISHED: Support.S2,
        K.BORDERLINE: Support.S1,
        K.NOT_SHOWN: Support.S0,
    },
    Ground.LABEL_WARNS_OF_EFFECT: {
        K.ESTABLISHED: Support.S1,
        K.BORDERLINE: Support.S1,
        K.NOT_SHOWN: Support.S0,
    },
}

PHARMACOKINETIC: frozenset[Mechanism] = frozenset(
    {Mechanism.ENZYME_INHIBITION, Mechanism.ENZYME_INDUCTION, Mechanism.TRANSPORTER_INHIBITION}
)
NEVER_WATCHABLE: frozenset[Mechanism] = frozenset({Mechanism.OPIOID_ANTAGONISM, Mechanism.SEIZURE_THRESHOLD})
UNWATCHED_AT_C3: frozenset[Mechanism] = frozenset(
    {Mechanism.CNS_DEPRESSION, Mechanism.SEROTONERGIC, Mechanism.SYMPATHOMIMETIC}
)

DIPS_WEIGHTS: dict[str, dict[str, int]] = {
    "prior_credible_reports": {"yes": 1, "no": -1},
    "fits_precipitant": {"yes": 1, "no": -1},
    "fits_object": {"yes": 1, "no": -1},
    "time_course": {"yes": 1, "no": -1},
    "dechallenge": {"yes": 1, "no": -2},
    "rechallenge": {"yes": 2, "no": -1},
    "other_causes": {"yes": -1, "no": 1},
    "object_level": {"yes": 1, "no": 0},
    "other_objective_evidence": {"yes": 1, "no": 0},
    "dose_response": {"yes": 1, "no": -1},
}
