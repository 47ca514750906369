"""What is known besides the medicine when it is rated: the patient, the route, a dose above its label."""

from __future__ import annotations

from typing import Literal, NamedTuple

from reference.release.schema.terms import RouteClass

from .patient_context import DERIVED, PatientContext

TherapyStage = Literal["running", "planned"]
"""Whether a medicine is plainly taken already, or is asked about before it is."""


class PatientSituation(NamedTuple):
    """What is known besides the medicine: the patient, the route, a dose above its label."""

    context: PatientContext = PatientContext()
    route: RouteClass = RouteClass.SYSTEMIC
    above_label_dose: bool = False
    one_dose: bool = False  # injected once by staff, on no schedule
    stage: TherapyStage | None = None
    alcohol_withdrawal: bool = False  # given for it, says the line
    kratom_stopped: bool = False  # says kratom's own line

    def answers(self) -> dict[str, str | bool]:
        derived = zip(
            DERIVED, (self.above_label_dose, self.alcohol_withdrawal, self.kratom_stopped), strict=True
        )
        return {**self.context.answers(), **{name: True for name, holds in derived if holds}}

    def key(self) -> tuple[RouteClass, bool, TherapyStage | None, frozenset[tuple[str, str | bool]]]:
        """Everything a rating can depend on: answers, never dates or words."""
        return self.route, self.one_dose, self.stage, frozenset(self.answers().items())
