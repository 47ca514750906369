"""An interaction entry: stored answers, the rating computed from them, evidence and management."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from .statement import Citation, Record, Review, Statement
from .terms import (
    Action,
    ActOn,
    Basis,
    Consequence,
    Course,
    DipsAnswer,
    EvidenceDirection,
    EvidenceLevel,
    Ground,
    KratomAction,
    KratomProduct,
    KratomUse,
    Mechanism,
    MedicineAction,
    ObjectSide,
    RouteClass,
    Severity,
    Site,
    Slot,
    Support,
    TargetLevel,
)  # fmt: skip

TherapyStatus = Literal["ordinary", "protected", "not_a_treatment"]
"""Protected: a therapy that is never told to stop. Not a treatment: never told to go on."""


class Dips(Record, frozen=True, kw_only=True):
    """The ten answers of the Drug Interaction Probability Scale (Horn 2007), by question."""

    scorer: str  # "drafting pass 1": who answered, never a clinician's name before one has
    prior_credible_reports: DipsAnswer
    fits_precipitant: DipsAnswer
    fits_object: DipsAnswer
    time_course: DipsAnswer
    dechallenge: DipsAnswer
    rechallenge: DipsAnswer
    other_causes: DipsAnswer
    object_level: DipsAnswer
    other_objective_evidence: DipsAnswer
    dose_response: DipsAnswer


class CaseReport(Record, frozen=True, kw_only=True):
    dips: tuple[Dips, ...]
    life_threatening: bool = False  # a death, or called life-threatening by its source (ICH E2A)
    sufficient_alternative: bool = False  # an established other cause, sufficient by itself


class Evidence(Statement, frozen=True, kw_only=True):
    evidence_level: EvidenceLevel
    evidence_direction: EvidenceDirection
    ground: Ground | None = None  # None: context that does not count as support
    report: CaseReport | None = None
    limitations: str | None = None
    medications: tuple[str, ...] = ()  # in the entry of a class: what the labels of these members say


class Extrapolation(Record, frozen=True, kw_only=True):
    medication: str
    evidence_level: EvidenceLevel


class Domain(Record, frozen=True, kw_only=True):
    """What was studied. Outside it nothing is said."""

    summary: str
    products: tuple[KratomProduct, ...]
    use: tuple[KratomUse, ...]
    population: str
    route: RouteClass = RouteClass.SYSTEMIC


class Monitoring(Record, frozen=True, kw_only=True):
    what: str
    when: str
    threshold: str
    basis: Basis
    citations: tuple[Citation, ...]


class Deviation(Record, frozen=True, kw_only=True):
    """Where the project departs from its rule, and why. Listed at every publication."""

    reason: str
    support: Support | None = None  # rated as if the grounds gave this; None: severity or action departs
    citations: tuple[Citation, ...] = ()


class InteractionRow(Record, frozen=True, kw_only=True):
    """One key with its stored answers (R1, R2) and the rating that the rule computes from them (R3–R5)."""

    mechanism: Mechanism
    object: ObjectSide
    criterion: str  # the cell of R1 that gave C
    consequence: Consequence
    support: Support
    severity: Severity
    action: Action
    summary: Statement
    evidence_level: EvidenceLevel
    evidence_direction: EvidenceDirection
    evidence: tuple[Evidence, ...]
    onset: Course
    offset: Course
    enzyme: str | None = None
    site: Site | None = None
    act_on: ActOn | None = None
    until: str | None = None  # completes "do not start … until" when act_on is timing
    on_both: ActOn | None = None  # where timing cannot be kept any more: what to act on when both are taken
    when_running: str | None = None  # completes "Keep …:" where timing is past: the treatment plainly runs
    on_start: MedicineAction | None = None  # where it is only asked about: what the steps for starting say
    medicine_action: MedicineAction | None = None  # where R5 does not say it: hold a single-attack medicine
    kratom_action: KratomAction | None = None
    caution: str | None = None  # completes "Give …": titrate, watch breathing
    in_emergency: str | None = None  # said there before all else: flumazenil can cause seizures
    against: str | None = None  # completes "Advise against …" where that is not the medicine itself
    monitoring: Monitoring | None = None
    reports: int = 0
    extrapolated_from: Extrapolation | None = None
    domain: Domain | None = None
    deviation: Deviation | None = None


class Management(Record, frozen=True, kw_only=True):
    starting: tuple[Statement, ...] = ()
    already_both: tuple[Statement, ...] = ()
    when_kratom_stops: tuple[Statement, ...] = ()
    emergency: tuple[Statement, ...] = ()
    not_applicable: tuple[Slot, ...] = ()
    shared: tuple[str, ...] = ()  # shared steps, each read in its own slot


class Target(Record, frozen=True, kw_only=True):
    level: TargetLevel
    slug: str


class Interaction(Record, frozen=True, kw_only=True):
    slug: str
    title: str
    target: Target
    rows: tuple[InteractionRow, ...]
    management: Management
    searched_on: dt.date
    agonist_treatment: bool = False  # methadone or buprenorphine for opioid use disorder (R5)
    product_note: Statement | None = None  # extract and 7-OH, where known to differ
    same_day_signs: tuple[Statement, ...] = ()  # in a patient's words: when to call, for this medicine
    other_references: tuple[Statement, ...] = ()
    practice_notes: tuple[str, ...] = ()
    lowers_because: str | None = None  # the reason where a specific row lowers a general one
    review: Review | None = None


class ModifyingFactor(Record, frozen=True, kw_only=True):
    """A fact about the patient that changes the answers of the rows it applies to."""

    slug: str
    factor: str
    values: tuple[str | bool, ...]
    mechanism: Mechanism
    sentence: Statement
    from_consequence: Consequence | None = None  # only rows at this C; None: every row
    targets: tuple[str, ...] = ()  # medications or classes; empty: every one
    except_targets: tuple[str, ...] = ()  # alcohol does not count as another depressant beside alcohol
    consequence: Consequence | None = None
    watchable: bool | None = None
    medicine_action: MedicineAction | None = None
    kratom_action: KratomAction | None = None


class StackCondition(Record, frozen=True, kw_only=True):
    consequence: Consequence | None  # None: any member
    at_least: int
    others: int = 0  # and so many further members, however slight
    factor: str | None = None  # only if this question about the patient is answered yes


class Uncounted(Record, frozen=True, kw_only=True):
    """Members that do not count beside a member of another class: one dose of an antiemetic in an anaesthetic."""

    targets: tuple[str, ...]
    beside: str


class StackingRule(Record, frozen=True, kw_only=True):
    slug: str
    name: str
    mechanism: Mechanism
    any_of: tuple[StackCondition, ...]
    severity: Severity
    message: Statement
    steps: tuple[Statement, ...]
    context: tuple[str, ...] = ()  # patient answers that count as one C2 member: alcohol, other_opioids
    role: str | None = None  # count the members of a role, whether or not a row reaches them
    further: tuple[str, ...] = ()  # medications, classes or roles that count as `others` without a row
    uncounted: Uncounted | None = None
    unless: str | None = None  # the rule that says more: this one is silent where that one is met
    review: Review | None = None


class ListRule(Record, frozen=True, kw_only=True):
    """What the medicines of a list do to each other's finding, or what is at stake when kratom stops.

    `two_step`: a member changes kratom's alkaloids while kratom adds to another medicine by one of `adds_to`.
    `therapy_at_stake`: a member, or an answer that names the therapy, is worth more than the interaction.
    It sets no severity: the rating of each medicine is unchanged.
    """

    slug: str
    name: str
    kind: Literal["two_step", "therapy_at_stake"]
    targets: tuple[str, ...]  # medications, classes or roles whose members count
    except_targets: tuple[str, ...] = ()
    message: Statement
    steps: tuple[Statement, ...]
    member_status: Literal["current", "stopped"] = "current"
    with_finding: bool = False  # only members that have a finding of their own
    adds_to: tuple[Mechanism, ...] = ()
    factor: str | None = None  # a patient answer that counts as a member: oud_treatment
    practice_notes: tuple[str, ...] = ()
    review: Review | None = None


class ResolvedRow(Record, frozen=True, kw_only=True):
    """Which entry's row speaks for a key, and how that was decided. Stored at publication."""

    entry: str
    row: int
    level: TargetLevel
    path: tuple[str, ...]
    replaced: tuple[str, ...] = ()
    merged_with: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()
    act_on: ActOn | None = None
    therapy: TherapyStatus = "ordinary"
    role_from_memory: bool = False
    lowered: bool = False


class ResolvedInteraction(Record, frozen=True, kw_only=True):
    medication: str  # slug of a medication, a combination product or a drug class
    rows: tuple[ResolvedRow, ...]
