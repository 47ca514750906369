"""Both actions of a row and of a finding, with what a row, a factor or the route says beyond R5."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from interactions.rating.actions import Actions, actions_of
from interactions.rating.rules import Rating
from reference.release.schema.interaction import (
    InteractionRow,
    ModifyingFactor,
    ResolvedRow,
    TherapyStatus,
)
from reference.release.schema.terms import ActOn, KratomAction, MedicineAction, RouteClass, Severity

from .patient_situation import TherapyStage

ALREADY_IN_PLACE = (RouteClass.PARENTERAL, RouteClass.DEPOT)
NOT_YET_TAKEN = (MedicineAction.KEEP, MedicineAction.MONITOR, MedicineAction.ADJUST)
CHANGES_A_THERAPY = (MedicineAction.ADJUST, MedicineAction.CHOOSE_OTHER, MedicineAction.HOLD)


class Acting(Protocol):
    """A rated row, as far as its actions are concerned."""

    @property
    def row(self) -> InteractionRow: ...
    @property
    def rating(self) -> Rating: ...
    @property
    def actions(self) -> Actions: ...


def row_actions(
    resolved: ResolvedRow,
    row: InteractionRow,
    rating: Rating,
    factors: Iterable[ModifyingFactor],
    stage: TherapyStage | None = None,
) -> Actions:
    """R5 for the row as rated here; what the row or a factor of this patient says comes first."""
    act_on = resolved.act_on if stage == "planned" else row.on_both or resolved.act_on
    computed = actions_of(rating.severity, rating.action, act_on, resolved.therapy)
    if rating.severity == Severity.NONE:
        return computed
    medicine = row.medicine_action
    if medicine in CHANGES_A_THERAPY and resolved.therapy == "protected" and is_general(resolved):
        medicine = None
    told = Actions(medicine or computed.medicine, row.kratom_action or computed.kratom)
    told = told._replace(medicine=_at_stage(told.medicine, resolved, row, rating, stage))
    of_patient = max((f.medicine_action for f in factors if f.medicine_action), default=None)
    if of_patient is not None and resolved.therapy == "not_a_treatment":
        of_patient = MedicineAction.ADVISE_AGAINST  # nobody reviews or holds what was never prescribed
    return Actions(
        of_patient or told.medicine,
        max((f.kratom_action for f in factors if f.kratom_action), default=told.kratom),
    )


def _at_stage(
    medicine: MedicineAction,
    resolved: ResolvedRow,
    row: InteractionRow,
    rating: Rating,
    stage: TherapyStage | None,
) -> MedicineAction:
    """What waits before a start is kept once it plainly runs; what is only asked about is not kept.

    Before it is started, another medicine is chosen where the row says so or the finding is major; a therapy that is
    needed is not withheld.
    """
    if stage == "running" and row.when_running and medicine == MedicineAction.WAIT:
        return MedicineAction.KEEP
    if stage != "planned" or rating.severity < Severity.MODERATE:
        return medicine
    ordinary = resolved.therapy == "ordinary"
    if row.on_start is not None and (ordinary or not is_general(resolved)):
        return row.on_start
    if ordinary and rating.severity == Severity.MAJOR and medicine in NOT_YET_TAKEN:
        return MedicineAction.CHOOSE_OTHER
    return medicine


def stored_actions(row: InteractionRow, therapy: TherapyStatus, act_on: ActOn | None) -> Actions:
    """Both actions of a row in the reference case."""
    computed = actions_of(row.severity, row.action, row.on_both or act_on, therapy)
    return Actions(row.medicine_action or computed.medicine, row.kratom_action or computed.kratom)


def only_a_start_waits(row: InteractionRow, route: RouteClass) -> bool:
    """Whether to say what a first dose waits for. A patch or depot in place is no start."""
    return row.on_both is not None and route not in ALREADY_IN_PLACE


def is_general(resolved: ResolvedRow) -> bool:
    """Whether the row was written for a class or role: it never changes a protected therapy."""
    return resolved.level in ("drug_class", "role")


def finding_actions(rows: Sequence[Acting]) -> Actions:
    """The driver's actions, unless another row asks to hold the medicine or to have no more kratom.

    Where the driver asks for no change, a review that another row asks for is heard too.
    """
    driver, others = rows[0].actions, [r.actions for r in rows[1:] if r.rating.severity != Severity.NONE]
    unchanged = driver.medicine == MedicineAction.NO_CHANGE
    heard = (MedicineAction.HOLD, MedicineAction.ADJUST) if unchanged else (MedicineAction.HOLD,)
    holding = [a.medicine for a in others if a.medicine in heard]
    stopping = [a.kratom for a in others if a.kratom == KratomAction.STOP_NOW]
    return Actions(max([driver.medicine, *holding]), max([driver.kratom, *stopping]))
