"""R5: what to do about the medicine, and what to do about kratom. Two answers, never one word for both."""

from __future__ import annotations

from typing import NamedTuple

from reference.release.schema.interaction import TherapyStatus
from reference.release.schema.terms import Action, ActOn, KratomAction, MedicineAction, Severity

WATCHED = (Action.MONITOR, Action.USUALLY_AVOID)
NOT_WATCHED = (Action.ADJUST, Action.AVOID)

KRATOM_ACTION: dict[Severity, KratomAction] = {
    Severity.NONE: KratomAction.NONE,
    Severity.MINOR: KratomAction.NONE,
    Severity.MODERATE: KratomAction.BETTER_WITHOUT,
    Severity.MAJOR: KratomAction.STOP,
}


class Actions(NamedTuple):
    medicine: MedicineAction
    kratom: KratomAction


def actions_of(
    severity: Severity, action: Action, act_on: ActOn | None, therapy: TherapyStatus = "ordinary"
) -> Actions:
    """Both actions of a row as rated for this patient. `act_on`: which of the two gives way."""
    return Actions(_medicine_action(severity, action, act_on, therapy), KRATOM_ACTION[severity])


def _medicine_action(
    severity: Severity, action: Action, act_on: ActOn | None, therapy: TherapyStatus
) -> MedicineAction:
    if severity < Severity.MODERATE:
        return MedicineAction.NO_CHANGE
    if therapy == "not_a_treatment":
        return MedicineAction.ADVISE_AGAINST
    if act_on == ActOn.TIMING:
        return MedicineAction.WAIT
    if act_on == ActOn.MEDICINE:
        return MedicineAction.CHOOSE_OTHER
    if act_on == ActOn.EITHER:
        return MedicineAction.ADJUST
    if action in WATCHED:
        return MedicineAction.MONITOR
    if action in NOT_WATCHED and therapy == "ordinary":
        return MedicineAction.ADJUST
    return MedicineAction.KEEP


GOES_ON = (
    MedicineAction.KEEP, MedicineAction.MONITOR, MedicineAction.WAIT, MedicineAction.CHOOSE_OTHER,
)  # fmt: skip


def in_danger(rated: Actions) -> Actions:
    """In an emergency nothing simply goes on: the treating team reviews it, and there is no more kratom."""
    medicine = MedicineAction.ADJUST if rated.medicine in GOES_ON else rated.medicine
    return Actions(medicine, KratomAction.STOP_NOW)
