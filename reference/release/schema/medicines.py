"""Medicines as editors own them: roles, classes, combination products, names that mean kratom."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from .statement import Citation, Record, Statement
from .terms import Basis, KratomProduct, RouteClass

PatientFactor = Literal["alcohol", "other_opioids"]
"""The questions about the patient that a line of the list can answer with yes."""


class RoleAssignment(Record, frozen=True, kw_only=True):
    role: str
    basis: Basis
    citations: tuple[Citation, ...] = ()


class DailyLimit(Statement, frozen=True, kw_only=True):
    """The most that its label allows in 24 hours, in its own sentence. More raises a rating; less never lowers one."""

    amount: float
    unit: Literal["mg", "drink"]


class Medication(Record, frozen=True, kw_only=True):
    """A medicine that editors own: its roles, and corrections to its names."""

    slug: str
    name: str
    pharmacologic_class: str | None = None
    roles: tuple[RoleAssignment, ...] = ()
    names: tuple[str, ...] = ()
    roles_complete_on: dt.date | None = None
    not_a_treatment: bool = False  # alcohol, street drugs: no advice says to keep taking them
    answers_factor: PatientFactor | None = None  # what a line with it says about the patient
    daily_limit: DailyLimit | None = None
    plural: bool = False  # whether its name is a plural: "conjugated estrogens add to"


class Ingredient(Record, frozen=True, kw_only=True):
    medication: str
    inactive_by_route: str | None = None  # why it does not act, in words


class CombinationProduct(Record, frozen=True, kw_only=True):
    slug: str
    name: str
    ingredients: tuple[Ingredient, ...]
    citations: tuple[Citation, ...]
    names: tuple[str, ...] = ()
    routes: tuple[RouteClass, ...] = (RouteClass.SYSTEMIC,)
    plural: bool = False  # whether its name is a plural: "mixed amphetamine salts add to"


class DrugClass(Record, frozen=True, kw_only=True):
    slug: str
    name: str
    members: tuple[str, ...]
    basis: Basis
    citations: tuple[Citation, ...] = ()
    parents: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # what a chart calls the class: "SSRIs"
    protected: bool = False  # therapy that is never told to stop (clinical-model R5)
    answers_factor: PatientFactor | None = None  # what a line with a member says about the patient
    plural: bool = False  # whether its name is a plural: "benzodiazepines add to"


class PharmacologicRole(Record, frozen=True, kw_only=True):
    slug: str
    name: str
    definition: str
    enzyme: str | None = None


class RescueMedicine(Record, frozen=True, kw_only=True):
    """What is given because of an emergency, known by route, form or indication, not by its molecule alone."""

    medication: str  # or a class
    phrase: str
    practice_note: str | None
    routes: tuple[RouteClass, ...]  # by these it is always a rescue
    reason: Statement
    forms: tuple[str, ...] = ()  # words of the line that tell a rescue form: nasal, rectal, a brand
    indications: tuple[str, ...] = ()  # words of the line that tell why it is given: status epilepticus
    when_needed: tuple[str, ...] = ()  # words that tell it only of a dose given now or when needed: seizures
    not_in: tuple[
        str, ...
    ] = ()  # phrases that hold one of these words and mean something else: seizure disorder
    unscheduled: bool = False  # a line that gives it every day is a treatment, whatever else it says
    in_emergency: bool = False  # in an emergency, by whatever route


class Precipitant(Record, frozen=True, kw_only=True):
    """A name for kratom or a kratom product, and the product that it means."""

    slug: str
    name: str
    product: KratomProduct
    names: tuple[str, ...]
    holds: tuple[str, ...] = ()  # medicines and substances that it holds besides kratom, by slug
    warning: Statement | None = None
    bare: bool = False  # the word alone: it tells no product, and overrides no answer


class SearchRecord(Record, frozen=True, kw_only=True):
    """That somebody looked, where and when, and found nothing to publish."""

    slug: str
    medications: tuple[str, ...]
    searched_on: dt.date
    statement: Statement
