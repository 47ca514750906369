"""The words of the editors' forms: labels, hints, and which values a field suggests.

The structs of the release name their fields in code; an editor reads sentences. What is not listed here gets its
field name in plain words. Both apps fill one object, FORM_WORDS: `interactions.admin` adds its own when it is imported.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from reference.release.schema.claim_terms import Verdict
from reference.release.schema.terms import Basis, Slot
from reference.release.schema.vocabulary import Term

Groups = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Options as a select shows them: (heading or "", ((value, label), …)), …"""


@dataclass
class FormWords:
    """What the forms say and offer. A key "Struct.field" wins over "field"."""

    labels: dict[str, str] = field(default_factory=dict)
    item_labels: dict[str, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)
    choice_labels: dict[Any, dict[str, str]] = field(default_factory=dict)
    """By vocabulary: where a choice needs more words than the label of its term."""
    choices: dict[tuple[str, str], Groups] = field(default_factory=dict)
    """By struct and field name: the options of a text field whose vocabulary is closed elsewhere."""
    suggestions: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """By struct and field name: what a text field offers while typing; anything else may be written too."""
    computed: set[tuple[str, str]] = field(default_factory=set)
    """Struct and field name of what follows from other answers; the kind's derived values bring it up to date."""
    order: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By struct name: the fields in the order an editor thinks of them; the others follow in the struct's order."""
    summaries: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By struct name: the fields that name an item while it is folded."""

    def extend(self, other: FormWords) -> None:
        """Add another app's words. Where both name the same, the added word wins."""
        for one in dataclasses.fields(self):
            getattr(self, one.name).update(getattr(other, one.name))


LABELS = {
    "doi": "DOI", "pmid": "PubMed number (PMID)", "pmcid": "PubMed Central number", "url": "Web address",
    "read_at": "Page that was read", "identification": "How it was identified", "n": "People (n)",
    "ci90_low": "90% interval, low", "ci90_high": "90% interval, high", "k": "K: what kratom alone does",
    "dated": "Date of the act", "as_of": "Looked up on", "container": "Journal or publisher",
    "basis": "Basis", "evidence_level": "Evidence level", "evidence_direction": "Direction",
    "dips": "DIPS answers", "sufficient_alternative": "Another cause, sufficient by itself, was established",
    "life_threatening": "Death, or called life-threatening by its source", "agonist_treatment": "Treatment of opioid use disorder",
    "protected": "Protected therapy: never told to stop", "not_a_treatment": "Not a treatment (nothing says: keep taking it)",
    "object": "Side that is changed", "any_of": "Any of these", "lowers_because": "Why this lowers a general entry",
    "other_references": "What other references say", "members": "Medicines in it", "holds": "Holds besides kratom",
    "unknown": "What is not known", "tell_a_patient": "What to tell a patient", "slug": "Name in addresses (slug)",
    "names": "Other names",
    "Target.slug": "Of which one (slug)", "Domain.summary": "In words", "Domain.use": "Use of kratom",
}  # fmt: skip

ITEM_LABELS = {
    "evidence": "Piece of evidence", "citations": "Citation", "dips": "Scorer", "why": "Reason", "unknown": "Unknown",
    "starting": "Step", "already_both": "Step", "when_kratom_stops": "Step", "emergency": "Step", "content": "Measurement",
    "pharmacokinetics": "Measurement", "any_of": "Condition", "other_references": "Reference", "steps": "Step",
    "receptors": "Receptor", "enzymes": "Enzyme", "facts": "Fact", "rows": "Row",
}  # fmt: skip

HINTS = {
    "slug": "Lower case letters, digits and single hyphens. Fixed once the entry has been approved.",
    "Target.slug": "The slug of the medicine, product, class or role.",
    "locator": "Where in the source: a table, a page, a section.",
    "until": "Completes “do not start … until”. Needed where the action is about timing.",
    "roles_complete_on": "The day on which somebody checked that every role is listed.",
    "keywords": "What a clinician types to find this page. One per line. A name of a medicine wins over it.",
    "identification": "Needs verification: it has not been opened yet.",
    "retraction": "The notice in words, with its date.",
    "aspect": "What the fact is about: onset, presentation, content, metabolism …",
    "searched_on": "The day of the last search. Overdue after a year.",
    "scorer": "Who answered: “drafting pass 1”, or a clinician's own name.",
    "not_applicable": "Each slot is either filled or ticked here.",
    "routes": "The routes by which it acts on the whole body.",
    "inactive_by_route": "Why this ingredient does not act, in words; empty where it acts.",
    "reason": "Listed at every publication.",
    "limitations": "What the source does not show.",
    "names": "One per line.",
    "question": "A neutral question, never an article's own sentence.",
    "benefit_verdict": "Benefit comes first, then mechanism.",
    "values": "One answer per line. Write yes or no where the answer is one.",
}

PROSE = frozenset(
    ["text", "note", "limitations", "reason", "definition", "conditions", "design", "population", "warning", "phrase",
     "lowers_because", "retraction", "what", "when", "threshold", "borrowed_from", "inactive_by_route", "summary"]
)  # fmt: skip
"""Fields that hold sentences and are given room for them."""

REFERENCES = {  # "Struct.field" wins over "field"
    "source": "sources", "medication": "medications", "medications": "medications", "members": "medications",
    "holds": "medications", "Target.slug": "targets", "ModifyingFactor.targets": "targets", "role": "pharmacologic_roles", "parents": "drug_classes", "practice_note": "practice_notes",
    "practice_notes": "practice_notes", "interactions": "interactions", "shared": "shared_steps", "instead_of": "shared_steps",
    "StepCondition.targets": "targets", "SharedStep.unless_targets": "targets",
}  # fmt: skip
"""Fields that name another entry by its slug, and the collection it lies in."""

MUST_EXIST = frozenset(["sources"])
"""Collections whose entries are refused when unknown: the database ties each citation to its source."""
MAY_BE_UNKNOWN = frozenset(["medications", "targets"])
"""Collections of which the editors own only a part; the rest comes from the vocabulary. Elsewhere the form warns."""

SUMMARY_FIELDS: dict[str, tuple[str, ...]] = {
    "Identifier": ("system", "value"),
    "Fact": ("aspect", "text"),
    "Measurement": ("parameter", "value", "unit"),
    "EnzymeParameter": ("enzyme", "parameter", "value", "unit"),
    "ReceptorParameter": ("target", "parameter", "value", "unit"),
}
NAMING_FIELDS = (
    "name", "text", "source", "role", "medication", "parameter", "scorer", "system", "what", "summary", "reason",
    "enzyme", "target", "value",
)  # fmt: skip

CHOICE_LABELS: dict[Any, dict[str, str]] = {
    Basis: {basis: basis.meaning for basis in Basis},
    Verdict: {verdict: f"{verdict.label}: {verdict.meaning}" for verdict in Verdict},
}
ACRONYMS = {
    "cas": "CAS", "pubchem_cid": "PubChem CID", "unii": "UNII", "chembl": "ChEMBL", "inchikey": "InChIKey",
    "molar_mass_g_mol": "Molar mass (g/mol)", "smiles": "SMILES", "ic50_shift": "IC50 shift",
}  # fmt: skip
"""Values whose plain words would be spelt wrongly."""
MEASURED = (
    "parameter",
    "value",
    "qualifier",
    "low",
    "high",
    "unit",
    "spread",
    "n",
    "conditions",
    "basis",
    "citations",
)
FIELD_ORDER: dict[str, tuple[str, ...]] = {
    "Measurement": MEASURED,
    "EnzymeParameter": ("enzyme", "kind", *MEASURED),
    "ReceptorParameter": ("target", *MEASURED),
    "Fact": ("aspect", "text"),
    "Identifier": ("system", "value"),
}

FORM_WORDS = FormWords(
    labels=LABELS,
    item_labels=ITEM_LABELS,
    hints=HINTS,
    choice_labels=CHOICE_LABELS,
    order=FIELD_ORDER,
    summaries=SUMMARY_FIELDS,
)
"""What this app's forms say, and what `interactions.admin` adds for its own."""


def plain(name: str) -> str:
    """A field or value name as words: "tell_a_patient" reads "Tell a patient"."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def field_label(name: str, struct: str = "") -> str:
    return (
        FORM_WORDS.labels.get(f"{struct}.{name}")
        or FORM_WORDS.labels.get(name)
        or Slot.label_of(name)
        or plain(name)
    )


def item_label(name: str) -> str:
    """What one item of a group is called."""
    if name in FORM_WORDS.item_labels:
        return FORM_WORDS.item_labels[name]
    words = field_label(name)
    if words.endswith("ies"):
        return words[:-3] + "y"
    return words.removesuffix("s")


def numbered(name: str, number: int) -> str:
    """One item of a group, in words: "Fact 2"; "Already taking both: step 1" where the item's name alone says too little."""
    group, item = field_label(name), item_label(name)
    if group.lower() in item.lower() or group.lower().startswith(item.lower()[:4]):
        return f"{item} {number}"
    return f"{group}: {item.lower()} {number}"


def value_label(vocabulary: Any, value: str) -> str:
    if words := FORM_WORDS.choice_labels.get(vocabulary, {}).get(value) or ACRONYMS.get(value):
        return words
    label = (
        vocabulary.label_of(value) if isinstance(vocabulary, type) and issubclass(vocabulary, Term) else None
    )
    return plain(label or value)
