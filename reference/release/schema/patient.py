"""The patient's setting: the words of a list that tell it, what is said first in it, and the medicines that belong to it."""

from __future__ import annotations

from typing import Literal

from .statement import Record, Review, Statement
from .terms import KratomAction, MedicineAction, Setting

LeadKind = Literal["emergency", "liver", "child", "pregnancy", "procedure", "withdrawal_treatment"]
"""In the order in which boxes are shown, the most urgent first."""


class Measure(Statement, frozen=True, kw_only=True):
    """A number of the chart between two limits, both included: `RR 6`. The statement is why the limits are these."""

    names: tuple[str, ...]
    at_least: float
    at_most: float
    units: tuple[str, ...] = ()  # only with one of these behind it
    other_units: tuple[str, ...] = ()  # never with one of these behind it: those of another scale


class PatientWords(Record, frozen=True, kw_only=True):
    """Words of a list that say something about the patient instead of naming a medicine."""

    slug: str
    words: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()  # numbers that say the same
    setting: Setting | None = None  # that they tell
    factor: str | None = None  # the question about the patient that they answer with yes
    not_in: tuple[str, ...] = ()  # phrases that hold one of the words and mean something else: methylene blue
    beside_medicine: bool = True  # no: beside the name of a medicine they are why it is taken: jaundice
    of_a_habit: bool = True  # no: of what is taken every day they are its usual use: swallowed
    with_dose: bool = True  # no: beside a dose they say how often it is taken: OD
    a_reason: bool = False  # with no comma behind a medicine they are why it is taken: epilepsy
    days_ago: bool = False  # days ago they still hold: ran out
    with_words: tuple[str, ...] = ()  # only with one of these phrases on the same line: tomorrow
    only_with: tuple[str, ...] = ()  # only where the list tells one of these records or questions as well
    with_kratom: bool = False  # only where kratom is on the list, or its product was answered


class SettingMember(Record, frozen=True, kw_only=True):
    """Medicines, classes or roles."""

    targets: tuple[str, ...]
    except_targets: tuple[str, ...] = ()
    injected_once: bool = (
        False  # only as an injection on no schedule: no tablet, no patch, no dose every four hours
    )


class ListSign(Record, frozen=True, kw_only=True):
    """How many current medicines of which kinds a list must hold."""

    members: tuple[SettingMember, ...]
    at_least: int


class SettingSigns(Record, frozen=True, kw_only=True):
    """What a list holds in a setting, all of it together."""

    all_of: tuple[ListSign, ...]
    with_kratom: bool = False  # kratom is on the list, or its product was answered


class LeadMembers(SettingMember, frozen=True, kw_only=True):
    """Medicines that belong to a setting, and what is said of them there instead of their own advice."""

    medicine_action: MedicineAction
    kratom_action: KratomAction | None = None  # None: as rated
    caution: str | None = None  # completes "Give …"
    in_long_qt: str | None = None  # said instead with a long QT or another QT-prolonging medicine: {medicine}
    unraised: bool = False  # rated as if no answer about the patient raised them


class FurtherSteps(Record, frozen=True, kw_only=True):
    """Steps of a box that are only said where the list or an answer tells of them: a newborn."""

    steps: tuple[Statement, ...]
    words: tuple[str, ...] = ()  # records of words about the patient
    factors: tuple[str, ...] = ()  # questions answered with yes


class LeadBox(Record, frozen=True, kw_only=True):
    """What is read before everything else: in a setting, or for a patient."""

    slug: str
    name: str
    kind: LeadKind
    message: Statement
    steps: tuple[Statement, ...]
    further: tuple[FurtherSteps, ...] = ()
    setting: Setting | None = None  # it is shown in this setting, and tells it
    factor: str | None = None  # or where this question is answered: pregnancy, child, surgery_date
    signs: tuple[SettingSigns, ...] = ()  # any of these in a list tells the setting
    members: tuple[LeadMembers, ...] = ()
    practice_notes: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    review: Review | None = None
