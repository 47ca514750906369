"""One list, for one patient, in one release: its lines, and the situation in which each medicine is assessed."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

import msgspec

from reference.release.names.index import NameHit
from reference.release.schema.terms import Setting

from .alcohol_withdrawal import is_for_alcohol_withdrawal
from .label_dose import is_above_label
from .list_answers import answers_from_list, has_stopped_kratom
from .patient_context import KRATOM_STOPPED, PatientContext
from .patient_situation import PatientSituation
from .read_line import ReadLine, in_emergency, read_as
from .release_index import ReleaseIndex
from .setting import setting_of
from .setting_members import is_one_dose
from .therapy_stage import stage_of, with_headings
from .told import confirmed


class Screening:
    """The list, the patient and the release of one screen; what they share is computed once."""

    def __init__(self, lines: Sequence[ReadLine], context: PatientContext, index: ReleaseIndex) -> None:
        lines = with_headings(lines)
        self.index = index
        lines = confirmed(lines, context)
        self.from_list = answers_from_list(lines, context, index)
        known = msgspec.structs.replace(context, **self.from_list)
        self.kratom_stopped = has_stopped_kratom(lines)
        setting = setting_of(lines, known, index)
        if setting not in (None, known.setting):
            self.from_list["setting"] = setting
        self.context = msgspec.structs.replace(known, setting=setting)
        emergency = setting == Setting.EMERGENCY
        self.lines = tuple(in_emergency(line, index) if emergency else line for line in lines)

    def answers(self) -> dict[str, str | bool]:
        """What is known of the patient, with what kratom's own line says."""
        stopped = {KRATOM_STOPPED: True} if self.kratom_stopped else {}
        return {**self.context.answers(), **stopped}

    def situation(self, slug: str, line: ReadLine) -> PatientSituation:
        """The situation of one medicine of a line: the patient, how it is given, and whether its dose is above the label."""
        above = is_above_label(slug, line, self.index)
        stage = stage_of(slug, line, self.index)
        return PatientSituation(
            self.context,
            line.chart.route_class,
            above,
            is_one_dose(line.chart),
            stage,
            is_for_alcohol_withdrawal(line.text),
            self.kratom_stopped,
        )

    def assessed(self) -> Iterator[tuple[str, PatientSituation]]:
        """Every medicine of the list that is assessed, with its situation."""
        for line in self.lines:
            for slug in line.slugs:
                yield slug, self.situation(slug, line)

    def slugs_elsewhere(self, line: ReadLine) -> set[str]:
        """What the other lines of the list answer for: a medicine and the parts of a product."""
        return {
            slug for other in self.lines if other is not line and other.hit for slug in answered_by(other)
        }

    def choosing(self, line: ReadLine, hit: NameHit) -> Screening:
        """The same list with `line` read as a candidate, so that the severity shown is the one after choosing it."""
        chosen = copy.copy(self)
        chosen.lines = (read_as(line.text, line.chart, hit, self.index),)
        from_list = answers_from_list(chosen.lines, self.context, self.index)
        chosen.context = msgspec.structs.replace(self.context, **from_list)
        return chosen


def answered_by(line: ReadLine) -> set[str]:
    """The slugs that a line answers for; none where it asks."""
    hits = (line.hit, *line.beside) if line.hit else ()
    found = {slug for hit in hits if hit.kind != "ask" for slug in (hit.slug, *hit.ingredients) if slug}
    return found | set(line.slugs)
