"""Findings in words, and how other facts from a list change them. Every rating is computed by the server."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations
from itertools import product as every_choice
from typing import overload

import msgspec

from interactions.chart.line import ChartLine
from interactions.pages.finding_card.card import row_view, slots_of, worse_words
from interactions.rating.phrases import capitalised
from interactions.screening.findings import finding
from interactions.screening.kratom_line import WORST_PRODUCT_LAST
from interactions.screening.patient_context import PatientContext
from interactions.screening.patient_situation import PatientSituation
from interactions.screening.plan import steps_alone
from interactions.screening.release_index import ReleaseIndex
from interactions.screening.screening_report import FindingReport
from interactions.screening.setting_members import belongs, is_one_dose
from reference.release.schema import terms
from reference.release.schema.patient import SettingSigns
from reference.release.schema.shared_step import SharedStep
from reference.release.schema.statement import Statement
from reference.release.schema.terms import KratomProduct, RouteClass

from .document import Finding, Medicine, PlanPart, Slot, Words

_ALONE = PatientSituation()


def facts_from_list(index: ReleaseIndex) -> tuple[str, ...]:
    """Facts from a list that may change a rating, in the order used in state names."""
    return (*WORST_PRODUCT_LAST, *sorted(set(index.factor_answered_by.values())))


def signs_of(index: ReleaseIndex) -> tuple[SettingSigns, ...]:
    """What in a list tells a setting: an answer that the copy does not hold."""
    return tuple(signs for box in index.lead_boxes for signs in box.signs)


def _as_given(situation: PatientSituation, given: PatientSituation) -> PatientSituation:
    return situation._replace(route=given.route, one_dose=given.one_dose)


class Medicines:
    """The rated medicines of lines, each stored once."""

    def __init__(self, index: ReleaseIndex) -> None:
        self.found: list[Medicine] = []
        self.findings: list[Finding] = []
        self._index = index
        self._states = dict(_states(index))
        self._single = {state: situation for state, situation in self._states.items() if "+" not in state}
        self._places: dict[tuple[str, RouteClass, bool], int] = {}
        self._signs = [sign for signs in signs_of(index) for sign in signs.all_of]
        self._finding_places: dict[Hashable, int] = {}

    def index_of(self, slug: str, chart: ChartLine) -> int:
        situation = _ALONE._replace(route=chart.route_class, one_dose=is_one_dose(chart))
        key = (slug, situation.route, situation.one_dose)
        if key not in self._places:
            self._places[key] = len(self.found)
            self.found.append(self._medicine(slug, situation))
        return self._places[key]

    def _medicine(self, slug: str, given: PatientSituation) -> Medicine:
        index, counts = self._index, tuple(self._counts(slug, given.one_dose))
        if not index.applicable_rows(slug):
            return Medicine(slug=slug, name=index.name(slug), counts=counts)
        alone = finding(slug, given, index)
        reference = self._place(alone)

        def changes(states: dict[str, PatientSituation]) -> dict[str, int | None]:
            found = (
                (state, self._place(finding(slug, _as_given(situation, given), index)))
                for state, situation in states.items()
            )
            return {state: place for state, place in found if place != reference}

        return Medicine(
            slug=slug,
            name=index.name(slug),
            finding=reference,
            under=changes(self._states) if changes(self._single) else {},
            worse=tuple(worse_words(alone)) if alone else (),
            counts=counts,
        )

    def _counts(self, slug: str, one_dose: bool) -> Iterator[int]:
        """The signs of a setting that the medicine counts for, by their place."""
        for place, sign in enumerate(self._signs):
            if any(belongs(member, slug, one_dose, self._index) for member in sign.members):
                yield place

    def _place(self, report: FindingReport | None) -> int | None:
        """The position of a finding in the document; equal findings are stored once."""
        if report is None:
            return None
        driver = report.mechanisms[0]
        verdict = (
            report.severity,
            report.medicine_action,
            report.kratom_action,
            report.action_phrase,
            report.headline,
        )
        key = (report.medication, verdict, report.notes, driver.entry, driver.mechanism, driver.enzyme)
        if key not in self._finding_places:
            self._finding_places[key] = len(self.findings)
            self.findings.append(in_words(report, self._index))
        return self._finding_places[key]


def _states(index: ReleaseIndex) -> Iterator[tuple[str, PatientSituation]]:
    """Every combination of facts from a list: `seven_oh+alcohol+other_opioids`."""
    flags = sorted(set(index.factor_answered_by.values()))
    products: tuple[KratomProduct | None, ...] = (None, *WORST_PRODUCT_LAST)
    for product, flags_set in every_choice(products, _subsets(flags)):
        facts = (*([product] if product else []), *flags_set)
        if facts:
            answers = {"product": product, **dict.fromkeys(flags_set, True)}
            context = msgspec.convert(answers, PatientContext)
            yield "+".join(facts), PatientSituation(context)


def _subsets(facts: Sequence[str]) -> list[tuple[str, ...]]:
    """Every subset of facts, in the given order."""
    return [chosen for size in range(len(facts) + 1) for chosen in combinations(facts, size)]


def plan_parts(index: ReleaseIndex) -> tuple[PlanPart, ...]:
    """Every step of the plan, in its order."""
    places = _plan_places(index)
    return tuple(
        PlanPart(
            said=words(step.plan) if step.plan else ("", ""),
            is_test=step.kind == "test",
            essential=step.essential,
            instead_of=tuple(places[slug] for slug in step.instead_of),
        )
        for step in _plan_steps(index)
    )


def _plan_steps(index: ReleaseIndex) -> list[SharedStep]:
    planned = (step for step in index.shared_steps.values() if step.plan)
    return sorted(planned, key=lambda step: step.order)


def _plan_places(index: ReleaseIndex) -> dict[str, int]:
    return index.once("places in the plan", lambda: {s.slug: at for at, s in enumerate(_plan_steps(index))})


def in_words(report: FindingReport, index: ReleaseIndex) -> Finding:
    """A finding as its card shows it. Facts from the list are added by the browser."""
    driver, places = row_view(report.mechanisms[0], report.name, index), _plan_places(index)
    watch = report.mechanisms[0].monitoring
    return Finding(
        medication=report.medication,
        name=capitalised(report.name),
        severity=report.severity,
        action=report.action,
        medicine_action=report.medicine_action,
        kratom_action=report.kratom_action,
        phrase=report.action_phrase,
        headline=report.headline,
        slots=tuple(
            Slot(label=slot.label, steps=tuple(words(s) for s in slot.statements))
            for slot in slots_of(report.management, terms.Slot.ALREADY_BOTH)
        ),
        evidence=driver.evidence,
        mechanism=driver.mechanism,
        course=driver.course,
        watch=(watch.what, watch.when, (watch.threshold, watch.basis.label)) if watch else None,
        product_note=words(report.product_note),
        notes=report.notes,
        under_correction=report.under_correction,
        plan=tuple(places[step.slug] for step in steps_alone(report, index)),
    )


@overload
def words(statement: Statement) -> Words: ...
@overload
def words(statement: None) -> None: ...
@overload
def words(statement: Statement | None) -> Words | None: ...
def words(statement: Statement | None) -> Words | None:
    return None if statement is None else (statement.text, statement.basis.label)
