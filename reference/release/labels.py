"""The words of the closed vocabularies that pages, screen and admin share."""

from __future__ import annotations

MECHANISM_LABEL = {
    "enzyme_inhibition": "Enzyme inhibition",
    "enzyme_induction": "Enzyme induction",
    "transporter_inhibition": "Transporter inhibition",
    "opioid_antagonism": "Opioid antagonism and precipitated withdrawal",
    "cns_depression": "Sedation and slowed breathing",
    "seizure_threshold": "Seizures",
    "serotonergic": "Serotonin toxicity",
    "qt_prolongation": "QT prolongation",
    "hepatotoxicity": "Liver injury",
    "sympathomimetic": "Fast heart and high blood pressure",
    "fluid_electrolyte": "Fluid and sodium loss",
    "hypotension": "Low blood pressure",
    "gi_hypomotility": "Slowed gut",
    "bleeding": "Bleeding",
    "glycaemic": "Blood glucose",
}
EVIDENCE_LABEL = {
    "controlled_human": "Controlled study in people",
    "observational": "Observational study",
    "case_series": "Case series",
    "case_report": "Case report",
    "laboratory": "Laboratory",
    "mechanistic": "Mechanism only",
}
BASIS_LABEL = {
    "seen": "",
    "needs_verification": "needs verification",
    "judgement": "our judgement, awaiting clinical review",
}
PRODUCT_LABEL = {
    "leaf": "leaf (powder, tea, capsule)",
    "extract": "extract",
    "seven_oh": "7-OH (concentrated 7-hydroxymitragynine)",
    "unknown_product": "product of unknown content",
}
VERDICT_LABEL = {
    "supported": "Supported",
    "partly_supported": "Partly supported",
    "unsupported": "Unsupported",
    "contradicted": "Contradicted",
}
