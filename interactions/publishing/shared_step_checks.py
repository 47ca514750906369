"""Checks of the steps that entries share: each is used, in one slot, and asks only what can be answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interactions.screening.patient_context import FACTORS
from reference.publishing.findings import Finding
from reference.release.schema.release import Release
from reference.release.schema.shared_step import SharedStep


def check_shared_steps(release: Release) -> Iterator[Finding]:
    named = {slug for entry in release.interactions for slug in entry.management.shared}
    for step in release.shared_steps:
        place = f"shared_steps/{step.slug}"
        for problem, fix in _problems(step, step.slug in named):
            yield Finding(place, problem, fix)
        for condition in step.any_of:
            for answer in condition.answers:
                yield from check_answer(place, answer.factor, answer.values)
        for answer in step.unless:
            yield from check_answer(place, answer.factor, answer.values)


def check_answer(place: str, factor: str, values: Iterable[str | bool]) -> Iterator[Finding]:
    """Whether a question about the patient is asked, and can have these answers."""
    allowed = FACTORS.get(factor)
    if allowed is None:
        yield Finding(place, f"factor {factor!r} is never asked", f"Use one of {', '.join(FACTORS)}.")
    elif not set(values) <= set(allowed):
        yield Finding(place, f"values {tuple(values)} cannot occur", f"Use {', '.join(map(str, allowed))}.")


def _problems(step: SharedStep, named: bool) -> Iterator[tuple[str, str]]:
    if (step.plan is None) == bool(step.any_of):
        yield "words for the plan and when it is due go together", "Fill plan and any_of, or neither."
    if (step.statement is None) != (step.slot is None):
        yield "a statement stands in one slot of an entry", "Fill statement and slot, or neither."
    if step.plan is None and step.statement is None:
        yield "says nothing", "Fill plan or statement."
    if named and step.statement is None:
        yield (
            "an entry names it, and it has no statement",
            "Fill statement and slot, or take it out of the entry.",
        )
    if not named and step.statement is not None:
        yield "no entry names it", "Name it in management.shared of an entry, or take the statement out."
