"""Answers about a medicine that are not records of the release: what is known about it, and its outcome."""

from __future__ import annotations

import datetime as dt

import msgspec

from interactions.screening.screening_report import FindingReport, Outcome, Reason
from reference.release.names.fuzzy import Why
from reference.release.names.name_entries import MatchedBy, TargetKind
from reference.release.schema.prediction import ExposurePrediction
from reference.release.schema.statement import Citation, Statement
from reference.release.schema.terms import (
    Action,
    Basis,
    Consequence,
    EvidenceDirection,
    EvidenceLevel,
    KratomAction,
    Mechanism,
    MedicineAction,
    ObjectSide,
    Severity,
    Support,
    TargetLevel,
)


class MedicationHit(msgspec.Struct, frozen=True, kw_only=True):
    """A medicine in a list or a search. `why` and `score` are set for a candidate, which is only a suggestion."""

    slug: str
    name: str
    kind: TargetKind
    outcome: Outcome | None  # in the reference case; null for a drug class
    severity: Severity | None
    medicine_action: MedicineAction | None
    kratom_action: KratomAction | None
    matched_by: MatchedBy | None = None  # an exact hit
    matched: str | None = None  # the spelling that was meant or came close
    why: Why | None = None
    score: float | None = None
    under_correction: str | None = None  # what it rests on was recalled


class MedicationCode(msgspec.Struct, frozen=True, kw_only=True):
    system: str
    code: str


class RoleReport(msgspec.Struct, frozen=True, kw_only=True):
    role: str
    name: str
    definition: str
    basis: Basis
    citations: tuple[Citation, ...]


class ClassReport(msgspec.Struct, frozen=True, kw_only=True):
    drug_class: str
    name: str
    path: tuple[str, ...]
    protected: bool


class IngredientReport(msgspec.Struct, frozen=True, kw_only=True):
    medication: str
    name: str
    inactive_by_route: str | None


class RatedRow(msgspec.Struct, frozen=True, kw_only=True):
    """Which entry's row applies for a key, how that was decided, and its rating in the reference case."""

    medication: str
    mechanism: Mechanism
    enzyme: str | None
    object: ObjectSide
    entry: str
    row: int
    level: TargetLevel
    path: tuple[str, ...]
    replaced: tuple[str, ...]
    merged_with: tuple[str, ...]
    conflict: tuple[str, ...]
    role_from_memory: bool
    consequence: Consequence
    support: Support
    severity: Severity
    action: Action  # of the pair
    medicine_action: MedicineAction
    kratom_action: KratomAction
    evidence_level: EvidenceLevel
    evidence_direction: EvidenceDirection
    under_correction: str | None = None  # its entry was recalled


class MedicationReport(msgspec.Struct, frozen=True, kw_only=True):
    """A medicine or combination product with exactly one outcome in the reference case."""

    slug: str
    name: str
    kind: TargetKind
    pharmacologic_class: str | None
    brands: tuple[str, ...]
    other_names: tuple[str, ...]
    codes: tuple[MedicationCode, ...]
    ingredients: tuple[IngredientReport, ...]
    classes: tuple[ClassReport, ...]
    roles: tuple[RoleReport, ...]
    roles_complete_on: dt.date | None
    rows: tuple[RatedRow, ...]
    outcome: Outcome
    reason: Reason | None
    message: str
    finding: FindingReport | None
    other_findings: tuple[
        FindingReport, ...
    ]  # of further ingredients, where the product has no entry of its own
    phrase: str | None
    rescue_reason: Statement | None
    warning: Statement | None
    practice_notes: tuple[str, ...]
    combinations: tuple[str, ...]  # combination products that hold it
    prediction: ExposurePrediction | None  # never a rating, and labelled so; null: the model was not asked
    under_correction: str | None = None  # what the outcome rests on was recalled; `message` says it too
