"""The answer to a screen: one outcome per line. Findings cannot be sent without the other outcomes."""

from __future__ import annotations

from typing import Literal

import msgspec

from interactions.rating.phrases import EMERGENCY_LINE
from reference.release.schema.interaction import Domain, Evidence, Extrapolation, Management, Monitoring
from reference.release.schema.patient import LeadKind
from reference.release.schema.statement import Statement
from reference.release.schema.terms import (
    Action,
    Consequence,
    Course,
    EvidenceDirection,
    EvidenceLevel,
    KratomAction,
    KratomProduct,
    Mechanism,
    MedicineAction,
    ObjectSide,
    RouteClass,
    Severity,
    Site,
    Support,
    TargetLevel,
)  # fmt: skip
from reference.release.storage.provenance import ReleaseStamp, ReviewCount

from .patient_context import PatientContext
from .patient_situation import TherapyStage

Outcome = Literal[
    "finding", "assessed_no_interaction", "not_assessed", "rescue", "precipitant", "ambiguous", "unrecognised"
]
Reason = Literal[
    "not_reviewed", "searched_nothing_found", "outside_studied_domain", "under_correction", "no_candidate",
    "not_searched", "not_a_medicine",
]  # fmt: skip
Why = Literal["spelling", "sound", "abbreviation", "several_compositions"]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a report. Every key is always present, null if there is nothing to say."""


class MatchedMedication(Answer, frozen=True, kw_only=True):
    slug: str
    name: str
    matched_by: str  # generic, brand, synonym, abbreviation, code, correction
    inactive_by_route: str | None = None
    kind: Literal["medicine", "drug_class"] = "medicine"  # a class: the line named no medicine


class Candidate(Answer, frozen=True, kw_only=True):
    """A name that may be meant. Only suggested, never chosen automatically."""

    slug: str
    name: str
    why: Why
    score: float
    severity: Severity | None = None  # the worst finding it would lead to, in the same context
    outcome: Outcome | None = None  # what choosing it would give, and why
    reason: Reason | None = None
    leaves_out: str | None = None  # words of the line that it does not stand for


class RowReport(Answer, frozen=True, kw_only=True):
    """One mechanism: its rating in this context, the answers behind it and the path that led to it."""

    mechanism: Mechanism
    enzyme: str | None
    object: ObjectSide
    site: Site | None
    entry: str
    level: TargetLevel
    path: tuple[str, ...]
    replaced: tuple[str, ...]
    conflict: tuple[str, ...]
    consequence: Consequence
    support: Support
    severity: Severity
    action: Action  # of the pair; what to do with each of the two is in the next two
    medicine_action: MedicineAction
    kratom_action: KratomAction
    summary: Statement
    evidence_level: EvidenceLevel
    evidence_direction: EvidenceDirection
    reports: int
    extrapolated_from: Extrapolation | None
    domain: Domain | None
    onset: Course
    offset: Course
    monitoring: Monitoring | None
    evidence: tuple[Evidence, ...]
    citations: tuple[str, ...]
    role_from_memory: bool
    base_severity: Severity  # in the reference case
    because: tuple[str, ...]  # why it differs from the base, in sentences
    under_correction: str | None = None  # "Under correction since …": its entry was recalled


class NotConsidered(Answer, frozen=True, kw_only=True):
    """A row of this medicine that was not considered here, with the reason."""

    entry: str
    mechanism: Mechanism
    enzyme: str | None
    reason: str


class Worse(Answer, frozen=True, kw_only=True):
    """How a finding changes if the unknown product is a stronger one: "If extract or 7-OH: …"."""

    product: KratomProduct
    severity: Severity
    action: Action
    because: tuple[str, ...]


class FindingReport(Answer, frozen=True, kw_only=True):
    """One medicine's finding: that of its driver row; the other rows follow with their own ratings."""

    medication: str  # slug of a medicine, a combination product or a drug class
    kind: Literal["medicine", "product", "drug_class"]
    name: str
    severity: Severity
    action: Action  # of the pair; never shown beside the medicine's name alone
    medicine_action: MedicineAction
    kratom_action: KratomAction
    action_phrase: str  # both actions as one instruction
    headline: str
    evidence_level: EvidenceLevel
    evidence_direction: EvidenceDirection
    reports: int
    extrapolated_from: Extrapolation | None
    onset: Course
    offset: Course
    entry: str
    base_severity: Severity
    because: tuple[str, ...]
    management: Management
    product_note: Statement | None
    practice_notes: tuple[str, ...]
    mechanisms: tuple[RowReport, ...]
    worse_with: tuple[Worse, ...]
    notes: tuple[str, ...]  # "naloxone is not active by this route: …"
    not_considered: tuple[NotConsidered, ...] = ()
    under_correction: str | None = None  # what it rests on was recalled: show this wherever it is shown
    part_of: tuple[str, ...] = ()  # names of the stacks that count it; its own rating is unchanged by them
    stage: TherapyStage | None = None  # what its line says: plainly running, or only asked about
    leads_in: LeadKind | None = (
        None  # the leading box that it belongs to, and is said in once for all of them
    )

    @property
    def gravity(self) -> tuple[Severity, Severity, Action]:
        """The order of findings: severity for this patient, then in the reference case, then the stricter action."""
        return self.severity, self.base_severity, self.action


class Link(Answer, frozen=True, kw_only=True):
    """A record of the release that says more."""

    kind: Literal["practice_note", "risk", "claim", "population", "monograph"]
    slug: str
    title: str


class LineReport(Answer, frozen=True, kw_only=True):
    input: str
    outcome: Outcome
    reason: Reason | None
    message: str  # the outcome in one sentence that can be read on its own
    line_status: Literal["current", "stopped"]
    status_words: str | None
    route_class: RouteClass
    medications: tuple[MatchedMedication, ...]
    candidates: tuple[Candidate, ...]
    findings: tuple[FindingReport, ...]
    product: KratomProduct | None = None  # of a precipitant line
    warning: Statement | None = None
    phrase: str | None = None  # "Give if needed"
    rescue_reason: Statement | None = None
    practice_notes: tuple[str, ...] = ()
    see: tuple[Link, ...] = ()  # every page that answers the line, those of `practice_notes` among them
    under_correction: str | None = None  # what the line rests on was recalled; `message` says it too
    not_checked: tuple[str, ...] = ()  # other names on the line; `message` says them too


class LeadReport(Answer, frozen=True, kw_only=True):
    """What is read before everything else in this setting, or for this patient."""

    kind: LeadKind
    box: str  # slug
    name: str
    message: str
    steps: tuple[Statement, ...]
    links: tuple[Link, ...]
    medications: tuple[str, ...]  # names of those on the list that belong to it: given with its caution
    citations: tuple[str, ...]
    under_correction: str | None = None


class PlanStep(Answer, frozen=True, kw_only=True):
    """One imperative of the plan, with the medicines that it is for."""

    text: str
    medications: tuple[str, ...]  # names
    citations: tuple[str, ...]


class StackReport(Answer, frozen=True, kw_only=True):
    rule: str
    name: str
    mechanism: Mechanism
    severity: Severity
    medications: tuple[str, ...]  # names, and context answers that count
    also: tuple[str, ...]  # C1 members: named, not counted
    message: str
    steps: tuple[Statement, ...]
    citations: tuple[str, ...]
    under_correction: str | None = None


class ListReport(Answer, frozen=True, kw_only=True):
    """A two-step interaction or a therapy at stake: found in the list as a whole, besides each medicine's rating."""

    rule: str
    kind: Literal["two_step", "therapy_at_stake"]
    name: str
    members: tuple[str, ...]  # names, and answers about the patient that count
    others: tuple[str, ...]  # two steps: the medicines that the first step makes worse
    from_memory: tuple[str, ...]  # members through a role that has not been verified
    message: str
    steps: tuple[Statement, ...]
    practice_notes: tuple[str, ...]
    citations: tuple[str, ...]
    under_correction: str | None = None


class Question(Answer, frozen=True, kw_only=True):
    """An unanswered question about the patient, and whose headline rating an answer would change."""

    factor: str
    question: str
    answers: tuple[str | bool, ...]  # those that change something
    medications: tuple[str, ...]  # names


class WhenKratomStops(Answer, frozen=True, kw_only=True):
    """What stopping kratom changes for one medicine, and when to check."""

    medication: str
    name: str
    statements: tuple[Statement, ...]


class ScreeningReport(Answer, frozen=True, kw_only=True):
    release: ReleaseStamp
    review: ReviewCount
    scope: str
    context: PatientContext
    context_from_list: tuple[str, ...]  # answers taken from a line: kratom powder, six beers a day
    lines: tuple[LineReport, ...]
    stacked: tuple[StackReport, ...]
    two_step: tuple[ListReport, ...]
    therapy_at_stake: tuple[ListReport, ...]
    ask_me: tuple[Question, ...]  # at most three, those that change most first
    when_kratom_stops: tuple[WhenKratomStops, ...]
    lead: tuple[LeadReport, ...] = ()  # most urgent first
    emergency_line: str = EMERGENCY_LINE  # stands on every answer
    plan: tuple[PlanStep, ...] = ()  # at most five
