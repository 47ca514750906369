"""The words of the closed vocabularies on pages about kratom."""

from __future__ import annotations

SOURCE_KIND = {
    "clinical_trial": "Clinical trial",
    "observational": "Observational study",
    "case_series": "Case series",
    "case_report": "Case report",
    "laboratory": "Laboratory study",
    "animal": "Animal study",
    "review": "Review",
    "label": "Product label",
    "regulatory": "Regulator",
    "guidance": "Professional guidance",
    "alert": "Public-health alert",
    "survey": "Survey",
    "database": "Database",
    "search_log": "Search record",
    "recall": "From memory: no source was read",
    "catalogue": "Laboratory catalogue",
    "encyclopaedia": "Encyclopaedia (identifiers only)",
}
IDENTIFIER_LABEL = {
    "cas": "CAS",
    "pubchem_cid": "PubChem CID",
    "unii": "UNII",
    "chembl": "ChEMBL",
    "inchikey": "InChIKey",
    "formula": "Formula",
    "molar_mass_g_mol": "Molar mass (g/mol)",
    "smiles": "SMILES",
}
PARAMETER_KIND = {
    "reversible": "Reversible inhibition",
    "time_dependent": "Time-dependent inhibition",
    "induction": "Induction",
    "substrate": "Cleared by",
    "transporter": "Transporter",
    "ic50_shift": "IC50 shift",
}
DISCLAIMER = (
    "For licensed health professionals, as one source among others. Covers kratom with medicines, not "
    "medicines with each other. Not a treatment recommendation for kratom. Not assessed by a medical-device "
    "regulator. Not the only basis for a decision and not an emergency protocol; in poisoning call your "
    "poison centre."
)


def aspect_label(aspect: str) -> str:
    """An aspect as a heading: `who_is_at_risk` → "Who is at risk"."""
    words = aspect.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: "1 entry", "2 entries"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
