"""What is known besides the medicine when it is rated: the patient, the route, the rest of the list."""

from __future__ import annotations

from typing import NamedTuple

from reference.release.schema.terms import RouteClass

from .patient_context import PatientContext


class PatientSituation(NamedTuple):
    """What is known besides the medicine: the patient, the route, the rest of the list."""

    context: PatientContext = PatientContext()
    route: RouteClass = RouteClass.SYSTEMIC
    another_depressant: bool = False

    def answers(self) -> dict[str, str | bool]:
        derived = {"another_depressant": True} if self.another_depressant else {}
        return {**self.context.answers(), **derived}

    def key(self) -> tuple[RouteClass, frozenset[tuple[str, str | bool]]]:
        """Everything a rating can depend on: answers, never dates or words."""
        return self.route, frozenset(self.answers().items())
