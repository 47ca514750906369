"""What is known about kratom itself: alkaloids, effects, risks, claims, practice notes, and the sources."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from .claim_terms import ClaimDirection, Verdict
from .statement import Citation, Fact, Record, Review, Statement
from .terms import Basis, EvidenceLevel, K, KratomProduct, Mechanism, Site


class Source(Record, frozen=True, kw_only=True):
    slug: str
    title: str
    kind: Literal[
        "clinical_trial", "observational", "case_series", "case_report", "laboratory", "animal", "review",
        "label", "regulatory", "guidance", "alert", "survey", "database", "search_log", "catalogue",
        "recall",  # from memory, nothing was read: only ever for what needs verification
        "encyclopaedia",  # for identifiers only, never for a clinical statement
    ]  # fmt: skip
    authors: tuple[str, ...] = ()
    container: str | None = None
    year: int | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    url: str | None = None
    read_at: str | None = None  # the page that was read, where it is not `url`
    identification: Literal["seen", "needs_verification"] = "seen"
    funder: str | None = None
    note: str | None = None
    retraction: str | None = None  # notice, in words, with its date


class Identifier(Record, frozen=True, kw_only=True):
    system: Literal[
        "cas", "pubchem_cid", "unii", "chembl", "inchikey", "formula", "molar_mass_g_mol", "smiles"
    ]
    value: str
    basis: Basis
    citations: tuple[Citation, ...]


class Measurement(Record, frozen=True, kw_only=True):
    """A number as its source gives it: value or range, unit, spread, conditions."""

    parameter: str
    unit: str
    basis: Basis
    citations: tuple[Citation, ...]
    value: float | None = None
    qualifier: Literal["=", "about", "<", ">"] = "="
    low: float | None = None
    high: float | None = None
    spread: str | None = None  # "SD 0.9", "range 324–1360"
    conditions: str | None = None
    n: str | None = None
    note: str | None = None


class EnzymeParameter(Measurement, frozen=True, kw_only=True):
    enzyme: str
    kind: Literal["reversible", "time_dependent", "induction", "substrate", "transporter", "ic50_shift"]
    site: Site | None = None  # the organ whose enzyme it represents in the static model
    model_default: bool = False  # of several values the one that the model takes; the others are its spread


class ReceptorParameter(Measurement, frozen=True, kw_only=True):
    target: str


class Alkaloid(Record, frozen=True, kw_only=True):
    slug: str
    name: str
    summary: Statement
    synonyms: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    facts: tuple[Fact, ...] = ()
    content: tuple[Measurement, ...] = ()
    receptors: tuple[ReceptorParameter, ...] = ()
    pharmacokinetics: tuple[Measurement, ...] = ()
    enzymes: tuple[EnzymeParameter, ...] = ()
    contradictions: tuple[Statement, ...] = ()
    review: Review | None = None


class TableRow(Record, frozen=True, kw_only=True):
    """A row of a table: each cell is a statement, with its own basis and sources."""

    name: str
    cells: tuple[Statement, ...]


class Table(Record, frozen=True, kw_only=True):
    """What is easier to read side by side. `columns` are the headings of the cells, without that of the row names."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


class Ratio(Record, frozen=True, kw_only=True):
    parameter: str
    ratio: float
    ci90_low: float
    ci90_high: float


class ObservedInteraction(Record, frozen=True, kw_only=True):
    """A clinical study of kratom with one medicine: what was measured, and its domain."""

    slug: str
    medication: str
    design: str
    precipitant_dose: str
    object_dose: str
    population: str
    n: int
    ratios: tuple[Ratio, ...]
    reading: Statement
    enzyme: str | None = None
    published_prediction: Measurement | None = None  # the AUC ratio that others predicted beforehand
    registry: str | None = None


class KratomEffect(Record, frozen=True, kw_only=True):
    """What kratom alone does in people, for one mechanism (K)."""

    slug: str
    mechanism: Mechanism
    k: K
    statement: Statement
    reviewed_on: dt.date


class Risk(Record, frozen=True, kw_only=True):
    slug: str
    name: str
    summary: Statement
    causality: Statement
    evidence_level: EvidenceLevel
    facts: tuple[Fact, ...]
    keywords: tuple[str, ...] = ()  # what a clinician types to find it, here and below
    review: Review | None = None


class Population(Record, frozen=True, kw_only=True):
    slug: str
    name: str
    advice: Statement
    facts: tuple[Fact, ...]
    keywords: tuple[str, ...] = ()
    review: Review | None = None


class Product(Record, frozen=True, kw_only=True):
    slug: str
    product: KratomProduct
    name: str
    summary: Statement
    facts: tuple[Fact, ...] = ()
    review: Review | None = None


class RegulatoryStatus(Record, frozen=True, kw_only=True):
    slug: str
    jurisdiction: str
    dated: str
    as_of: str
    statement: Statement


class MonitoringItem(Record, frozen=True, kw_only=True):
    slug: str
    topic: str
    statement: Statement


class MonographSection(Record, frozen=True, kw_only=True):
    """A section of the monograph: the slug is its anchor. What it shows comes from the records of its kind."""

    slug: str
    title: str
    keywords: tuple[str, ...] = ()
    table: Table | None = None


class Exclusion(Record, frozen=True, kw_only=True):
    """A fact or source of the evidence that did not go in, and why. It asserts nothing, so it cites nothing."""

    slug: str
    topic: str
    what: str
    reason: str


class ClaimEvidence(Statement, frozen=True, kw_only=True):
    evidence_type: str
    evidence_direction: ClaimDirection
    limitations: str | None = None


class Claim(Record, frozen=True, kw_only=True):
    """A neutral question; benefit verdict first, then mechanism."""

    slug: str
    question: str
    benefit_verdict: Verdict
    benefit: Statement
    evidence: tuple[ClaimEvidence, ...]
    tell_a_patient: Statement
    mechanism_verdict: Verdict | None = None
    mechanism: Statement | None = None
    who_says_it: Statement | None = None
    who_paid: Statement | None = None
    keywords: tuple[str, ...] = ()
    review: Review | None = None


class PracticeNote(Record, frozen=True, kw_only=True):
    slug: str
    question: str
    answer: Statement
    steps: tuple[Statement, ...]
    why: tuple[Statement, ...]
    unknown: tuple[Statement, ...]
    keywords: tuple[str, ...]
    table: Table | None = None
    traps: tuple[Statement, ...] = ()
    borrowed_from: str | None = None
    interactions: tuple[str, ...] = ()
    review: Review | None = None
