"""One plan for the list: at most five imperatives made from what its findings share (clinical-model 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import NamedTuple

from reference.release.schema.patient import LeadKind
from reference.release.schema.shared_step import SharedStep, StepAnswer, StepCondition
from reference.release.schema.terms import Severity
from reference.release.schema.traverse import citations_in

from .release_index import ReleaseIndex
from .screening_report import FindingReport, LineReport, PlanStep, StackReport

MOST_STEPS = 5
MOST_NAMES = 3  # beside one test
TESTS = "Tests with a date: {tests}."


class Answered(NamedTuple):
    """What is known of the list and the patient when the plan is made."""

    findings: tuple[FindingReport, ...]  # the worst first
    stacks: tuple[StackReport, ...]
    leads: frozenset[str]
    answers: Mapping[str, str | bool]


class Due(NamedTuple):
    """A shared step that this list calls for, how gravely, and the medicines that it is for."""

    step: SharedStep
    severity: Severity
    medications: tuple[str, ...]


def plan(
    lines: Iterable[LineReport],
    stacks: tuple[StackReport, ...],
    leads: Iterable[LeadKind],
    answers: Mapping[str, str | bool],
    index: ReleaseIndex,
) -> tuple[PlanStep, ...]:
    """At most five steps, the most urgent first. Essential ones, naloxone among them, are never left out."""
    findings = dict.fromkeys(finding for line in lines for finding in line.findings)
    worst_first = tuple(sorted(findings, key=attrgetter("gravity"), reverse=True))
    answered = Answered(worst_first, stacks, frozenset(leads), answers)
    due = _due_steps(answered, index)
    steps = [item for item in due if item.step.kind == "step"]
    tests = [item for item in due if item.step.kind == "test"]
    items = [(item, _step(item, index)) for item in steps]
    if tests:
        items.append((tests[0], _merged(tests, index)))
    chosen = sorted(items, key=lambda pair: (not pair[0].step.essential, *_urgency(pair[0])))[:MOST_STEPS]
    return tuple(step for _, step in sorted(chosen, key=lambda pair: _urgency(pair[0])))


def steps_alone(finding: FindingReport, index: ReleaseIndex) -> tuple[SharedStep, ...]:
    """The steps and tests that one finding calls for, with nothing known of the list and the patient."""
    alone = Answered((finding,), (), frozenset(), {})
    return tuple(due.step for due in _due_steps(alone, index))


def _due_steps(answered: Answered, index: ReleaseIndex) -> list[Due]:
    """The steps that the list calls for, the most urgent first, without those that another one replaces."""
    due = [found for step in index.shared_steps.values() if (found := _due(step, answered, index))]
    replaced = {slug for item in due for slug in item.step.instead_of}
    return sorted((item for item in due if item.step.slug not in replaced), key=_urgency)


def _urgency(due: Due) -> tuple[int, int]:
    return -due.severity.place, due.step.order


def _due(step: SharedStep, answered: Answered, index: ReleaseIndex) -> Due | None:
    if step.plan is None or not answered.leads.isdisjoint(step.unless_leads):
        return None
    if any(_holds(answer, answered) for answer in step.unless) or _taken(
        step.unless_targets, answered, index
    ):
        return None
    met = [found for condition in step.any_of if (found := _met(condition, step, answered, index))]
    if not met:
        return None
    names = dict.fromkeys(name for found in met for name in found.medications)
    return Due(step, max(found.severity for found in met), tuple(names))


def _met(condition: StepCondition, step: SharedStep, answered: Answered, index: ReleaseIndex) -> Due | None:
    """The step as this condition calls for it; None where the condition does not hold."""
    if condition.leads and answered.leads.isdisjoint(condition.leads):
        return None
    if not all(_holds(answer, answered) for answer in condition.answers):
        return None
    stacks = [
        s for s in answered.stacks if s.mechanism in condition.stacks and s.severity >= condition.at_least
    ]
    if condition.stacks and not stacks:
        return None
    findings = [f for f in answered.findings if condition.medicines and _calls(f, condition, index)]
    if len(findings) < condition.medicines:
        return None
    severities = [*(f.severity for f in findings), *(s.severity for s in stacks)]
    least = Severity.MAJOR if condition.leads else condition.at_least
    names = [*(f.name for f in findings), *(name for s in stacks for name in s.medications)]
    return Due(step, max(severities, default=least), tuple(dict.fromkeys(names)))


def _holds(answer: StepAnswer, answered: Answered) -> bool:
    return answered.answers.get(answer.factor) in answer.values


def _taken(targets: tuple[str, ...], answered: Answered, index: ReleaseIndex) -> bool:
    return any(not index.belongs_to(f.medication).isdisjoint(targets) for f in answered.findings)


def _calls(finding: FindingReport, condition: StepCondition, index: ReleaseIndex) -> bool:
    """Whether a finding calls for the step: by its mechanism, its medicine and its actions."""
    if condition.targets and index.belongs_to(finding.medication).isdisjoint(condition.targets):
        return False
    if condition.medicine_actions and finding.medicine_action not in condition.medicine_actions:
        return False
    if condition.kratom_actions and finding.kratom_action not in condition.kratom_actions:
        return False
    if not condition.mechanisms:
        return finding.severity >= condition.at_least
    return any(
        row.mechanism in condition.mechanisms and row.severity >= condition.at_least
        for row in finding.mechanisms
    )


def _step(due: Due, index: ReleaseIndex) -> PlanStep:
    return PlanStep(
        text=_said(due, index), medications=due.medications, citations=citations_in(due.step.plan)
    )


def _merged(tests: list[Due], index: ReleaseIndex) -> PlanStep:
    """Every test in one step, each with the medicines that it is for."""
    said = "; ".join(f"{_said(item, index)}{_for(item.medications)}" for item in tests)
    return PlanStep(
        text=TESTS.format(tests=said),
        medications=tuple(dict.fromkeys(name for item in tests for name in item.medications)),
        citations=tuple(dict.fromkeys(source for item in tests for source in citations_in(item.step.plan))),
    )


def _said(due: Due, index: ReleaseIndex) -> str:
    """The words of a step; a step that was recalled says so."""
    text = due.step.plan.text if due.step.plan else ""
    return " ".join(filter(None, [text, index.warning_of("shared_steps", due.step.slug)]))


def _for(names: tuple[str, ...]) -> str:
    more = [f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else []
    return f" ({', '.join([*names[:MOST_NAMES], *more])})" if names else ""
