"""The rating rules in words: what each stored answer means, as /method/ and every entry print it."""

from __future__ import annotations

CRITERION_LABEL = {
    "narrow_index_major_pathway": "narrow therapeutic index, and half or more cleared by this enzyme",
    "sensitive_substrate": "FDA-sensitive substrate",
    "label_warns_of_inhibitors": "label changes the dose, or has a boxed warning, for inhibitors of it",
    "prodrug_whose_failure_matters": "prodrug whose failure matters",
    "other_substrate": "other substrate (moderate, minor, unclassified; half or more, or share not known)",
    "strong_cyp3a_inhibitor_or_inducer": "strong CYP3A inhibitor or inducer",
    "other_inhibitor_or_inducer": "moderate or weak for CYP3A, or any strength for another enzyme",
    "maintenance_antagonist": "maintenance antagonist (naltrexone, samidorphan, nalmefene)",
    "mixed_agonist_antagonist": "mixed agonist-antagonist (nalbuphine, butorphanol, pentazocine)",
    "buprenorphine_start": "starting buprenorphine",
    "peripheral_antagonist": "peripheral antagonist",
    "opioid_agonist": "opioid agonist",
    "benzodiazepine": "benzodiazepine",
    "z_drug": "Z-drug",
    "barbiturate": "barbiturate",
    "oxybate": "oxybate",
    "general_anaesthetic": "general anaesthetic",
    "buprenorphine": "buprenorphine",
    "gabapentinoid": "gabapentinoid",
    "high_sedation": "sedating antipsychotic, antidepressant, antihistamine or antiseizure medicine",
    "muscle_relaxant": "muscle relaxant",
    "alpha2_agonist": "alpha-2 agonist",
    "alcohol": "alcohol",
    "label_lists_drowsiness": "label lists drowsiness only",
    "dextromethorphan_at_label_dose": "dextromethorphan at label dose",
    "seizure_disorder_or_overdose": "seizure disorder, or overdose",
    "lowers_threshold": "lowers the seizure threshold",
    "antiseizure_therapy_at_stake": "antiseizure medicine: seizure control at stake",
    "seizure_reported_at_usual_dose": "seizure reported with kratom and this medicine at usual dose",
    "mao_inhibitor": "MAO inhibitor, linezolid or methylene blue",
    "ssri_snri_or_strong": "SSRI, SNRI, clomipramine, imipramine, tramadol, pethidine or methadone",
    "other_serotonergic": "any other serotonergic medicine",
    "known_risk": "known risk of torsades de pointes",
    "boxed_liver_warning": "boxed liver warning at usual dose",
    "labelled_liver_injury": "labelled liver injury at usual dose",
    "injury_above_label_dose": "liver injury only above the labelled dose",
    "illicit_or_high_dose": "illicit or high-dose stimulant",
    "prescribed_stimulant": "prescribed stimulant",
    "decongestant_or_caffeine": "decongestant or caffeine",
    "lithium": "lithium",
    "diuretic": "diuretic",
    "first_dose_or_boxed": "alpha-2 agonist, alpha blocker, or boxed or first-dose warning",
    "other_hypotensive": "other medicine that lowers blood pressure",
    "clozapine_or_strong_anticholinergic": "clozapine or strong anticholinergic",
    "other_anticholinergic": "other anticholinergic",
    "anticoagulant": "anticoagulant",
    "other_bleeding_risk": "other medicine that makes bleeding likelier",
    "insulin_or_sulfonylurea": "insulin or sulfonylurea",
    "other_glucose_lowering": "other medicine that lowers glucose",
}
CONSEQUENCE_LABEL = {
    "C3": "death, threat to life, permanent harm or admission",
    "C2": "treatment or a change of therapy needed",
    "C1": "noticeable",
}
SUPPORT_LABEL = {
    "S3": "controlled or comparative human study with this medicine, or a report with DIPS 5 or more",
    "S2": "human study of the same enzyme and site, or label warns against adding an effect of kratom",
    "S1": (
        "report with DIPS 2–4, report with another member of the class, label warning of the effect "
        "itself, or interaction in live animals"
    ),
    "S0": "laboratory, prediction, reasoning, or a human study of another medicine that found no effect",
    "S-": "refuted for this medicine, inside a stated domain",
}
DIPS_QUESTION = {
    "prior_credible_reports": "Are there earlier credible reports of this interaction in people?",
    "fits_precipitant": "Does it fit what is known of kratom?",
    "fits_object": "Does it fit what is known of the medicine?",
    "time_course": "Does the time course fit?",
    "dechallenge": "Did it pass when kratom stopped, the medicine unchanged?",
    "rechallenge": "Did it come back when kratom was taken again?",
    "other_causes": "Are there reasonable other causes?",
    "object_level": "Was a level of the medicine found that fits? (counts 0 for effects that add up)",
    "other_objective_evidence": "Was it confirmed by other objective evidence?",
    "dose_response": "Was it greater with more kratom, or less with less?",
}
SITE_LABEL = {"gut": "in the gut wall", "liver": "in the liver", "gut_and_liver": "in gut wall and liver"}
LEVEL_LABEL = {
    "product": "Combination product",
    "drug": "Medicine",
    "drug_class": "Class of medicines",
    "role": "Role of medicines",
}
SLOT_LABEL = {
    "already_both": "Already taking both",
    "starting": "About to start",
    "when_kratom_stops": "When kratom stops",
    "emergency": "Emergency",
}
