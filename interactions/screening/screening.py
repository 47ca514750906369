"""One list, for one patient, in one release: its lines, and the situation in which each medicine is assessed."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

import msgspec

from reference.release.names.index import NameHit
from reference.release.schema.terms import RouteClass

from .findings import rated_rows
from .medication_list import ReadLine, answers_from_list, read_as
from .patient_context import PatientContext
from .patient_situation import PatientSituation
from .release_index import ReleaseIndex


class Screening:
    """The list, the patient and the release of one screen; what they share is computed once."""

    def __init__(self, lines: Sequence[ReadLine], context: PatientContext, index: ReleaseIndex) -> None:
        self.lines = tuple(lines)
        self.index = index
        self.from_list = answers_from_list(lines, context, index)
        self.context = msgspec.structs.replace(context, **self.from_list)
        self._depressants = frozenset(self._current_depressants())

    def situation(self, slug: str, route: RouteClass) -> PatientSituation:
        """The situation of one medicine: the patient, its route, and whether another depressant is taken."""
        return PatientSituation(self.context, route, bool(self._depressants - {slug}))

    def assessed(self) -> Iterator[tuple[str, PatientSituation]]:
        """Every medicine of the list that is assessed, with its situation."""
        for line in self.lines:
            for slug in line.slugs:
                yield slug, self.situation(slug, line.chart.route_class)

    def choosing(self, line: ReadLine, hit: NameHit) -> Screening:
        """The same list with `line` read as a candidate, so that the severity shown is the one after choosing it."""
        chosen = copy.copy(self)
        chosen.lines = (read_as(line.text, line.chart, hit, self.index),)
        from_list = answers_from_list(chosen.lines, self.context, self.index)
        chosen.context = msgspec.structs.replace(self.context, **from_list)
        return chosen

    def _current_depressants(self) -> Iterator[str]:
        """The current medicines that count as C2 or C3 depressants: each raises the others (clinical-model 6)."""
        for line in self.lines:
            situation = PatientSituation(self.context, line.chart.route_class)
            for slug in line.slugs if line.chart.status == "current" else ():
                if is_depressant(slug, situation, self.index):
                    yield slug


def is_depressant(slug: str, situation: PatientSituation, index: ReleaseIndex) -> bool:
    """Whether a medicine counts as a C2 or C3 depressant in this situation."""
    return any(
        rated.row.mechanism == "cns_depression" and rated.rating.consequence != "C1"
        for rated in rated_rows(slug, situation, index)
    )
