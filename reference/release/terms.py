"""The closed vocabularies of the clinical model. What each word means: docs/methods/rating.md."""

from __future__ import annotations

from typing import Literal

Severity = Literal["major", "moderate", "minor", "none"]
Action = Literal["avoid", "usually_avoid", "adjust", "monitor", "no_special_precaution"]
ActOn = Literal["kratom", "timing", "medicine", "either"]
Consequence = Literal["C1", "C2", "C3"]
Support = Literal["S3", "S2", "S1", "S0", "S-"]
Course = Literal["rapid", "delayed", "unknown"]
KratomProduct = Literal["leaf", "extract", "seven_oh", "unknown_product"]
TargetLevel = Literal["product", "drug", "drug_class", "role"]
ObjectSide = Literal["medicine", "kratom", "both"]
Slot = Literal["starting", "already_both", "when_kratom_stops", "emergency"]
Mechanism = Literal[  # in the order that breaks ties between rows (R7)
    "enzyme_inhibition", "enzyme_induction", "transporter_inhibition", "opioid_antagonism", "cns_depression",
    "seizure_threshold", "serotonergic", "qt_prolongation", "hepatotoxicity", "sympathomimetic",
    "fluid_electrolyte", "hypotension", "gi_hypomotility", "bleeding", "glycaemic",
]  # fmt: skip
EvidenceLevel = Literal[
    "controlled_human", "observational", "case_series", "case_report", "laboratory", "mechanistic"
]
EvidenceDirection = Literal["supports", "refutes", "mixed"]
Ground = Literal[  # what R2 counts as support
    "controlled_study", "comparative_study", "report", "probe_study_same_site", "probe_study_other_site", "label_warns_against_adding",
    "class_member_report", "label_warns_of_effect", "animal_interaction", "in_vitro", "static_prediction",
    "reasoning", "probe_study_no_effect", "refuted",
]  # fmt: skip
DipsAnswer = Literal["yes", "no", "unknown"]
Verdict = Literal["supported", "partly_supported", "unsupported", "contradicted"]
K = Literal["established", "borderline", "not_shown"]
RouteClass = Literal["systemic", "parenteral", "local", "depot"]
KratomUse = Literal["once", "some_days", "daily"]
Site = Literal["gut", "liver", "gut_and_liver"]
