"""R5 told a second time: what to do about the medicine and about kratom, one case after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reference.release.schema.interaction import InteractionRow, ModifyingFactor
from reference.release.schema.patient import LeadMembers

MEDICINE = (
    "no_change",
    "keep",
    "monitor",
    "adjust",
    "choose_other",
    "wait",
    "hold",
    "advise_against",
    "give",
)
KRATOM = ("none", "tell", "better_without", "stop", "stop_now")


def told(
    row: InteractionRow,
    severity: str,
    action: str,
    changing: Iterable[ModifyingFactor],
    *,
    general: bool,
    protected: bool,
    untreated: bool,
) -> tuple[str, str]:
    """`general`: written for a class or role; `protected`: needed therapy; `untreated`: no treatment at all."""
    gives_way = row.on_both or row.act_on
    both = computed(severity, action, gives_way, general, protected, untreated)
    if severity == "none":
        return both
    medicine, kratom = both
    if row.medicine_action and not (
        protected and general and row.medicine_action in ("adjust", "choose_other", "hold")
    ):
        medicine = row.medicine_action
    kratom = row.kratom_action or kratom
    changed = list(changing)
    of_patient = [f.medicine_action for f in changed if f.medicine_action]
    return (
        "advise_against" if of_patient and untreated else strictest(of_patient, MEDICINE, medicine),
        strictest([f.kratom_action for f in changed if f.kratom_action], KRATOM, kratom),
    )


def in_setting(
    both: tuple[str, str], member: LeadMembers | None, answers: Mapping[str, Any]
) -> tuple[str, str]:
    """Section 12: what belongs to the setting is given; in danger nothing goes on, and there is no more kratom."""
    medicine, kratom = both
    if member and member.in_long_qt and answers.get("long_qt"):
        return "choose_other", member.kratom_action or kratom
    if member:
        return member.medicine_action, member.kratom_action or kratom
    if answers.get("setting") == "emergency":
        return ("adjust" if medicine in ("keep", "monitor", "wait", "choose_other") else medicine), "stop_now"
    if answers.get("acute_liver_injury"):
        return medicine, "stop_now"
    return medicine, ("tell" if answers.get("setting") == "procedure" else kratom)


def computed(
    severity: str, action: str, gives_way: str | None, general: bool, protected: bool, untreated: bool
) -> tuple[str, str]:
    kratom = {"none": "none", "minor": "none", "moderate": "better_without", "major": "stop"}[severity]
    if severity in ("none", "minor"):
        return "no_change", kratom
    if untreated:
        return "advise_against", kratom
    if protected and general and gives_way in ("medicine", "either"):
        gives_way = "kratom"
    if gives_way in ("timing", "medicine", "either"):
        return {"timing": "wait", "medicine": "choose_other", "either": "adjust"}[gives_way], kratom
    if action in ("monitor", "usually_avoid"):
        return "monitor", kratom
    return ("adjust" if not protected else "keep"), kratom


def strictest(said: Sequence[str], order: Sequence[str], otherwise: str) -> str:
    return max(said, key=order.index) if said else otherwise
