"""Steps that many entries share: said once for a list, with the medicines that they are for."""

from __future__ import annotations

from typing import Literal

from .patient import LeadKind
from .statement import Record, Review, Statement
from .terms import KratomAction, Mechanism, MedicineAction, Severity, Slot


class StepAnswer(Record, frozen=True, kw_only=True):
    """An answer about the patient: any of `values` to the question `factor`."""

    factor: str
    values: tuple[str | bool, ...]


class StepCondition(Record, frozen=True, kw_only=True):
    """When a step is part of the plan: all that is given must hold.

    The findings that call for it have a row of one of `mechanisms`, belong to one of `targets`, and carry one of the
    actions; an empty field asks nothing. They are at least as severe as `at_least`, by that row if mechanisms are given.
    """

    mechanisms: tuple[Mechanism, ...] = ()
    targets: tuple[str, ...] = ()  # medications, classes or roles
    medicine_actions: tuple[MedicineAction, ...] = ()
    kratom_actions: tuple[KratomAction, ...] = ()
    at_least: Severity = Severity.MODERATE
    medicines: int = 1  # how many findings at least; 0: none is needed
    stacks: tuple[Mechanism, ...] = ()  # effects of one of these add up in the list
    leads: tuple[LeadKind, ...] = ()
    answers: tuple[StepAnswer, ...] = ()


class SharedStep(Record, frozen=True, kw_only=True):
    """One step for several medicines.

    `plan`: an imperative of the plan, or, for a test, what is done and when; `any_of` says when it is due.
    `statement`: the whole step, read in `slot` of every entry that names this record in its management.
    """

    slug: str
    name: str
    kind: Literal["step", "test"] = "step"  # tests are merged into one step of the plan
    order: int  # within the plan, of steps that are as urgent
    essential: bool = False  # never left out when more than five steps are due
    plan: Statement | None = None
    any_of: tuple[StepCondition, ...] = ()
    unless: tuple[StepAnswer, ...] = ()  # any of these answers takes it out of the plan
    unless_targets: tuple[str, ...] = ()  # so does a finding for one of these medicines, classes or roles
    unless_leads: tuple[LeadKind, ...] = ()  # advice for the home says nothing in a resuscitation room
    instead_of: tuple[str, ...] = ()  # steps that it replaces where it is due
    slot: Slot | None = None
    statement: Statement | None = None
    review: Review | None = None
